import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '../../src/kernel/event.js';
import { fold } from '../../src/kernel/decider.js';
import type { PolicyRules } from '../../src/kernel/policy-rules.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { policy } from '../../src/organisation/domain/policy-sets/policy.js';
import { type PolicyBook, policyOn } from '../../src/organisation/domain/policy-sets/policy-book.js';
import { PublishPolicySet } from '../../src/organisation/domain/policy-sets/publish-policy-set.js';
import { SupersedePolicySet } from '../../src/organisation/domain/policy-sets/supersede-policy-set.js';
import { WithdrawPolicySet } from '../../src/organisation/domain/policy-sets/withdraw-policy-set.js';
import { given, story, type World } from '../support/given.js';
import type { Step } from './town.js';

const PATH = ['city', 'county', 'office'];
const pathTo = (unit: string): string[] => PATH.slice(0, PATH.indexOf(unit) + 1);
/** Today is 2026-03-09. */
const by = (jurisdiction: string, at = '2026-03-09 08:00'): World => ({
  at,
  by: { actor: 'admin-1', role: 'administrator', unit: '*' },
  jurisdiction: pathTo(jurisdiction),
});
const form = (jurisdiction: string, setId: string, effectiveFrom: string, rules: PolicyRules = FUZHOU_REGIME) => ({
  jurisdiction,
  setId,
  effectiveFrom,
  title: '管理制度',
  rules,
});
const publish = (jurisdiction: string, setId: string, effectiveFrom: string): Step => [
  PublishPolicySet,
  form(jurisdiction, setId, effectiveFrom),
  by(jurisdiction),
];
const supersede = (supersededId: string, setId: string, effectiveFrom: string, at?: string): Step => [
  SupersedePolicySet,
  { ...form('county', setId, effectiveFrom), supersededId },
  by('county', at),
];
const REGIME = publish('default', 'fuzhou', '2000-01-01');
const told = (...steps: readonly Step[]): DomainEvent[] => story(policy, ...steps);
const inForce = (events: readonly DomainEvent[], day: string, unit = 'office'): string =>
  policyOn(fold(policy, policy.initial, events as Parameters<typeof policy.evolve>[1][]), day, pathTo(unit)).id;
const refused = (steps: readonly Step[], last: Step, code: string): void =>
  given(policy, told(...steps))
    .when(last[0], last[1], last[2])
    .thenRejected(code);

describe('the set in force', () => {
  it('[ORG-4] a future-dated set takes effect on its day, not the day before', () => {
    const events = told(REGIME, publish('county', 'next', '2026-04-01'));
    expect(inForce(events, '2026-03-31')).toBe('fuzhou');
    expect(inForce(events, '2026-04-01')).toBe('next');
    expect(inForce(events, '2030-01-01')).toBe('next');
  });
  it('[RULE-2] is the one of the day of the fact: an earlier day keeps the set of then', () => {
    const events = told(REGIME, publish('county', 'second', '2027-01-01'), publish('county', 'first', '2026-05-01'));
    expect(['2026-04-30', '2026-05-01', '2026-12-31', '2027-01-01'].map((day) => inForce(events, day))).toEqual([
      'fuzhou',
      'first',
      'first',
      'second',
    ]);
  });
  it('[RULE-2] is that of the nearest unit up the tree which has one by then, else the default', () => {
    const events = told(
      REGIME,
      publish('city', 'of-city', '2026-04-01'),
      publish('county', 'of-county', '2026-05-01'),
      publish('office', 'of-office', '2026-06-01'),
    );
    expect(['2026-03-31', '2026-04-01', '2026-05-01', '2026-06-01'].map((day) => inForce(events, day))).toEqual([
      'fuzhou',
      'of-city',
      'of-county',
      'of-office',
    ]);
    expect(inForce(events, '2026-06-01', 'county')).toBe('of-county');
    expect(policyOn(fold(policy, policy.initial, events as never[]), '2026-06-01', ['elsewhere']).id).toBe('fuzhou');
  });
  it('[RULE-2] refuses a day on which nothing is in force', () => {
    const codeOf = (events: readonly DomainEvent[], day: string): string => {
      try {
        return inForce(events, day);
      } catch (error) {
        if (error instanceof Rejection) return error.code;
        throw error;
      }
    };
    expect(codeOf([], '2026-03-09')).toBe('NO_POLICY_IN_FORCE');
    expect(codeOf(told(REGIME), '1999-12-31')).toBe('NO_POLICY_IN_FORCE');
    expect(codeOf(told(REGIME), '2000-01-01')).toBe('fuzhou');
  });
  it('completes a set from before a rule existed with that of the regime, and leaves what it says', () => {
    const { incident: _unknownThen, ...old } = { ...FUZHOU_REGIME, intake: { reportWithinDays: 7 } };
    const [event] = told(REGIME);
    const stored = { ...event, data: { ...event?.data, rules: old } } as Parameters<typeof policy.evolve>[1];
    const { rules } = policyOn(policy.evolve(policy.initial, stored), '2026-03-09', PATH);
    expect(rules.incident).toEqual(FUZHOU_REGIME.incident);
    expect(rules.intake.reportWithinDays).toBe(7);
  });
});

