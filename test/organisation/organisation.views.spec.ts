import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '../../src/kernel/event.js';
import { RevokeDelegation } from '../../src/organisation/domain/delegations/revoke-delegation.js';
import { DelegateAuthority } from '../../src/organisation/domain/delegations/delegate-authority.js';
import { EndPost } from '../../src/organisation/domain/officers/end-post.js';
import { ReleaseGroupMember, SeatGroupMember } from '../../src/organisation/domain/units/leading-group.js';
import { MergeUnit } from '../../src/organisation/domain/units/merge-unit.js';
import { RenameUnit } from '../../src/organisation/domain/units/rename-unit.js';
import { delegations, type DelegationRow } from '../../projections/organisation/delegations.view.js';
import { type GroupMemberRow, groupMembers } from '../../projections/organisation/group-members.view.js';
import { type OfficerRow, officers } from '../../projections/organisation/officers.view.js';
import { type PolicySetRow, policySets } from '../../projections/organisation/policy-sets.view.js';
import { type UnitRow, units } from '../../projections/organisation/units.view.js';
import { type WorkCalendarRow, workCalendars } from '../../projections/organisation/work-calendars.view.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import type { PolicyEvent } from '../../src/organisation/domain/policy-sets/events.js';
import { foldView, recorded } from '../support/fold-view.js';
import { shanghai } from '../support/given.js';
import { admin, as, change, found, place, type Step, told } from './town.js';

const history = (events: readonly DomainEvent[]) => events.map((event, position) => recorded(event, { position }));
const unitsOf = (...steps: readonly Step[]) => foldView<UnitRow>(units, history(told(...steps)));
const officersOf = (...steps: readonly Step[]) => foldView<OfficerRow>(officers, history(told(...steps)));
const membersOf = (...steps: readonly Step[]) => foldView<GroupMemberRow>(groupMembers, history(told(...steps)));

const merge = (unitId: string, intoId: string): Step => [MergeUnit, { unitId, intoId }, admin];
const seat: Step = [
  SeatGroupMember,
  { unitId: 'east-group', personId: 'p-1', name: '陈志远', seat: 'LEADER' },
  { ...admin, commandId: 's-1' },
];

describe('the tree of units', () => {
  it('[ORG-1] shows each unit with its place, name and officers', () => {
    const rows = unitsOf(place('o-1', 'east-1', 'office-head'), place('o-2', 'east-1', 'officer'));
    expect(rows.size).toBe(7);
    expect(rows.get('east-1')).toEqual({
      unitId: 'east-1',
      kind: 'OFFICE',
      name: 'east-1',
      parentId: 'east',
      path: ['city', 'east', 'east-1'],
      open: true,
      foundedOn: '2026-03-09',
      mergedInto: null,
      mergedOn: null,
      parents: [{ since: '2026-03-09', parentId: 'east' }],
      officers: [
        { officerId: 'o-1', post: 'office-head' },
        { officerId: 'o-2', post: 'officer' },
      ],
      seats: [],
    });
    expect(rows.get('city')).toMatchObject({ parentId: null, path: ['city'] });
  });
  it('[ORG-1] shows a new name and a changed or ended post at once, in both units', () => {
    const head = place('o-1', 'east-1', 'office-head');
    expect(unitsOf([RenameUnit, { unitId: 'east-1', name: '仓山所' }, admin]).get('east-1')?.name).toBe('仓山所');
    const moved = unitsOf(head, change('o-1', 'east-2', 'officer'));
    expect(moved.get('east-1')?.officers).toEqual([]);
    expect(moved.get('east-2')?.officers).toEqual([{ officerId: 'o-1', post: 'officer' }]);
    const promoted = unitsOf(place('o-1', 'east-1', 'officer'), change('o-1', 'east-1', 'office-head'));
    expect(promoted.get('east-1')?.officers).toEqual([{ officerId: 'o-1', post: 'office-head' }]);
    expect(unitsOf(head, [EndPost, { officerId: 'o-1' }, admin]).get('east-1')?.officers).toEqual([]);
  });
  it('[ORG-1] shows a merge in the closed unit, in the one that it became part of, and in all below', () => {
    const before = [
      place('o-1', 'east', 'director'),
      place('o-2', 'west', 'officer'),
      place('o-3', 'east-1', 'officer'),
      seat,
    ];
    const rows = unitsOf(...before, merge('east', 'west'));
    const on = '2026-03-09';
    expect(rows.get('east')).toMatchObject({ open: false, mergedInto: 'west', mergedOn: on, officers: [] });
    expect(rows.get('east-1')?.parents).toEqual([
      { since: on, parentId: 'east' },
      { since: on, parentId: 'west' },
    ]);
    expect(rows.get('west')?.officers).toEqual([
      { officerId: 'o-2', post: 'officer' },
      { officerId: 'o-1', post: 'director' },
    ]);
    expect(rows.get('east-1')).toMatchObject({
      parentId: 'west',
      path: ['city', 'west', 'east-1'],
      officers: [{ officerId: 'o-3', post: 'officer' }],
    });
    expect(rows.get('east-group')).toMatchObject({
      parentId: 'west',
      path: ['city', 'west'],
      seats: [{ seatId: 's-1', personId: 'p-1', seat: 'LEADER' }],
    });
  });
  it('[ORG-1] shows the seats of a leading group, also after a merge', () => {
    expect(unitsOf(seat).get('east-group')?.seats).toEqual([{ seatId: 's-1', personId: 'p-1', seat: 'LEADER' }]);
    const released: Step = [ReleaseGroupMember, { unitId: 'east-group', seatId: 's-1' }, admin];
    expect(unitsOf(seat, released).get('east-group')?.seats).toEqual([]);
    const joined = unitsOf(seat, found('west-group', 'LEADING_GROUP', 'west'), merge('east-group', 'west-group'));
    expect(joined.get('east-group')).toMatchObject({ open: false, seats: [] });
    expect(joined.get('west-group')?.seats).toEqual([{ seatId: 's-1', personId: 'p-1', seat: 'LEADER' }]);
  });
});

