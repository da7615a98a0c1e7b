import { view } from '../../src/kernel/view.js';
import type { OrganisationEvent, Seat } from '../../src/organisation/domain/events.js';

/** One seat of a leading group (领导小组) and who holds it. */
export interface GroupMemberRow {
  readonly seatId: string;
  readonly groupId: string;
  readonly personId: string;
  readonly name: string;
  readonly seat: Seat;
  readonly path: readonly string[];
}

export const groupMembers = view<GroupMemberRow, OrganisationEvent>({
  name: 'group-members',
  version: 1,
  events: ['GroupMemberSeated', 'GroupMemberReleased', 'UnitMerged'],
  keys: ({ type, data }) => {
    if (type === 'UnitMerged') return data.seats.map(({ seatId }) => seatId);
    return type === 'GroupMemberSeated' || type === 'GroupMemberReleased' ? [data.seatId] : [];
  },
  project: (row, { type, data }, key) => {
    if (type === 'GroupMemberSeated') {
      const { seatId, groupId, personId, name, seat, path } = data;
      return { seatId, groupId, personId, name, seat, path };
    }
    if (!row || type === 'GroupMemberReleased') return null;
    const moved = type === 'UnitMerged' ? data.seats.find(({ seatId }) => seatId === key) : undefined;
    return moved ? { ...row, groupId: moved.groupId, path: moved.path } : row;
  },
  indexes: [{ groupId: 1 }, { path: 1 }],
});
