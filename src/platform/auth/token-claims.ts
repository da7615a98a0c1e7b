import type { JWTPayload } from 'jose';
import { type Principal, type Role, ROLES } from '../../kernel/roles.js';
import { Problem } from '../http/problem.js';

const PERSON = /^[\x21-\x7e]{1,128}$/;
/** A unit's id, or `*` for the installation as a whole. */
const UNIT = /^(\*|[A-Za-z0-9][A-Za-z0-9._-]{0,63})$/;

const isRole = (value: unknown): value is Role => ROLES.some((role) => role === value);

/**
 * The caller that a verified token speaks of: claim `person`, else `sub`; `role`; `unit`.
 * @throws Problem UNAUTHENTICATED without a person, NO_ROLE without a known role or a unit
 */
export const principalIn = (claims: JWTPayload): Principal => {
  const { role, unit } = claims;
  const person = claims.person ?? claims.sub;
  if (typeof person !== 'string' || !PERSON.test(person)) throw new Problem('UNAUTHENTICATED');
  if (!isRole(role) || typeof unit !== 'string' || !UNIT.test(unit)) throw new Problem('NO_ROLE');
  return { actor: person, role, unit };
};
