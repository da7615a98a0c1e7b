import { type CanActivate, type ExecutionContext, Inject, Injectable, Optional } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Jurisdictions } from '../../kernel/context.js';
import type { Principal, Role } from '../../kernel/roles.js';
import { Clock } from '../clock.js';
import { headerOf, notesOf } from '../http/edge-request.js';
import { Problem } from '../http/problem.js';
import { PUBLIC, ROLES } from './access.js';
import { JURISDICTIONS } from './jurisdictions.js';
import { RateLimiter } from './rate-limiter.js';
import { TokenVerifier } from './token-verifier.js';

/** Lets a request through to its route: token, rate, whom the caller acts for, role. Scope is decided with the record. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(TokenVerifier) private readonly tokens: TokenVerifier,
    @Inject(RateLimiter) private readonly limiter: RateLimiter,
    @Inject(Clock) private readonly clock: Clock,
    @Optional() @Inject(JURISDICTIONS) private readonly jurisdictions?: Jurisdictions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC, places)) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.authenticate(request);
    const principal = await this.effective(caller, request);
    notesOf(request).principal = principal;
    const roles = this.reflector.getAllAndOverride<readonly Role[] | undefined>(ROLES, places);
    if (!roles?.some((role) => role === principal.role)) throw new Problem('FORBIDDEN');
    return true;
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

  private async effective(caller: Principal, request: FastifyRequest): Promise<Principal> {
    const person = headerOf(request, 'x-on-behalf-of');
    if (person === undefined) return caller;
    const principal = await this.jurisdictions?.actingFor(caller.actor, person, this.clock.now());
    if (!principal) throw new Problem('NO_DELEGATION');
    // The caller stays the actor on record, whatever the delegation names.
    return { ...principal, actor: caller.actor, onBehalfOf: person };
  }
}