describe('publishing', () => {
  it('[ORG-4] records the set with its rules, unit and day', () => {
    given(policy, told(REGIME))
      .when(PublishPolicySet, form('county', 'county-2027', '2027-01-01'), by('county'))
      .then({
        type: 'PolicySetPublished',
        data: { ...form('county', 'county-2027', '2027-01-01'), path: ['city', 'county'] },
      });
  });
  it('[ORG-4] takes effect today at the earliest; only the first default reaches back', () => {
    refused([REGIME], publish('county', 'late', '2026-03-08'), 'POLICY_RETROACTIVE');
    expect(inForce(told(REGIME, publish('county', 'today', '2026-03-09')), '2026-03-09')).toBe('today');
    refused([REGIME], publish('default', 'again', '2010-01-01'), 'POLICY_RETROACTIVE');
  });
  it('[ORG-4] refuses a taken id, also in another unit, and a second set for a day', () => {
    const one = publish('county', 'one', '2026-04-01');
    refused([REGIME, one], publish('city', 'one', '2026-06-01'), 'POLICY_SET_EXISTS');
    refused([REGIME, one], publish('county', 'two', '2026-04-01'), 'POLICY_DAY_TAKEN');
    expect(inForce(told(REGIME, one, publish('city', 'two', '2026-04-01')), '2026-04-01', 'city')).toBe('two');
  });
  it('[ORG-4] is for a unit that is a level of its own: no leading group, no merged unit', () => {
    const elsewhere: Step = [PublishPolicySet, form('east-group', 'x', '2026-04-01'), by('county')];
    refused([REGIME], elsewhere, 'POLICY_JURISDICTION_UNFIT');
  });
});

