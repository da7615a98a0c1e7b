import { describe, expect, it } from '@jest/globals';
import { EndPost } from '../../src/organisation/domain/officers/end-post.js';
import { DelegateAuthority } from '../../src/organisation/domain/delegations/delegate-authority.js';
import { actingFor } from '../../src/organisation/domain/delegations/delegations.js';
import { RevokeDelegation } from '../../src/organisation/domain/delegations/revoke-delegation.js';
import { MergeUnit } from '../../src/organisation/domain/units/merge-unit.js';
import { organisation } from '../../src/organisation/domain/organisation.js';
import { given, shanghai } from '../support/given.js';
import { admin, as, change, place, stateOf, type Step, told } from './town.js';

const refused = (steps: readonly Step[], last: Step, code: string): void =>
  given(organisation, told(...steps))
    .when(last[0], last[1], last[2])
    .thenRejected(code);

describe('officers and posts', () => {
  it('[ORG-1] an officer is placed with a name, a unit and a post that the unit has', () => {
    given(organisation, told())
      .when(...(place('o-1', 'east-1', 'office-head') as [never, never, never]))
      .then({
        type: 'OfficerPlaced',
        data: {
          officerId: 'o-1',
          name: '林建国',
          unitId: 'east-1',
          post: 'office-head',
          path: ['city', 'east', 'east-1'],
        },
      });
    refused([], place('o-1', 'east-1', 'director'), 'POST_UNFIT');
    refused([], place('o-1', 'east', 'office-head'), 'POST_UNFIT');
    refused([], place('o-1', 'city', 'director'), 'POST_UNFIT');
    refused([], place('o-1', 'east-group', 'officer'), 'POST_UNFIT');
    refused([], place('o-1', 'nowhere', 'officer'), 'NOT_FOUND');
    expect(organisation.events.OfficerPlaced).toMatchObject({ subject: 'officerId', personal: ['name'] });
  });
  it('[ORG-1] one head to an office and one director to a county, several deputies and officers', () => {
    refused([place('o-1', 'east-1', 'office-head')], place('o-2', 'east-1', 'office-head'), 'POST_TAKEN');
    refused([place('o-1', 'east', 'director')], place('o-2', 'east', 'director'), 'POST_TAKEN');
    refused(
      [place('o-1', 'east-1', 'office-head'), place('o-2', 'east-1', 'officer')],
      change('o-2', 'east-1', 'office-head'),
      'POST_TAKEN',
    );
    const placed = told(
      place('o-1', 'east', 'deputy-director'),
      place('o-2', 'east', 'deputy-director'),
      place('o-3', 'west', 'director'),
      place('o-4', 'east', 'director'),
    );
    expect(stateOf(placed).officers.size).toBe(4);
  });
  it('[ORG-1] an officer holds one post, changes it, and leaves it free', () => {
    const head = place('o-1', 'east-1', 'office-head');
    refused([head], place('o-1', 'east-2', 'officer'), 'OFFICER_ALREADY_PLACED');
    refused([head], change('o-1', 'east-1', 'office-head'), 'POST_UNCHANGED');
    refused([], change('o-1', 'east-1', 'office-head'), 'NOT_FOUND');
    const moved = told(head, change('o-1', 'east', 'director'));
    expect(moved.at(-1)).toEqual({
      type: 'PostChanged',
      data: {
        officerId: 'o-1',
        from: { unitId: 'east-1', post: 'office-head' },
        unitId: 'east',
        post: 'director',
        path: ['city', 'east'],
      },
    });
    const ended = told(
      head,
      [EndPost, { officerId: 'o-1', reason: '退休' }, admin],
      place('o-2', 'east-1', 'office-head'),
    );
    expect([...stateOf(ended).officers.keys()]).toEqual(['o-2']);
    refused([], [EndPost, { officerId: 'o-1' }, admin], 'NOT_FOUND');
  });
});

