/** Who acts, as the access token says it (SEC-2). `system` is the service itself: reactions and the scheduler. */
export const ROLES = [
  'social-worker',
  'officer',
  'office-head',
  'deputy-director',
  'director',
  'city-officer',
  'auditor',
  'analyst',
  'administrator',
] as const;

export type Role = (typeof ROLES)[number];

/**
 * Which records somebody reaches. `own`: those about themselves. `unit`: those of their unit and of the units under it. `all`: what is
 * published to everybody who may ask.
 */
export type Relation = 'own' | 'unit' | 'all';

/** Posts that officers hold in a unit and that decisions are made by (ORG-1). */
export const POSTS = ['officer', 'office-head', 'deputy-director', 'director', 'city-officer'] as const;
export type Post = (typeof POSTS)[number];

/** Roles that read personal data of the records in their scope in clear; all others see it masked (SEC-3). */
export const READS_PERSONAL_DATA: readonly string[] = [
  'social-worker',
  'officer',
  'office-head',
  'deputy-director',
  'director',
  'city-officer',
];

/** Stands for the unit of what belongs to the installation as a whole, and of callers whose reach is all of it. */
export const INSTALLATION = '*';

/** The authenticated caller. With `onBehalfOf`, role and unit are those of the person acted for. */
export interface Principal {
  readonly actor: string;
  readonly role: Role | 'system';
  readonly unit: string;
  readonly onBehalfOf?: string;
}

/** Ids of whoever acts: the caller, and whom they act for. */
export const hands = ({ actor, onBehalfOf }: Pick<Principal, 'actor' | 'onBehalfOf'>): readonly string[] =>
  onBehalfOf === undefined ? [actor] : [actor, onBehalfOf];