describe('a set that has not taken effect', () => {
  const pending = publish('county', 'draft', '2026-04-01');
  it('[ORG-4] is replaced by another, of the same day or a different one', () => {
    const same = told(REGIME, pending, supersede('draft', 'final', '2026-04-01'));
    expect(same.slice(-2)).toMatchObject([
      { type: 'PolicySetSuperseded', data: { setId: 'draft', by: 'final', effectiveFrom: '2026-04-01' } },
      { type: 'PolicySetPublished', data: { setId: 'final', supersedes: 'draft' } },
    ]);
    expect(inForce(same, '2026-04-01')).toBe('final');
    const later = told(REGIME, pending, supersede('draft', 'final', '2026-05-01'));
    expect(inForce(later, '2026-04-30')).toBe('fuzhou');
    expect(inForce(later, '2026-05-01')).toBe('final');
    refused(
      [REGIME, pending, publish('county', 'x', '2026-05-01')],
      supersede('draft', 'y', '2026-05-01'),
      'POLICY_DAY_TAKEN',
    );
    refused([REGIME, pending], supersede('draft', 'draft', '2026-04-01'), 'POLICY_SET_EXISTS');
    refused([REGIME], supersede('draft', 'final', '2026-04-01'), 'NOT_FOUND');
  });
  it('[ORG-4] can be replaced until the day before it takes effect, then only followed', () => {
    const last = told(REGIME, pending, supersede('draft', 'final', '2026-04-01', '2026-03-31 23:59'));
    expect(inForce(last, '2026-04-01')).toBe('final');
    refused([REGIME, pending], supersede('draft', 'final', '2026-04-02', '2026-04-01 00:00'), 'POLICY_IN_FORCE');
  });
  it('[ORG-4] is withdrawn with a reason; its day is free again, its id is not', () => {
    const withdraw: Step = [
      WithdrawPolicySet,
      { jurisdiction: 'county', setId: 'draft', reason: '尚需征求意见' },
      by('county'),
    ];
    const events = told(REGIME, pending, withdraw);
    expect(events.at(-1)).toMatchObject({
      type: 'PolicySetWithdrawn',
      data: { setId: 'draft', reason: '尚需征求意见' },
    });
    expect(inForce(events, '2026-04-01')).toBe('fuzhou');
    refused([REGIME, pending, withdraw], pending, 'POLICY_SET_EXISTS');
    expect(inForce(told(REGIME, pending, withdraw, publish('county', 'b', '2026-04-01')), '2026-04-01')).toBe('b');
    refused([REGIME, pending], [withdraw[0], withdraw[1], by('county', '2026-04-01 00:00')], 'POLICY_IN_FORCE');
  });
});

