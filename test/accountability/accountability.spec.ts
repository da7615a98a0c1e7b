import { describe, expect, it } from '@jest/globals';
import {
  type DisciplinaryCaseRow,
  disciplinaryCases,
} from '../../projections/accountability/disciplinary-cases.view.js';
import { AppealDisciplinaryDecision, DecideDisciplinaryAppeal } from '../../src/accountability/domain/appeal-case.js';
import { DecideDisciplinaryCase, HearDisciplinaryCase } from '../../src/accountability/domain/decide-case.js';
import { disciplinaryCase } from '../../src/accountability/domain/disciplinary-case.js';
import type { AccountabilityEvent } from '../../src/accountability/domain/events.js';
import { OpenDisciplinaryCase } from '../../src/accountability/domain/open-case.js';
import { command } from '../../src/kernel/command.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';

/** Today is 2026-03-09. */
const worker = { ...servingWorker(), facts: { appointedOn: '2026-01-05' } };
const as = (actor: string, role: 'director' | 'office-head' | 'social-worker', on = '2026-03-09'): World => ({
  at: `${on} 09:00`,
  by: { actor, role },
  references: { worker },
});
const [head, director] = [as('o-1', 'office-head'), as('o-3', 'director')];
const neglect = { workerId: 'w-1', kind: 'ACCOUNTABILITY' as const, happenedOn: '2026-03-02', neglect: '未按规定走访' };
const of = { caseId: 'command-1' };
const hearing = { ...of, heardOn: '2026-03-09', present: true, statement: '当日处置突发事件' };
const decision = { ...of, measure: 'WARNING' as const, reasons: '事实清楚' };
const told = (...steps: Parameters<typeof story>[1][]): DomainEvent[] => story(disciplinaryCase, ...steps);
const opened = [OpenDisciplinaryCase, neglect, head] as const;
const heard = [HearDisciplinaryCase, hearing, director] as const;
const decided = (): DomainEvent[] => told(opened, heard, [DecideDisciplinaryCase, decision, director]);
const appealed = (): DomainEvent[] => [
  ...decided(),
  ...given(disciplinaryCase, decided())
    .when(AppealDisciplinaryDecision, { ...of, grounds: '处理过重' }, as('w-1', 'social-worker'))
    .events(),
];
const ownCases = [
  { actor: 'w-1', role: 'director' as const },
  { actor: 'o-9', role: 'director' as const, onBehalfOf: 'w-1' },
];

describe('a disciplinary case', () => {
  it('[DSP-1] is opened for a neglect of a day in the worker’s service', () => {
    const open = (changed: object, world = head) =>
      given(disciplinaryCase).when(OpenDisciplinaryCase, { ...neglect, ...changed }, world);
    open({}).then({
      type: 'DisciplinaryCaseOpened',
      data: { ...neglect, caseId: 'command-1', officeId: 'office-1', by: 'o-1' },
    });
    open({ happenedOn: '2026-01-05' }).then({ type: 'DisciplinaryCaseOpened' });
    open({ happenedOn: '2026-01-04' }).thenRejected('CASE_BEFORE_SERVICE');
    open({ happenedOn: '2026-03-09' }).then({ type: 'DisciplinaryCaseOpened' });
    open({ happenedOn: '2026-03-10' }).thenRejected('CASE_DAY_IN_FUTURE');
    for (const references of [{}, { worker: { ...worker, status: 'left' } }])
      open({}, { ...head, references }).thenRejected('WORKER_NOT_SERVING');
    for (const by of ownCases) open({}, { ...head, by }).thenRejected('CASE_OWN');
    given(disciplinaryCase, told(opened)).when(OpenDisciplinaryCase, neglect, head).thenRejected('CASE_EXISTS');
  });
  it('[DSP-1] is heard, on a day from the neglect up to today, in order', () => {
    const hear = (heardOn: string, events = told(opened)) =>
      given(disciplinaryCase, events).when(HearDisciplinaryCase, { ...hearing, heardOn }, director);
    hear('2026-03-01').thenRejected('CASE_DAY_TOO_EARLY');
    hear('2026-03-02').then({ type: 'DisciplinaryCaseHeard', data: { workerId: 'w-1', present: true } });
    hear('2026-03-10').thenRejected('CASE_DAY_IN_FUTURE');
    hear('2026-03-08', told(opened, heard)).thenRejected('CASE_DAY_TOO_EARLY');
    hear('2026-03-09', told(opened, heard)).then({ type: 'DisciplinaryCaseHeard' });
    hear('2026-03-09', decided()).thenRejected('CASE_DECIDED');
    hear('2026-03-09', []).thenRejected('NOT_FOUND');
  });
  it('[DSP-1] is decided by a person once the worker was heard, and not by the worker', () => {
    const decide = (events: DomainEvent[], world = director) =>
      given(disciplinaryCase, events).when(DecideDisciplinaryCase, decision, world);
    decide(told(opened)).thenRejected('CASE_NOT_HEARD');
    decide(told(opened, heard)).then({
      type: 'DisciplinaryCaseDecided',
      data: { measure: 'WARNING', on: '2026-03-09', by: 'o-3', kind: 'ACCOUNTABILITY', appealUntil: '2026-04-08' },
    });
    decide(decided()).thenRejected('CASE_DECIDED');
    for (const by of ownCases) {
      decide(told(opened, heard), { ...director, by }).thenRejected('CASE_OWN');
      given(disciplinaryCase, told(opened))
        .when(HearDisciplinaryCase, hearing, { ...director, by })
        .thenRejected('CASE_OWN');
    }
  });
});

