import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { jwtVerify, type JWTVerifyGetKey } from 'jose';
import { DEVELOPMENT_ISSUER } from '../../../src/platform/auth/development-issuer.js';
import type { Caller } from './work.js';

const callers = new WeakMap<FastifyRequest, Caller>();

/** The caller that the guard found. */
export const callerOf = (request: FastifyRequest): Caller => {
  const caller = callers.get(request);
  if (!caller) throw new UnauthorizedException();
  return caller;
};

/** Verifies the access token of each request. */
@Injectable()
export class BearerGuard implements CanActivate {
  constructor(
    private readonly key: JWTVerifyGetKey,
    private readonly audience: string,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new UnauthorizedException();
    const { payload } = await jwtVerify(token, this.key, { issuer: DEVELOPMENT_ISSUER, audience: this.audience });
    const { sub, role, unit } = payload;
    if (sub === undefined || typeof role !== 'string' || typeof unit !== 'string') throw new UnauthorizedException();
    callers.set(request, { person: sub, role, unit });
    return true;
  }
}
