import { notFound } from '../../kernel/rejection.js';
import { INSTALLATION, type Principal } from '../../kernel/roles.js';

/** Whether the caller's unit is the record's or above it: own office, own county, city (SEC-2). */
export const covers = (principal: Principal, jurisdiction: readonly string[]): boolean =>
  principal.role === 'system' || principal.unit === INSTALLATION || jurisdiction.includes(principal.unit);

/**
 * Lets a command through to a record in the caller's scope; outside it, and for a social worker's command on somebody else's own
 * record, the record does not exist.
 * @param person whose own record it is, where it is somebody's
 */
export const admit = (principal: Principal, jurisdiction: readonly string[], person: string | undefined): void => {
  if (!covers(principal, jurisdiction)) throw notFound();
  if (principal.role === 'social-worker' && person !== undefined && person !== principal.actor) throw notFound();
};