describe('an appeal against a decision', () => {
  const file = (on: string, events = decided()) =>
    given(disciplinaryCase, events).when(
      AppealDisciplinaryDecision,
      { ...of, grounds: '处理过重' },
      as('w-1', 'social-worker', on),
    );
  it('[DSP-1] is made once, in time, against a measure', () => {
    file('2026-04-08').then({ type: 'DisciplinaryDecisionAppealed', data: { measure: 'WARNING', on: '2026-04-08' } });
    file('2026-04-09').thenRejected('CASE_APPEAL_LATE');
    file('2026-03-10', appealed()).thenRejected('CASE_NOT_APPEALABLE');
    file('2026-03-10', told(opened, heard)).thenRejected('CASE_NOT_APPEALABLE');
    const none = told(opened, heard, [DecideDisciplinaryCase, { ...decision, measure: 'NONE' }, director]);
    file('2026-03-10', none).thenRejected('CASE_NOT_APPEALABLE');
    file('2026-03-10', []).thenRejected('NOT_FOUND');
  });
  it('[DSP-1] is decided by another person, and never to the worker’s harm', () => {
    const answer = { ...of, outcome: 'REVISED' as const, measure: 'ADMONISHMENT' as const, reasons: '情节较轻' };
    const decide = (changed: object, world = as('o-4', 'director'), events = appealed()) =>
      given(disciplinaryCase, events).when(DecideDisciplinaryAppeal, { ...answer, ...changed }, world);
    decide({}).then({
      type: 'DisciplinaryAppealDecided',
      data: { outcome: 'REVISED', fromMeasure: 'WARNING', measure: 'ADMONISHMENT' },
    });
    decide({ outcome: 'UPHELD', measure: undefined }).then({
      type: 'DisciplinaryAppealDecided',
      data: { measure: 'WARNING' },
    });
    decide({ outcome: 'REVOKED', measure: undefined }).then({
      type: 'DisciplinaryAppealDecided',
      data: { measure: 'NONE' },
    });
    for (const changed of [
      { outcome: 'UPHELD' },
      { outcome: 'REVOKED' },
      { measure: undefined },
      { measure: 'WARNING' },
      { measure: 'DEMERIT' },
      { measure: 'NONE' },
    ])
      decide(changed).thenRejected('CASE_APPEAL_MEASURE_UNFIT');
    decide({}, director).thenRejected('CASE_APPEAL_SAME_PERSON');
    decide({}, { by: { actor: 'o-9', role: 'director', onBehalfOf: 'o-3' } }).thenRejected('CASE_APPEAL_SAME_PERSON');
    for (const by of ownCases) decide({}, { by }).thenRejected('CASE_OWN');
    decide({}, as('o-4', 'director'), decided()).thenRejected('CASE_NOT_APPEALED');
    decide({}, as('o-4', 'director'), []).thenRejected('NOT_FOUND');
    file('2026-03-20', [...appealed(), ...decide({}).events()]).thenRejected('CASE_NOT_APPEALABLE');
  });
  it('[SEC-2] [SEC-3] is the worker’s own alone; what was said is kept under their own key', () => {
    const order = command(AppealDisciplinaryDecision, { ...of, grounds: '？' }, metaOf({}));
    const state = fold(disciplinaryCase, disciplinaryCase.initial, decided() as AccountabilityEvent[]);
    expect(disciplinaryCase.personOf?.(state, order)).toBe('w-1');
    expect(disciplinaryCase.unitOf(state, order, {})).toBe('office-1');
    expect(disciplinaryCase.unitOf(state, order, { worker: servingWorker('w-1', 'office-2') })).toBe('office-2');
    expect(disciplinaryCase.references?.(order, state)).toEqual({ worker: { category: 'socialWorker', id: 'w-1' } });
    expect(disciplinaryCase.references?.(order, disciplinaryCase.initial)).toEqual({});
    for (const definition of Object.values(disciplinaryCase.events))
      expect(definition).toMatchObject({ subject: 'workerId', personal: [expect.any(String)] });
  });
  it('[DSP-1] is seen with the whole case', () => {
    const answer = { ...of, outcome: 'REVOKED' as const, reasons: '证据不足' };
    const events = [
      ...appealed(),
      ...given(disciplinaryCase, appealed()).when(DecideDisciplinaryAppeal, answer, as('o-4', 'director')).events(),
    ];
    const row = foldView<DisciplinaryCaseRow>(
      disciplinaryCases,
      events.map((event, position) => recorded(event, { position, actor: 'o-4' })),
    ).get('command-1');
    expect(row).toMatchObject({
      status: 'settled',
      neglect: '未按规定走访',
      openedBy: 'o-1',
      hearings: [{ heardOn: '2026-03-09', present: true }],
      decision: { measure: 'WARNING', by: 'o-3' },
      measure: 'NONE',
      appeal: { grounds: '处理过重' },
      appealDecision: { outcome: 'REVOKED', by: 'o-4' },
    });
  });
});
