import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../kernel/roles.js';
import { notesOf } from '../http/edge-request.js';
import { RateLimiter } from './rate-limiter.js';
import { TokenVerifier } from './token-verifier.js';

/** Finds out who sends a request, once for each. */
@Injectable()
export class Authenticator {
  private readonly callers = new WeakMap<FastifyRequest, Promise<Principal>>();

  constructor(
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
  ) {}

  /** @throws Problem UNAUTHENTICATED, NO_ROLE, TOO_MANY_REQUESTS, ISSUER_UNAVAILABLE */
  async caller(request: FastifyRequest): Promise<Principal> {
    const known = this.callers.get(request) ?? this.authenticate(request);
    this.callers.set(request, known);
    return known;
  }

  /** A token that is refused counts against the address that it came from, a good one against its person. */
  private async authenticate(request: FastifyRequest): Promise<Principal> {
    let caller: Principal;
    try {
      caller = await this.tokens.verify(request.headers.authorization);
    } catch (error) {
      await this.limiter.count(request, `ip:${request.ip}`);
      throw error;
    }
    notesOf(request).principal = caller;
    await this.limiter.count(request, `actor:${caller.actor}`);
    return caller;
  }
}
