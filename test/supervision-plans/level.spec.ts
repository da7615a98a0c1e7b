import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type SuperviseeEntry, superviseeRoster } from '../../projections/supervisees/supervisee-roster.view.js';
import {
  type SupervisionLevelRow,
  supervisionLevels,
} from '../../projections/supervision-plans/supervision-levels.view.js';
import type { CommandClass } from '../../src/kernel/command.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import type { LevelRules } from '../../src/kernel/policy-rules.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { checkRules } from '../../src/organisation/domain/policy-sets/sound-rules.js';
import { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { supervisee } from '../../src/supervisees/domain/supervisee.js';
import { AssessLevel } from '../../src/supervision-plans/domain/level/assess-level.js';
import { levelEvents } from '../../src/supervision-plans/domain/level/events.js';
import { SetLevel } from '../../src/supervision-plans/domain/level/set-level.js';
import { supervisionLevel } from '../../src/supervision-plans/domain/level/supervision-level.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';
import { FORM } from '../supervisees/people.js';
import { office, ONE, person } from './person.js';

/** Two factors, of which the second counts one and a half times. */
const LEVEL: LevelRules = {
  ...FUZHOU_REGIME.level,
  factors: [
    { code: 'ATTITUDE', title: '态度 / attitude', maxScore: 10, weight: 1 },
    { code: 'COMPLIANCE', title: '守规 / compliance', maxScore: 10, weight: 1.5 },
  ],
  strictFrom: 15,
  generalFrom: 7.5,
};
const rules = { ...FUZHOU_REGIME, level: LEVEL };
const world = office({}, { rules });
const scored = (attitude: number, compliance: number, assessedOn = '2026-03-20') => ({
  ...ONE,
  assessedOn,
  scores: [
    { factor: 'ATTITUDE', score: attitude },
    { factor: 'COMPLIANCE', score: compliance },
  ],
  remarks: '情绪波动较大',
});
const assess = (fields: Omit<AssessLevel, 'meta'>, before: readonly DomainEvent[] = [], at: World = world) =>
  given(supervisionLevel, before).when(AssessLevel, fields, at);
const SET = (level: SetLevel['level']) => [SetLevel, { ...ONE, level, reason: '与日常表现相符' }, world] as const;
const ASSESSED = [AssessLevel, scored(5, 4), world] as const;
const assessed = () => story(supervisionLevel, ASSESSED);

describe('the supervision level', () => {
  it('[LVL-1] is suggested by the scores of the factors, each with the weight of the policy', () => {
    assess(scored(5, 4)).then({
      type: 'SupervisionLevelAssessed',
      data: {
        ...{ ...ONE, officeId: 'office-1', assessment: 1, assessedOn: '2026-03-20', birthYear: 1990 },
        scores: [
          { factor: 'ATTITUDE', score: 5, weight: 1 },
          { factor: 'COMPLIANCE', score: 4, weight: 1.5 },
        ],
        ...{ total: 11, suggested: 'GENERAL', remarks: '情绪波动较大' },
      },
    });
  });
  it.each([
    [0, 10, 15, 'STRICT'],
    [1, 9, 14.5, 'GENERAL'],
    [0, 5, 7.5, 'GENERAL'],
    [7, 0, 7, 'LENIENT'],
    [10, 10, 25, 'STRICT'],
    [0, 0, 0, 'LENIENT'],
  ] as const)('[LVL-1] [RULE-1] scores %i and %i come to %d: %s', (attitude, compliance, total, suggested) => {
    assess(scored(attitude, compliance)).then({ type: 'SupervisionLevelAssessed', data: { total, suggested } });
  });
  it('[LVL-1] totals are exact to the hundredth', () => {
    const factors = ['A', 'B', 'C'].map((code) => ({ code, title: code, maxScore: 10, weight: 0.1 }));
    const at = office({}, { rules: { ...rules, level: { ...LEVEL, factors, strictFrom: 0.3, generalFrom: 0.1 } } });
    const scores = factors.map(({ code }) => ({ factor: code, score: 1 }));
    assess({ ...ONE, assessedOn: '2026-03-20', scores }, [], at).then({
      type: 'SupervisionLevelAssessed',
      data: { total: 0.3, suggested: 'STRICT' },
    });
  });
  it('[LVL-1] wants every factor of the policy once, none over its highest score', () => {
    const [one, two] = scored(5, 4).scores as [{ factor: string; score: number }, { factor: string; score: number }];
    const odd = { factor: 'LOOKS', score: 1 };
    for (const scores of [[one], [one, one], [one, odd], [one, two, odd], [one, two, two]])
      assess({ ...ONE, assessedOn: '2026-03-20', scores }).thenRejected('LEVEL_FACTORS_INCOMPLETE');
    assess(scored(10, 11)).thenRejected('LEVEL_SCORE_TOO_HIGH');
    assess(scored(10, 10)).then({ type: 'SupervisionLevelAssessed' });
    assess({ ...ONE, assessedOn: '2026-03-20', scores: [two, one] }).then({
      type: 'SupervisionLevelAssessed',
      data: { scores: [{ factor: 'ATTITUDE' }, { factor: 'COMPLIANCE' }] },
    });
  });
  it('[LVL-1] factors are scored from the registration to today, not before they last were', () => {
    const on = (day: string, before: readonly DomainEvent[] = []) => assess(scored(5, 4, day), before);
    on('2026-03-08').thenRejected('DAY_BEFORE_REGISTRATION');
    on('2026-03-09').then({ type: 'SupervisionLevelAssessed' });
    on('2026-04-01').then({ type: 'SupervisionLevelAssessed' });
    on('2026-04-02').thenRejected('DAY_IN_FUTURE');
    on('2026-03-19', assessed()).thenRejected('LEVEL_ASSESSED_TOO_EARLY');
    on('2026-03-20', assessed()).then({ type: 'SupervisionLevelAssessed', data: { assessment: 2 } });
  });
  it('[LVL-1] is set by a decision with a reason, as suggested or not, and says what contact it asks for', () => {
    given(supervisionLevel, assessed())
      .when(...SET('STRICT'))
      .then({
        type: 'SupervisionLevelSet',
        data: {
          ...{ ...ONE, assessment: 1, from: null, level: 'STRICT', suggested: 'GENERAL', setOn: '2026-04-01' },
          contact: { reportsPerWeek: 2, visitsPerQuarter: 6 },
          reason: '与日常表现相符',
        },
      });
    const contact = { ...LEVEL.contact, LENIENT: { reportsPerWeek: 1, visitsPerQuarter: 0 } };
    given(supervisionLevel, assessed())
      .when(SetLevel, SET('LENIENT')[1], office({}, { rules: { ...rules, level: { ...LEVEL, contact } } }))
      .then({ type: 'SupervisionLevelSet', data: { contact: { reportsPerWeek: 1, visitsPerQuarter: 0 } } });
  });
  it('[LVL-1] is set from factors that no level was set from yet; a change says from which', () => {
    given(supervisionLevel)
      .when(...SET('GENERAL'))
      .thenRejected('LEVEL_NEEDS_ASSESSMENT');
    const set = story(supervisionLevel, ASSESSED, SET('GENERAL'));
    given(supervisionLevel, set)
      .when(...SET('STRICT'))
      .thenRejected('LEVEL_NEEDS_ASSESSMENT');
    const again = [
      ...set,
      ...given(supervisionLevel, set)
        .when(...ASSESSED)
        .events(),
    ];
    given(supervisionLevel, again)
      .when(...SET('GENERAL'))
      .thenRejected('LEVEL_UNCHANGED');
    given(supervisionLevel, again)
      .when(...SET('STRICT'))
      .then({ type: 'SupervisionLevelSet', data: { assessment: 2, from: 'GENERAL', level: 'STRICT' } });
  });
  it('[LVL-1] is of somebody under supervision: neither before the registration nor after the end', () => {
    const ended = person({ dischargedOn: '2026-03-31' }, 'discharged');
    const all: readonly (readonly [CommandClass, object])[] = [
      [AssessLevel, scored(5, 4)],
      [SetLevel, SET('GENERAL')[1]],
    ];
    for (const who of [ended, person({ reportedOn: null }, 'expected')])
      for (const [type, fields] of all)
        given(supervisionLevel, assessed())
          .when(type, fields, { ...world, references: { supervisee: who } })
          .thenRejected('NOT_UNDER_SUPERVISION');
  });
  it('[SEC-3] remarks and reasons are sealed with the key of the person', () => {
    expect(levelEvents).toMatchObject({
      SupervisionLevelAssessed: { subject: 'superviseeId', personal: ['remarks'] },
      SupervisionLevelSet: { subject: 'superviseeId', personal: ['reason'] },
    });
  });
  it('[LVL-1] whatever is assessed and set, each change goes from the level before to another', () => {
    const act = fc.constantFrom(ASSESSED, SET('STRICT'), SET('GENERAL'), SET('LENIENT'));
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let events: DomainEvent[] = [];
        for (const [type, fields, at] of acts)
          try {
            events = [
              ...events,
              ...given(supervisionLevel, events)
                .when<never>(type as never, fields as never, at)
                .events(),
            ];
          } catch (error) {
            if (!(error instanceof Rejection)) throw error;
          }
        const changes = rowOf(events)?.changes ?? [];
        expect(changes.map(({ from }) => from)).toEqual(
          [null, ...changes.map(({ level }) => level)].slice(0, changes.length),
        );
        expect(changes.every(({ from, level }) => from !== level)).toBe(true);
        expect(new Set(changes.map(({ assessment }) => assessment)).size).toBe(changes.length);
      }),
    );
  });
});

