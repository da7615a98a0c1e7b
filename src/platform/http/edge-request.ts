import type { FastifyRequest } from 'fastify';
import type { Principal, Relation } from '../../kernel/roles.js';
import type { Reader } from '../read-store/reach.js';
import { Problem } from './problem.js';

/** What the edge learns of a request while it is served; the log line and the metrics read it afterwards. */
export interface EdgeNotes {
  principal?: Principal;
  /** Which records the table of access lets the caller reach through the route. */
  relation?: Relation;
  /** Units whose rows the caller may see. */
  reach?: readonly string[];
  /** Units whose rows belong to the office that is asked about: its own, and those that were merged into it. */
  asked?: readonly string[];
  correlationId?: string;
  /** Code of the problem that it was answered with. */
  problem?: string;
}

const notes = new WeakMap<FastifyRequest, EdgeNotes>();

/** The notes of a request, empty at first. */
export const notesOf = (request: FastifyRequest): EdgeNotes => {
  const kept = notes.get(request) ?? {};
  notes.set(request, kept);
  return kept;
};

/** The caller, once the guard let it through. */
export const principalOf = (request: FastifyRequest): Principal => {
  const { principal } = notesOf(request);
  if (!principal) throw new Problem('UNAUTHENTICATED');
  return principal;
};

/** The caller with their reach, for a question. */
export const readerOf = (request: FastifyRequest): Reader => {
  const principal = principalOf(request);
  const { relation, reach = [principal.unit], asked } = notesOf(request);
  if (!relation) throw new Problem('FORBIDDEN');
  return { ...principal, relation, reach, ...(asked === undefined ? {} : { asked }) };
};

/** One value of a header; undefined when it is missing or was sent more than once. */
export const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** The office that a question is about, as its path or query string names it; undefined when it names none, or several. */
export const officeAskedFor = (request: FastifyRequest): string | undefined => {
  const params = request.params as Readonly<Record<string, unknown>> | undefined;
  const query = request.query as Readonly<Record<string, unknown>> | undefined;
  const office = params?.office ?? params?.officeId ?? query?.office;
  return typeof office === 'string' ? office : undefined;
};
