import type { Post } from '../../src/kernel/roles.js';
import { view } from '../../src/kernel/view.js';
import type { OrganisationEvent } from '../../src/organisation/domain/events.js';

/** An officer who holds a post now. */
export interface OfficerRow {
  readonly officerId: string;
  readonly name: string;
  readonly unitId: string;
  readonly post: Post;
  readonly path: readonly string[];
}

export const officers = view<OfficerRow, OrganisationEvent>({
  name: 'officers',
  version: 1,
  events: ['OfficerPlaced', 'PostChanged', 'PostEnded', 'UnitMerged'],
  keys: ({ type, data }) => {
    if (type === 'UnitMerged') return data.officers.map(({ officerId }) => officerId);
    return type === 'OfficerPlaced' || type === 'PostChanged' || type === 'PostEnded' ? [data.officerId] : [];
  },
  project: (row, { type, data }, key) => {
    if (type === 'OfficerPlaced') {
      const { officerId, name, unitId, post, path } = data;
      return { officerId, name, unitId, post, path };
    }
    if (!row || type === 'PostEnded') return null;
    if (type === 'PostChanged') return { ...row, unitId: data.unitId, post: data.post, path: data.path };
    const moved = type === 'UnitMerged' ? data.officers.find(({ officerId }) => officerId === key) : undefined;
    return moved ? { ...row, unitId: moved.unitId, path: moved.path } : row;
  },
  indexes: [{ path: 1, unitId: 1 }],
});
