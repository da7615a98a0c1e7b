import { Command } from '../../../kernel/command.js';
import { ChoiceField, IdField, TextField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { type OrganisationEvent, type Seat, SEATS } from '../events.js';
import { openUnit, seatsOf } from '../organisation-queries.js';
import type { Organisation } from '../organisation-tree.js';
import { reject } from '../rejections.js';

export class SeatGroupMember extends Command {
  @IdField({ path: true }) declare readonly unitId: string;
  @IdField({ description: '人员编号 / id of the person', example: 'p-001' }) declare readonly personId: string;
  @TextField({ max: 60, description: '姓名 / name', example: '陈志远' }) declare readonly name: string;
  @ChoiceField(SEATS, { description: '组长、副组长、成员 / seat', example: 'LEADER' }) declare readonly seat: Seat;
}

/** A person of whatever body takes a seat in a leading group (领导小组), which has one leader (ORG-1). */
export const seatGroupMember = (c: SeatGroupMember, org: Organisation): OrganisationEvent[] => {
  const { unitId: groupId, personId, name, seat } = c;
  const { kind, path } = openUnit(org, groupId);
  if (kind !== 'LEADING_GROUP') throw reject('GROUP_EXPECTED');
  if ([...org.seats.values()].some((held) => held.groupId === groupId && held.personId === personId))
    throw reject('GROUP_MEMBER_EXISTS');
  if (seat === 'LEADER' && seatsOf(org, groupId, 'LEADER').length > 0) throw reject('GROUP_LEADER_EXISTS');
  return [{ type: 'GroupMemberSeated', data: { seatId: c.meta.commandId, groupId, personId, name, seat, path } }];
};

export class ReleaseGroupMember extends Command {
  @IdField({ path: true }) declare readonly unitId: string;
  @IdField({ path: true }) declare readonly seatId: string;
}

export const releaseGroupMember = ({ unitId, seatId }: ReleaseGroupMember, org: Organisation): OrganisationEvent[] => {
  openUnit(org, unitId);
  const held = org.seats.get(seatId);
  if (held?.groupId !== unitId) throw notFound();
  return [{ type: 'GroupMemberReleased', data: { seatId, ...held } }];
};