describe('rules that contradict themselves', () => {
  const withRules = (change: object): Step => [
    PublishPolicySet,
    form('county', 'x', '2026-04-01', { ...FUZHOU_REGIME, ...change }),
    by('county'),
  ];
  const tier = (upToDays: number, endorsers: string[] = [], approver = 'director') => ({
    upToDays,
    endorsers,
    approver,
  });
  it('[RULE-4] each session ends after it begins, the morning before the afternoon', () => {
    const hours = (...[a, b, c, d]: [string, string, string, string]) =>
      withRules({ schedule: { AM: { start: a, end: b }, PM: { start: c, end: d } } });
    refused([REGIME], hours('08:30', '08:30', '14:30', '17:30'), 'POLICY_SESSION_HOURS');
    refused([REGIME], hours('08:30', '12:00', '17:30', '14:30'), 'POLICY_SESSION_HOURS');
    refused([REGIME], hours('08:30', '12:01', '12:00', '17:30'), 'POLICY_SESSION_HOURS');
    expect(told(REGIME, hours('08:30', '12:00', '12:00', '17:30'))).toHaveLength(2);
  });
  it('[RULE-1] tiers ascend by days in halves, and nobody endorses twice or what they approve', () => {
    refused([REGIME], withRules({ leave: { tiers: [tier(3), tier(3)] } }), 'POLICY_TIERS');
    refused([REGIME], withRules({ leave: { tiers: [tier(3), tier(1)] } }), 'POLICY_TIERS');
    refused([REGIME], withRules({ leave: { tiers: [tier(0.7)] } }), 'POLICY_TIERS');
    refused([REGIME], withRules({ leave: { tiers: [tier(1, ['director'])] } }), 'POLICY_TIERS');
    refused([REGIME], withRules({ leave: { tiers: [tier(1, ['officer', 'officer'])] } }), 'POLICY_TIERS');
    expect(told(REGIME, withRules({ leave: { tiers: [tier(0.5), tier(1, ['officer'])] } }))).toHaveLength(2);
  });
  it('[RULE-2] a higher level has no shorter deadline', () => {
    const hours = (officeHours: number, countyHours: number, cityHours: number) =>
      withRules({ incident: { officeHours, countyHours, cityHours } });
    refused([REGIME], hours(2, 1, 24), 'POLICY_DEADLINES');
    refused([REGIME], hours(1, 25, 24), 'POLICY_DEADLINES');
    expect(told(REGIME, hours(1, 1, 1))).toHaveLength(2);
  });
  it('[RULE-2] [APP-3] the weights of the annual appraisal make a whole, and a better grade needs more', () => {
    const annual = (changed: object): Step =>
      withRules({ annualAppraisal: { ...FUZHOU_REGIME.annualAppraisal, ...changed } });
    const { weights, leastScores, ballotScores } = FUZHOU_REGIME.annualAppraisal;
    refused([REGIME], annual({ weights: { ...weights, INTEGRITY: weights.INTEGRITY + 1 } }), 'POLICY_WEIGHTS');
    refused([REGIME], annual({ leastScores: { ...leastScores, COMPETENT: leastScores.EXCELLENT } }), 'POLICY_GRADES');
    refused([REGIME], annual({ ballotScores: { ...ballotScores, NOT_COMPETENT: 100 } }), 'POLICY_GRADES');
    expect(told(REGIME, annual({ leastScores: { ...leastScores, COMPETENT: 89 } }))).toHaveLength(2);
  });
  it('[RULE-2] [STA-1] age bands ascend from 0, and a higher level has no less time for returns', () => {
    const returns = (ages: number[], ...[office = 5, county = 5, city = 5]: number[]): Step =>
      withRules({ returns: { ageBands: ages.map((from) => ({ from })), deadlines: { office, county, city } } });
    refused([REGIME], returns([1, 18]), 'POLICY_RETURNS');
    refused([REGIME], returns([0, 18, 18]), 'POLICY_RETURNS');
    refused([REGIME], returns([0, 18], 5, 4), 'POLICY_RETURNS');
    refused([REGIME], returns([0, 18], 5, 5, 4), 'POLICY_RETURNS');
    expect(told(REGIME, returns([0, 18, 19], 5, 5, 5))).toHaveLength(2);
  });
  it('[RULE-2] [TRV-1] somebody decides on a change of the place of execution, and nobody who endorsed it', () => {
    const chain = (changed: object): Step =>
      withRules({
        executionPlace: {
          ...FUZHOU_REGIME.executionPlace,
          withinCounty: { ...FUZHOU_REGIME.executionPlace.withinCounty, ...changed },
        },
      });
    refused([REGIME], chain({ deciders: [] }), 'POLICY_EXECUTION_PLACE');
    refused([REGIME], chain({ endorsers: ['director'], deciders: ['director'] }), 'POLICY_EXECUTION_PLACE');
    refused([REGIME], chain({ endorsers: ['officer', 'officer'] }), 'POLICY_EXECUTION_PLACE');
    expect(told(REGIME, chain({ endorsers: [], deciders: ['director'] }))).toHaveLength(2);
  });
  it('[RULE-4] thresholds between two half-days', () => {
    const { dismissal } = FUZHOU_REGIME;
    const from = (absenceRunDays: number): Step =>
      withRules({ dismissal: { ...dismissal, probation: { ...dismissal.probation, absenceRunDays } } });
    refused([REGIME], from(2.25), 'POLICY_THRESHOLD');
    expect(told(REGIME, from(2.5))).toHaveLength(2);
  });
});

it('[ORG-4] keeps the history: what was superseded or withdrawn is still in the facts', () => {
  const events = told(REGIME, publish('county', 'a', '2026-04-01'), supersede('a', 'b', '2026-04-01'));
  const book: PolicyBook = fold(policy, policy.initial, events as never[]);
  expect([...book.ids]).toEqual(['fuzhou', 'a', 'b']);
  expect(events.filter(({ type }) => type === 'PolicySetPublished')).toHaveLength(3);
});
