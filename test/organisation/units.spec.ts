import { describe, expect, it } from '@jest/globals';
import { organisation } from '../../src/organisation/domain/organisation.js';
import { commonUnit, pathOf, standsFor } from '../../src/organisation/domain/organisation-queries.js';
import { FoundUnit } from '../../src/organisation/domain/units/found-unit.js';
import { ReleaseGroupMember, SeatGroupMember } from '../../src/organisation/domain/units/leading-group.js';
import { MergeUnit } from '../../src/organisation/domain/units/merge-unit.js';
import { RenameUnit } from '../../src/organisation/domain/units/rename-unit.js';
import { command } from '../../src/kernel/command.js';
import { given, metaOf, story } from '../support/given.js';
import { admin, found, place, stateOf, type Step, told, TOWN } from './town.js';

const merge = (unitId: string, intoId: string): Step => [MergeUnit, { unitId, intoId }, admin];
const seat = (unitId: string, personId: string, held: string, commandId: string): Step => [
  SeatGroupMember,
  { unitId, personId, name: '陈志远', seat: held },
  { ...admin, commandId },
];
const refused = (steps: readonly Step[], last: Step, code: string): void =>
  given(organisation, told(...steps))
    .when(last[0], last[1], last[2])
    .thenRejected(code);

describe('the tree of units', () => {
  it('[ORG-1] is founded from the city down, each unit with its path', () => {
    const events = told();
    expect(events.map(({ data }) => data)).toContainEqual({
      unitId: 'east-1',
      kind: 'OFFICE',
      name: 'east-1',
      parentId: 'east',
      path: ['city', 'east', 'east-1'],
    });
    const org = stateOf(events);
    expect(pathOf(org, 'city')).toEqual(['city']);
    expect(pathOf(org, 'east-1')).toEqual(['city', 'east', 'east-1']);
    expect(pathOf(org, 'nowhere')).toBeUndefined();
    expect(pathOf(org, 'constructor')).toBeUndefined();
  });
  it('[ORG-1] a leading group acts for its county and has that one’s path, one to a county', () => {
    expect(pathOf(stateOf(told()), 'east-group')).toEqual(['city', 'east']);
    refused([], found('other-group', 'LEADING_GROUP', 'east'), 'GROUP_EXISTS');
    refused([], found('office-group', 'LEADING_GROUP', 'east-1'), 'UNIT_PARENT_UNFIT');
  });
  it('[ORG-1] refuses a unit where it does not belong, a taken id and a reserved one', () => {
    refused([], found('x', 'OFFICE'), 'UNIT_PARENT_UNFIT');
    refused([], found('x', 'OFFICE', 'city'), 'UNIT_PARENT_UNFIT');
    refused([], found('x', 'COUNTY', 'east'), 'UNIT_PARENT_UNFIT');
    refused([], found('x', 'CITY', 'city'), 'UNIT_PARENT_UNFIT');
    refused([], found('east-1', 'OFFICE', 'west'), 'UNIT_EXISTS');
    refused([], found('x', 'OFFICE', 'nowhere'), 'NOT_FOUND');
    given(organisation)
      .when(FoundUnit, { unitId: 'default', kind: 'CITY', name: '市' }, admin)
      .thenRejected('UNIT_ID_RESERVED');
  });
  it('[ORG-1] a unit is renamed, to another name', () => {
    given(organisation, told())
      .when(RenameUnit, { unitId: 'east-1', name: '仓山区司法所' }, admin)
      .then({ type: 'UnitRenamed', data: { from: 'east-1', name: '仓山区司法所' } });
    refused([], [RenameUnit, { unitId: 'east-1', name: 'east-1' }, admin], 'UNIT_NAME_UNCHANGED');
    refused([], [RenameUnit, { unitId: 'nowhere', name: 'x' }, admin], 'NOT_FOUND');
  });
});

