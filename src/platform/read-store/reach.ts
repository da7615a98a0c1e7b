import { INSTALLATION, type Principal } from '../../kernel/roles.js';

/** Who asks, and the units whose rows are theirs to see: their own, and those that were merged into it. */
export interface Reader extends Principal {
  readonly reach: readonly string[];
  /** The office that is asked about, and those that were merged into it. */
  readonly asked?: readonly string[];
}

/** Fields that rows are scoped by: the units they belong to, and whose own they are. */
export interface Scoped {
  readonly path: readonly string[];
  readonly workerId: string;
}

/** Filter for the rows in the caller's reach: own office, own county, city (SEC-2). */
export const inReach = ({ unit, reach }: Reader): { path?: string | { $in: string[] } } => {
  if (unit === INSTALLATION) return {};
  return { path: reach.length === 1 && reach[0] !== undefined ? reach[0] : { $in: [...reach] } };
};

/** Whether a row is in the caller's reach: what `inReach` would find. */
export const reaches = ({ unit, reach }: Reader, { path }: Pick<Scoped, 'path'>): boolean =>
  unit === INSTALLATION || reach.some((one) => path.includes(one));

/** Filter for the rows of the office that is asked about, those of offices that were merged into it included (ADR 6). */
export const inOffice = (
  { asked }: Pick<Reader, 'asked'>,
  office: string | undefined,
): { officeId?: string | { $in: string[] } } => {
  if (office === undefined) return {};
  return { officeId: asked?.includes(office) && asked.length > 1 ? { $in: [...asked] } : office };
};

/**
 * Filter for rows about social workers: those in reach, and for a social worker the own ones, wherever they were served: a transfer takes
 * nobody's own record from them (SEC-2).
 */
export const ownInReach = (principal: Reader): ReturnType<typeof inReach> & { workerId?: string } =>
  principal.role === 'social-worker' ? { workerId: principal.actor } : inReach(principal);

/** Whether the caller may see a row about a social worker: what `ownInReach` would find. */
export const mayRead = (principal: Reader, row: Scoped): boolean =>
  principal.role === 'social-worker' ? row.workerId === principal.actor : reaches(principal, row);
