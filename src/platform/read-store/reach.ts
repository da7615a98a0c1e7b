import { INSTALLATION, type Principal } from '../../kernel/roles.js';

/** Fields that rows are scoped by: the units they belong to, and whose own they are. */
export interface Scoped {
  readonly path: readonly string[];
  readonly workerId: string;
}

/** Filter for the rows in the caller's reach: own office, own county, city (SEC-2). */
export const inReach = ({ unit }: Principal): { path?: string } => (unit === INSTALLATION ? {} : { path: unit });

/** Filter for rows about social workers: those in reach, and for a social worker only the own ones (SEC-2). */
export const ownInReach = (principal: Principal): { path?: string; workerId?: string } => ({
  ...inReach(principal),
  ...(principal.role === 'social-worker' ? { workerId: principal.actor } : {}),
});

/** Whether the caller may see a row about a social worker: what `ownInReach` would find. */
export const mayRead = (principal: Principal, row: Scoped): boolean =>
  (principal.unit === INSTALLATION || row.path.includes(principal.unit)) &&
  (principal.role !== 'social-worker' || row.workerId === principal.actor);