describe('who serves', () => {
  const head = place('o-1', 'east-1', 'office-head');
  it('[ORG-1] officers are listed with unit, post and path while they hold a post', () => {
    const row = { officerId: 'o-1', name: '林建国', unitId: 'east-1', post: 'office-head' };
    expect(officersOf(head).get('o-1')).toEqual({ ...row, path: ['city', 'east', 'east-1'] });
    expect(officersOf(head, change('o-1', 'east', 'director')).get('o-1')).toEqual({
      ...row,
      unitId: 'east',
      post: 'director',
      path: ['city', 'east'],
    });
    expect(officersOf(head, [EndPost, { officerId: 'o-1' }, admin]).size).toBe(0);
  });
  it('[ORG-1] a merge moves officers and members of leading groups, and keeps their names', () => {
    expect(officersOf(head, merge('east-1', 'east-2')).get('o-1')).toMatchObject({
      name: '林建国',
      unitId: 'east-2',
      path: ['city', 'east', 'east-2'],
    });
    expect(officersOf(head, merge('east', 'west')).get('o-1')?.path).toEqual(['city', 'west', 'east-1']);
    expect(membersOf(seat).get('s-1')).toEqual({
      seatId: 's-1',
      groupId: 'east-group',
      personId: 'p-1',
      name: '陈志远',
      seat: 'LEADER',
      path: ['city', 'east'],
    });
    expect(membersOf(seat, merge('east', 'west')).get('s-1')).toMatchObject({ name: '陈志远', path: ['city', 'west'] });
    expect(membersOf(seat, [ReleaseGroupMember, { unitId: 'east-group', seatId: 's-1' }, admin]).size).toBe(0);
  });
  it('[ORG-1] delegations are listed with the time that they really held', () => {
    const fields = { officerId: 'o-1', delegateId: 'o-2', until: '2026-03-13T08:00:00+08:00', reason: '外出' };
    const delegated: Step = [DelegateAuthority, fields, { ...as('o-1'), commandId: 'd-1' }];
    const staff = [head, place('o-2', 'east-1', 'officer')];
    const rows = (...steps: readonly Step[]) =>
      foldView<DelegationRow>(delegations, history(told(...staff, delegated, ...steps))).get('d-1');
    expect(rows()).toMatchObject({
      from: shanghai('2026-03-09 08:00'),
      until: shanghai('2026-03-13 08:00'),
      revoked: null,
    });
    expect(rows([RevokeDelegation, { delegationId: 'd-1' }, as('o-1', '2026-03-10 08:00')])).toMatchObject({
      until: shanghai('2026-03-10 08:00'),
      revoked: 'REVOKED',
      path: ['city', 'east', 'east-1'],
    });
  });
});

describe('rules and calendars', () => {
  const set = { jurisdiction: 'east', effectiveFrom: '2026-04-01', path: ['city', 'east'] };
  const published = (setId: string, supersedes?: string): PolicyEvent => ({
    type: 'PolicySetPublished',
    data: { ...set, setId, title: '制度', rules: FUZHOU_REGIME, ...(supersedes === undefined ? {} : { supersedes }) },
  });
  const rowsOf = (...events: readonly PolicyEvent[]) => foldView<PolicySetRow>(policySets, history(events));
  it('[ORG-4] every set stays readable with its rules and what became of it', () => {
    expect(rowsOf(published('a')).get('a')).toEqual({
      ...set,
      setId: 'a',
      title: '制度',
      rules: FUZHOU_REGIME,
      status: 'published',
      supersedes: null,
      supersededBy: null,
      withdrawnFor: null,
      publishedAt: shanghai('2026-03-09 08:00'),
      publishedBy: 'o-1',
    });
    const replaced = rowsOf(
      published('a'),
      { type: 'PolicySetSuperseded', data: { ...set, setId: 'a', by: 'b' } },
      published('b', 'a'),
    );
    expect(replaced.get('a')).toMatchObject({ status: 'superseded', supersededBy: 'b', rules: FUZHOU_REGIME });
    expect(replaced.get('b')).toMatchObject({ status: 'published', supersedes: 'a' });
    const withdrawn = rowsOf(published('a'), {
      type: 'PolicySetWithdrawn',
      data: { ...set, setId: 'a', reason: '修订' },
    });
    expect(withdrawn.get('a')).toMatchObject({ status: 'withdrawn', withdrawnFor: '修订' });
  });
  it('[ORG-4] a year shows its latest arrangement, and the earlier ones', () => {
    const version = (number: number, restDays: string[]) => ({
      type: 'WorkCalendarPublished' as const,
      data: { year: 2027, version: number, restDays, workingDays: [] },
    });
    const days = ['2027-01-01', '2027-01-04', '2027-01-05'];
    const rows = foldView<WorkCalendarRow>(workCalendars, history(days.map((day, index) => version(index + 1, [day]))));
    expect(rows.size).toBe(1);
    expect(rows.get('2027')).toMatchObject({
      version: 3,
      restDays: ['2027-01-05'],
      earlier: [
        { version: 2, restDays: ['2027-01-04'] },
        { version: 1, restDays: ['2027-01-01'] },
      ],
    });
  });
});
