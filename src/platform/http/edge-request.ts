import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../kernel/roles.js';
import { Problem } from './problem.js';

/** What the edge learns of a request while it is served; the log line and the metrics read it afterwards. */
export interface EdgeNotes {
  principal?: Principal;
  correlationId?: string;
  /** Code of the problem that it was answered with. */
  problem?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    notes: EdgeNotes;
  }
}

/** The caller, once the guard let it through. */
export const principalOf = (request: FastifyRequest): Principal => {
  if (!request.notes.principal) throw new Problem('UNAUTHENTICATED');
  return request.notes.principal;
};

/** One value of a header; undefined when it is missing or was sent more than once. */
export const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};