describe('a merge', () => {
  it('[ORG-1] closes the unit, moves its officers, and its id leads to the unit that it became part of', () => {
    const events = told(
      place('o-1', 'east-1', 'office-head'),
      place('o-2', 'east-2', 'officer'),
      merge('east-1', 'east-2'),
    );
    const org = stateOf(events);
    expect(org.officers.get('o-1')).toEqual({ unitId: 'east-2', post: 'office-head' });
    expect(pathOf(org, 'east-1')).toEqual(['city', 'east', 'east-2']);
    expect(standsFor(org, 'east-2').sort()).toEqual(['east-1', 'east-2']);
    expect(standsFor(org, 'east-1')).toEqual([]);
    given(organisation, events).when(RenameUnit, { unitId: 'east-1', name: 'x' }, admin).thenRejected('UNIT_CLOSED');
  });
  it('[ORG-1] a chain of merges leads to its end', () => {
    const org = stateOf(told(merge('east-1', 'east-2'), merge('east', 'west'), merge('east-2', 'west-1')));
    expect(pathOf(org, 'east-1')).toEqual(['city', 'west', 'west-1']);
    expect(standsFor(org, 'west-1').sort()).toEqual(['east-1', 'east-2', 'west-1']);
  });
  it('[ORG-1] of counties takes offices, leading group and everybody in them along', () => {
    const before = [
      place('o-1', 'east-1', 'office-head'),
      place('o-3', 'east', 'director'),
      seat('east-group', 'p-1', 'LEADER', 's-1'),
    ];
    given(organisation, told(...before))
      .when(MergeUnit, { unitId: 'east', intoId: 'west' }, admin)
      .then({
        type: 'UnitMerged',
        data: {
          unitId: 'east',
          kind: 'COUNTY',
          intoId: 'west',
          path: ['city', 'west'],
          units: [
            { unitId: 'east-1', parentId: 'west', path: ['city', 'west', 'east-1'] },
            { unitId: 'east-2', parentId: 'west', path: ['city', 'west', 'east-2'] },
            { unitId: 'east-group', parentId: 'west', path: ['city', 'west'] },
          ],
          officers: [
            { officerId: 'o-1', unitId: 'east-1', post: 'office-head', path: ['city', 'west', 'east-1'] },
            { officerId: 'o-3', unitId: 'west', post: 'director', path: ['city', 'west'] },
          ],
          seats: [{ seatId: 's-1', personId: 'p-1', seat: 'LEADER', groupId: 'east-group', path: ['city', 'west'] }],
        },
      });
    expect(pathOf(stateOf(told(...before, merge('east', 'west'))), 'east-2')).toEqual(['city', 'west', 'east-2']);
  });
  it('[ORG-1] does not choose between two heads or two leading groups', () => {
    const heads = [place('o-1', 'east-1', 'office-head'), place('o-2', 'east-2', 'office-head')];
    refused(heads, merge('east-1', 'east-2'), 'UNIT_HEADS_CONFLICT');
    refused(
      [place('o-1', 'east', 'director'), place('o-2', 'west', 'director')],
      merge('east', 'west'),
      'UNIT_HEADS_CONFLICT',
    );
    const group = found('west-group', 'LEADING_GROUP', 'west');
    refused([group], merge('east', 'west'), 'UNIT_GROUPS_CONFLICT');
    const org = stateOf(told(group, merge('east-group', 'west-group'), merge('east', 'west')));
    expect(pathOf(org, 'east-group')).toEqual(['city', 'west']);
  });
  it('[ORG-1] is between two open units of a kind', () => {
    refused([], merge('east-1', 'east-1'), 'UNIT_MERGE_UNFIT');
    refused([], merge('east-1', 'west'), 'UNIT_MERGE_UNFIT');
    refused([], merge('east-1', 'nowhere'), 'NOT_FOUND');
    refused([], merge('east-1', 'west-1'), 'UNIT_MERGE_ACROSS');
    refused([merge('east-1', 'east-2')], merge('west-1', 'east-1'), 'UNIT_CLOSED');
    refused([merge('east-1', 'east-2')], merge('east-1', 'west-1'), 'UNIT_CLOSED');
  });
  it('[SEC-2] is for whoever administers both units', () => {
    const org = stateOf(told());
    const unitOf = (unitId: string, intoId: string) =>
      organisation.unitOf(org, command(MergeUnit, { unitId, intoId }, metaOf(admin)), {});
    expect(unitOf('east-1', 'east-2')).toBe('east');
    expect(unitOf('east-1', 'west-1')).toBe('city');
    expect(unitOf('east-1', 'nowhere')).toBeUndefined();
    expect(commonUnit(stateOf(story(organisation, ...TOWN, found('far', 'CITY'))), 'east-1', 'far')).toBe('*');
  });
});

describe('a leading group', () => {
  it('[ORG-1] has one leader and each member once', () => {
    const leader = seat('east-group', 'p-1', 'LEADER', 's-1');
    refused([leader], seat('east-group', 'p-2', 'LEADER', 's-2'), 'GROUP_LEADER_EXISTS');
    refused([leader], seat('east-group', 'p-1', 'MEMBER', 's-2'), 'GROUP_MEMBER_EXISTS');
    refused([], seat('east-1', 'p-1', 'MEMBER', 's-1'), 'GROUP_EXPECTED');
    const released: Step = [ReleaseGroupMember, { unitId: 'east-group', seatId: 's-1' }, admin];
    given(organisation, told(leader, released))
      .when(SeatGroupMember, { unitId: 'east-group', personId: 'p-2', name: '陈志远', seat: 'LEADER' }, admin)
      .then({ type: 'GroupMemberSeated', data: { groupId: 'east-group', personId: 'p-2', path: ['city', 'east'] } });
    refused([leader, released], released, 'NOT_FOUND');
  });
  it('[ORG-1] merges with another when no leader or member is in both', () => {
    const groups = [found('west-group', 'LEADING_GROUP', 'west'), seat('east-group', 'p-1', 'LEADER', 's-1')];
    refused(
      [...groups, seat('west-group', 'p-2', 'LEADER', 's-2')],
      merge('east-group', 'west-group'),
      'GROUP_LEADER_EXISTS',
    );
    refused(
      [...groups, seat('west-group', 'p-1', 'MEMBER', 's-2')],
      merge('east-group', 'west-group'),
      'GROUP_MEMBER_EXISTS',
    );
    const org = stateOf(told(...groups, merge('east-group', 'west-group')));
    expect(org.seats.get('s-1')).toEqual({ groupId: 'west-group', personId: 'p-1', seat: 'LEADER' });
  });
});
