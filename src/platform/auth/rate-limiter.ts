import type {} from '@fastify/rate-limit';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Settings } from '../config/settings.js';
import { Problem } from '../http/problem.js';

type Limit = ReturnType<FastifyInstance['createRateLimit']>;

/** Counts requests by a key for a minute; per process. */
@Injectable()
export class RateLimiter {
  private limit: Limit | undefined;
  private readonly keys = new WeakMap<FastifyRequest, string>();

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** @throws Problem TOO_MANY_REQUESTS when the key has used up its minute */
  async count(request: FastifyRequest, key: string): Promise<void> {
    this.keys.set(request, key);
    const outcome = await this.limiter()(request);
    if (outcome.isAllowed || !outcome.isExceeded) return;
    throw new Problem('TOO_MANY_REQUESTS', { headers: { 'retry-after': String(Math.max(1, outcome.ttlInSeconds)) } });
  }

  private limiter(): Limit {
    this.limit ??= this.host.httpAdapter.getInstance<FastifyInstance>().createRateLimit({
      max: this.settings.rateLimitPerMinute,
      timeWindow: 60_000,
      keyGenerator: (request) => this.keys.get(request) ?? request.ip,
    });
    return this.limit;
  }
}
