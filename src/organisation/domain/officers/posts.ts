import type { Post } from '../../../kernel/roles.js';
import type { UnitKind } from '../events.js';
import { holdersOf, openUnit } from '../organisation-queries.js';
import type { Organisation } from '../organisation-tree.js';
import { reject } from '../rejections.js';

/** The posts that each kind of unit has. A leading group has seats instead. */
const POSTS_OF: Readonly<Record<UnitKind, readonly Post[]>> = {
  CITY: ['city-officer'],
  COUNTY: ['officer', 'deputy-director', 'director'],
  OFFICE: ['officer', 'office-head'],
  LEADING_GROUP: [],
};

/** Posts that one person holds in a unit at a time. */
export const SOLE_POSTS: readonly Post[] = ['office-head', 'director'];

/** Refuses a post that the unit does not have, or that somebody else holds alone. */
export const checkVacant = (org: Organisation, unitId: string, post: Post, officerId: string): void => {
  const { kind } = openUnit(org, unitId);
  if (!POSTS_OF[kind].includes(post)) throw reject('POST_UNFIT', { kind, post });
  const others = holdersOf(org, unitId, post).filter((holder) => holder !== officerId);
  if (SOLE_POSTS.includes(post) && others.length > 0) throw reject('POST_TAKEN', { unitId, post });
};
