import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../src/kernel/decider.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { DelegateAuthority } from '../../src/organisation/domain/delegations/delegate-authority.js';
import { actingFor } from '../../src/organisation/domain/delegations/delegations.js';
import { RevokeDelegation } from '../../src/organisation/domain/delegations/revoke-delegation.js';
import type { OrganisationEvent } from '../../src/organisation/domain/events.js';
import { EndPost } from '../../src/organisation/domain/officers/end-post.js';
import { organisation } from '../../src/organisation/domain/organisation.js';
import { holdersOf, pathOf, standingUnit } from '../../src/organisation/domain/organisation-queries.js';
import type { Organisation } from '../../src/organisation/domain/organisation-tree.js';
import { MergeUnit } from '../../src/organisation/domain/units/merge-unit.js';
import { given, shanghai } from '../support/given.js';
import { admin, change, place, stateOf, type Step, told } from './town.js';

const OFFICERS = ['a', 'b', 'c', 'd'];
const officer = fc.constantFrom(...OFFICERS);
const unit = fc.constantFrom('city', 'east', 'west', 'east-1', 'east-2', 'west-1', 'east-group');
const post = fc.constantFrom('officer', 'office-head', 'director', 'city-officer');
const hour = fc.integer({ min: 9, max: 20 });
const at = (value: number): string => `2026-03-09T${String(value).padStart(2, '0')}:00:00+08:00`;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(officer, unit, post).map(([who, where, what]) => place(who, where, what)),
  fc.tuple(officer, unit, post).map(([who, where, what]) => change(who, where, what)),
  fc.tuple(unit, unit).map<Step>(([unitId, intoId]) => [MergeUnit, { unitId, intoId }, admin]),
  officer.map<Step>((officerId) => [EndPost, { officerId }, admin]),
  fc
    .tuple(officer, officer, hour, hour)
    .map<Step>(([officerId, delegateId, from, until]) => [
      DelegateAuthority,
      { officerId, delegateId, from: at(from), until: at(until), reason: '外出' },
      { ...admin, commandId: `${officerId}-${delegateId}-${from}` },
    ]),
  fc
    .tuple(officer, officer, hour)
    .map<Step>(([from, to, begins]) => [RevokeDelegation, { delegationId: `${from}-${to}-${begins}` }, admin]),
);
const STAFF = [place('a', 'east-1', 'office-head'), place('b', 'east-1', 'officer'), place('c', 'east', 'officer')];

/** Every command in turn; what rules refuse leaves no fact. */
const happened = (steps: readonly Step[]): OrganisationEvent[] =>
  steps.reduce<OrganisationEvent[]>(
    (events, [type, fields, world]) => {
      try {
        const next = given(organisation, events).when(type, fields, world).events();
        return [...events, ...(next as OrganisationEvent[])];
      } catch (error) {
        if (error instanceof Rejection) return events;
        throw error;
      }
    },
    told(...STAFF) as OrganisationEvent[],
  );
const lives = fc.array(step, { maxLength: 40 }).map(happened);
const always = (check: (org: Organisation, events: OrganisationEvent[]) => void): void =>
  fc.assert(fc.property(lives, (events) => check(stateOf(events), events)));

describe('the organisation, whatever is ordered', () => {
  it('[ORG-1] has at most one head to an office and one director to a county, all in open units', () => {
    always((org) => {
      for (const [id, { mergedInto }] of org.units) {
        for (const sole of ['office-head', 'director'] as const)
          expect(holdersOf(org, id, sole).length).toBeLessThanOrEqual(1);
        if (mergedInto !== undefined) expect([...org.officers.values()].map((held) => held.unitId)).not.toContain(id);
      }
    });
  });
  it('[ORG-1] leads every id that was ever founded to an open unit, whose path is that of its parent and itself', () => {
    always((org) => {
      for (const id of org.units.keys()) {
        const standing = standingUnit(org, id) ?? '';
        const open = org.units.get(standing);
        expect(open?.mergedInto).toBeUndefined();
        const above = open?.parentId === undefined ? [] : (pathOf(org, open.parentId) ?? []);
        expect(pathOf(org, id)).toEqual(open?.kind === 'LEADING_GROUP' ? above : [...above, standing]);
      }
    });
  });
  it('[ORG-1] at no hour do two officers act for each other', () => {
    always((org) => {
      for (let value = 8; value <= 21; value += 1) {
        const now = shanghai(at(value).slice(0, 16).replace('T', ' '));
        for (const one of OFFICERS)
          for (const other of OFFICERS) {
            const both = [actingFor(org, one, other, now), actingFor(org, other, one, now)];
            expect(both).toContain(undefined);
          }
      }
    });
  });
  it('evolve takes its facts in any order', () => {
    always((_org, events) => {
      expect(() => fold(organisation, organisation.initial, [...events].reverse())).not.toThrow();
    });
  });
});
