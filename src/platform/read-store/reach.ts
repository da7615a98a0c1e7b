import { INSTALLATION, type Principal, type Relation } from '../../kernel/roles.js';

/** Who asks, which records they reach, and the units whose rows are theirs to see: their own, and those that were merged into it. */
export interface Reader extends Principal {
  readonly relation: Relation;
  readonly reach: readonly string[];
  /** The office that is asked about, and those that were merged into it. */
  readonly asked?: readonly string[];
}

/** Fields that rows are scoped by: the units they belong to, and whose own they are. */
export interface Scoped {
  readonly path: readonly string[];
  readonly workerId: string;
}

/**
 * Filter for the rows in the caller's reach, as the table of access has it for the route: own office, own county, city; or those about
 * themselves, wherever they were served: a transfer takes nobody's own record from them (SEC-2).
 */
export const inReach = ({
  actor,
  relation,
  unit,
  reach,
}: Reader): { path?: string | { $in: string[] }; workerId?: string } => {
  if (relation === 'own') return { workerId: actor };
  if (relation === 'all' || unit === INSTALLATION) return {};
  return { path: reach.length === 1 && reach[0] !== undefined ? reach[0] : { $in: [...reach] } };
};

/**
 * Filter for rows that are of several `offices` at once, each row's units that hold all of them `within` it: those of which the caller
 * reaches every part. Who reaches a part alone is shown no figure that the rest is in (SEC-2).
 */
export const inReachWhole = (reader: Reader): object => {
  const { path, ...own } = inReach(reader);
  if (path === undefined) return own;
  const elsewhere = { offices: { $elemMatch: { $nin: [...reader.reach] } } };
  return { path, $or: [{ within: path }, { $nor: [elsewhere] }] };
};

/** Whether a row is in the caller's reach: what `inReach` would find. */
export const reaches = (
  { actor, relation, unit, reach }: Reader,
  { path, workerId }: Pick<Scoped, 'path'> & Partial<Scoped>,
): boolean => {
  if (relation === 'own') return workerId === actor;
  return relation === 'all' || unit === INSTALLATION || reach.some((one) => path.includes(one));
};

/** Filter for the rows of the office that is asked about, those of offices that were merged into it included (ADR 6). */
export const inOffice = (
  { asked }: Pick<Reader, 'asked'>,
  office: string | undefined,
): { officeId?: string | { $in: string[] } } => {
  if (office === undefined) return {};
  return { officeId: asked?.includes(office) && asked.length > 1 ? { $in: [...asked] } : office };
};