const STAFF = [
  place('a', 'east-1', 'office-head'),
  place('b', 'east-1', 'officer'),
  place('c', 'east-1', 'officer'),
  place('d', 'east', 'director'),
];
const delegate = (
  officerId: string,
  delegateId: string,
  from: string,
  until: string,
  id = `${officerId}${delegateId}`,
): Step => [
  DelegateAuthority,
  { officerId, delegateId, from: `${from}:00+08:00`, until: `${until}:00+08:00`, reason: '外出培训' },
  { ...as(officerId), commandId: id },
];
const on = (day: number, time = '08:00'): string => `2026-03-${String(day).padStart(2, '0')}T${time}`;
const actor = (steps: readonly Step[], who: string, whom: string, at: string) =>
  actingFor(stateOf(told(...STAFF, ...steps)), who, whom, shanghai(at.replace('T', ' ')));

describe('delegation', () => {
  it('[ORG-1] lets another act with the post and unit of the one who delegates, from its beginning until its end', () => {
    const steps = [delegate('a', 'b', on(10), on(13))];
    expect(actor(steps, 'b', 'a', on(10, '07:59'))).toBeUndefined();
    expect(actor(steps, 'b', 'a', on(10))).toEqual({
      actor: 'b',
      role: 'office-head',
      unit: 'east-1',
      onBehalfOf: 'a',
    });
    expect(actor(steps, 'b', 'a', on(13, '07:59'))).toMatchObject({ actor: 'b' });
    expect(actor(steps, 'b', 'a', on(13))).toBeUndefined();
    expect(actor(steps, 'c', 'a', on(11))).toBeUndefined();
    expect(actor(steps, 'a', 'b', on(11))).toBeUndefined();
  });
  it('[ORG-1] passes on along a chain while every link of it holds', () => {
    const steps = [delegate('a', 'b', on(10), on(13)), delegate('b', 'c', on(12), on(15))];
    expect(actor(steps, 'c', 'a', on(11))).toBeUndefined();
    expect(actor(steps, 'c', 'a', on(12))).toEqual({
      actor: 'c',
      role: 'office-head',
      unit: 'east-1',
      onBehalfOf: 'a',
    });
    expect(actor(steps, 'c', 'a', on(13))).toBeUndefined();
    expect(actor(steps, 'c', 'b', on(14))).toMatchObject({ role: 'officer', onBehalfOf: 'b' });
  });
  it('[ORG-1] never leads back to the one who delegates, directly or through others, at any moment', () => {
    const first = delegate('a', 'b', on(10), on(13));
    refused([...STAFF, first], delegate('b', 'a', on(12), on(20)), 'DELEGATION_CYCLE');
    refused(
      [...STAFF, first, delegate('b', 'c', on(11), on(14))],
      delegate('c', 'a', on(9), on(12)),
      'DELEGATION_CYCLE',
    );
    // The three never hold at once, and one that begins as the other ends does not overlap it.
    expect(() => told(...STAFF, first, delegate('b', 'a', on(13), on(20)))).not.toThrow();
    expect(() =>
      told(...STAFF, first, delegate('b', 'c', on(12), on(14)), delegate('c', 'a', on(9), on(12))),
    ).not.toThrow();
    refused(STAFF, delegate('a', 'a', on(10), on(13)), 'DELEGATE_UNFIT');
  });
  it('[ORG-1] is bounded, begins now or later, and ends after it begins', () => {
    // The world's now is 2026-03-09 08:00.
    refused(STAFF, delegate('a', 'b', on(9, '07:59'), on(13)), 'DELEGATION_IN_PAST');
    expect(() => told(...STAFF, delegate('a', 'b', on(9), on(13)))).not.toThrow();
    refused(STAFF, delegate('a', 'b', on(13), on(13)), 'DELEGATION_PERIOD_REVERSED');
    given(organisation, told(...STAFF))
      .when(
        DelegateAuthority,
        { officerId: 'a', delegateId: 'b', until: `${on(9, '08:01')}:00+08:00`, reason: '外出' },
        as('a'),
      )
      .then({
        type: 'AuthorityDelegated',
        data: { from: shanghai('2026-03-09 08:00'), until: shanghai('2026-03-09 08:01') },
      });
  });
  it('[ORG-1] is of the own authority, to an officer in post; an administrator may record it', () => {
    const fields = { officerId: 'a', delegateId: 'b', until: `${on(13)}:00+08:00`, reason: '外出' };
    refused(STAFF, [DelegateAuthority, fields, as('b')], 'DELEGATION_NOT_OWN');
    refused(
      STAFF,
      [DelegateAuthority, fields, { by: { actor: 'a', role: 'officer', onBehalfOf: 'd' } }],
      'DELEGATION_NOT_OWN',
    );
    refused(STAFF, [DelegateAuthority, { ...fields, delegateId: 'stranger' }, as('a')], 'DELEGATE_UNFIT');
    refused(STAFF, [DelegateAuthority, { ...fields, officerId: 'stranger' }, as('stranger')], 'NOT_FOUND');
    given(organisation, told(...STAFF))
      .when(DelegateAuthority, fields, admin)
      .then({ type: 'AuthorityDelegated' });
  });
  it('[ORG-1] is revoked by whoever gave it: at once, or before it begins', () => {
    const given_ = delegate('a', 'b', on(10), on(13));
    const revoke = (by: string, at: string): Step => [RevokeDelegation, { delegationId: 'ab' }, as(by, at)];
    expect(actor([given_, revoke('a', '2026-03-11 08:00')], 'b', 'a', on(11, '07:59'))).toMatchObject({ actor: 'b' });
    expect(actor([given_, revoke('a', '2026-03-11 08:00')], 'b', 'a', on(11))).toBeUndefined();
    expect(actor([given_, revoke('a', '2026-03-09 09:00')], 'b', 'a', on(11))).toBeUndefined();
    refused([...STAFF, given_], revoke('b', '2026-03-11 08:00'), 'DELEGATION_NOT_OWN');
    refused([...STAFF, given_], revoke('a', '2026-03-13 08:00'), 'DELEGATION_OVER');
    refused([...STAFF, given_, revoke('a', '2026-03-11 08:00')], revoke('a', '2026-03-12 08:00'), 'DELEGATION_OVER');
    refused(STAFF, revoke('a', '2026-03-11 08:00'), 'NOT_FOUND');
  });
  it('[ORG-1] rests on the posts: it ends with that of either, and with a change of the one that was delegated', () => {
    const given_ = delegate('a', 'b', on(10), on(13));
    const end = (officerId: string): Step => [EndPost, { officerId }, { ...admin, at: '2026-03-11 08:00' }];
    for (const who of ['a', 'b']) {
      const events = told(...STAFF, given_, end(who));
      expect(events.slice(-2)).toMatchObject([
        { type: 'PostEnded', data: { officerId: who } },
        { type: 'DelegationRevoked', data: { delegationId: 'ab', cause: 'POST_ENDED' } },
      ]);
      expect(actor([given_, end(who)], 'b', 'a', on(12))).toBeUndefined();
    }
    const changed = told(...STAFF, given_, change('a', 'east-2', 'office-head'));
    expect(changed.at(-1)).toMatchObject({ type: 'DelegationRevoked', data: { cause: 'POST_CHANGED' } });
    expect(told(...STAFF, given_, change('b', 'east-2', 'officer')).at(-1)).toMatchObject({ type: 'PostChanged' });
  });
  it('[ORG-1] goes on over a merge, with the unit that the office became part of', () => {
    const steps: Step[] = [
      delegate('a', 'b', on(10), on(13)),
      [MergeUnit, { unitId: 'east-1', intoId: 'east-2' }, admin],
    ];
    expect(actor(steps, 'b', 'a', on(11))).toMatchObject({ role: 'office-head', unit: 'east-2' });
  });
});