describe('the rules of levels', () => {
  it.each([
    ['a factor twice', { factors: [...LEVEL.factors, ...LEVEL.factors] }],
    ['strict not over general', { strictFrom: 7.5 }],
    ['strict out of reach', { strictFrom: 25.5 }],
  ])('[LVL-1] [ORG-4] are refused with %s', (_, odd) => {
    let refused: unknown;
    try {
      checkRules({ ...rules, level: { ...LEVEL, ...odd } });
    } catch (error) {
      refused = error;
    }
    expect(refused).toMatchObject({ code: 'POLICY_LEVELS' });
  });
  it('[LVL-1] [ORG-4] hold at the edge', () => {
    expect(() => checkRules({ ...rules, level: { ...LEVEL, strictFrom: 25 } })).not.toThrow();
    expect(() => checkRules({ ...rules, level: { ...LEVEL, strictFrom: 7.51 } })).not.toThrow();
    expect(() => checkRules(FUZHOU_REGIME)).not.toThrow();
  });
});

const stored = (events: readonly DomainEvent[]) => events.map((event) => recorded(event));
const rowOf = (events: readonly DomainEvent[]) =>
  foldView<SupervisionLevelRow>(supervisionLevels, stored(events)).get(ONE.superviseeId);

describe('the level as it is read', () => {
  it('[LVL-1] shows level and contact, the factors, every change, and whether one waits', () => {
    const events = story(supervisionLevel, ASSESSED, SET('GENERAL'), ASSESSED);
    expect(rowOf(events)).toMatchObject({
      ...{ level: 'GENERAL', contact: { reportsPerWeek: 1, visitsPerQuarter: 3 }, awaiting: true, ended: false },
      assessments: [{ assessment: 1, total: 11, suggested: 'GENERAL', remarks: '情绪波动较大' }, { assessment: 2 }],
      changes: [{ from: null, level: 'GENERAL', setOn: '2026-04-01', reason: '与日常表现相符', by: 'o-1' }],
    });
    expect(
      rowOf([
        ...events,
        ...given(supervisionLevel, events)
          .when(...SET('LENIENT'))
          .events(),
      ]),
    ).toMatchObject({
      ...{ level: 'LENIENT', awaiting: false },
      changes: [{ level: 'GENERAL' }, { from: 'GENERAL', level: 'LENIENT', assessment: 2 }],
    });
  });
  it('[LVL-1] waits for nobody after the end', () => {
    const ended = {
      type: 'SuperviseeDischarged',
      data: { ...ONE, officeId: 'office-1', on: '2026-05-01', cause: 'PARDON' },
    };
    expect(rowOf([...assessed(), ended])).toMatchObject({ awaiting: false, ended: true, level: null });
    expect(rowOf([ended])).toBeUndefined();
  });
  it('[LVL-1] is in the roster', () => {
    const registered = story(supervisee, [RegisterSupervisee, FORM, { at: '2026-03-09 09:00' }]);
    const roster = (events: readonly DomainEvent[]) =>
      foldView<SuperviseeEntry>(superviseeRoster, stored(events)).get(ONE.superviseeId)?.level;
    expect(roster(registered)).toBeNull();
    expect(roster([...registered, ...story(supervisionLevel, ASSESSED, SET('STRICT'))])).toBe('STRICT');
  });
});
