import { describe, expect, it } from '@jest/globals';
import type { WorklistRow } from '../../projections/worklist/task.js';
import { worklist } from '../../projections/worklist/worklist.view.js';
import type { Recorded } from '../../src/kernel/event.js';
import { foldView, recorded } from '../support/fold-view.js';
import { shanghai } from '../support/given.js';

const OFFICE = ['city-1', 'county-1', 'office-1'];
let position = 0;
const fact = (type: string, data: object = {}, jurisdiction: readonly string[] = OFFICE): Recorded =>
  recorded({ type, data: { workerId: 'w-1', officeId: 'office-1', ...data } }, { position: ++position, jurisdiction });
/** What is to be done after these facts, but for the quarterly appraisal that everybody in service is owed: kind of task → its row. */
const todo = (...facts: Recorded[]): Record<string, WorklistRow> => {
  const rows = [...foldView<WorklistRow>(worklist, facts).values()].filter(
    ({ unit, task }) => unit !== null && task !== 'quarterly-appraisal',
  );
  return Object.fromEntries(rows.map((row) => [row.task, row]));
};
const kinds = (...facts: Recorded[]): string[] => Object.keys(todo(...facts)).sort();
const appointed = (data: object = {}) => fact('SocialWorkerAppointed', { appointedOn: '2026-01-05', ...data });
const moved = fact('SocialWorkerTransferred', {
  ...{ officeId: 'office-9', fromOfficeId: 'office-1', on: '2026-03-02', path: ['city-1', 'county-9', 'office-9'] },
});
const ended = fact('AppointmentEnded', { on: '2026-03-20' });
const LEADERS = ['deputy-director', 'director'];

describe('the worklist of the service of a social worker', () => {
  it('[WRK-1] [HR-3] on the last day of a probation the county decides on the confirmation', () => {
    const onProbation = appointed({ probationUntil: '2026-07-04' });
    expect(kinds(appointed())).toEqual([]);
    expect(todo(onProbation)['probation-confirmation']).toMatchObject({
      ...{ rule: 'HR-3', unit: 'county-1', roles: LEADERS, workerId: 'w-1', dueOn: '2026-07-04' },
      ...{ from: shanghai('2026-07-04 00:00'), fact: { type: 'SocialWorkerAppointed' } },
    });
    expect(todo(onProbation, moved)['probation-confirmation']?.unit).toBe('county-9');
    for (const over of [fact('AppointmentConfirmed', { on: '2026-07-05' }), ended])
      expect(kinds(onProbation, over)).toEqual([]);
  });
  it('[WRK-1] [HR-3] a resignation waits for the county until it is accepted or withdrawn', () => {
    const resigned = fact('ResignationSubmitted', { lastDay: '2026-04-08' });
    expect(todo(appointed(), resigned)['resignation-decision']).toMatchObject({
      ...{ unit: 'county-1', roles: LEADERS, from: shanghai('2026-03-09 08:00'), dueOn: '2026-04-08' },
    });
    expect(todo(appointed(), resigned, moved)['resignation-decision']?.unit).toBe('county-9');
    for (const over of [fact('ResignationWithdrawn', { lastDay: '2026-04-08' }), ended])
      expect(kinds(appointed(), resigned, over)).toEqual([]);
  });
  it('[WRK-1] [HR-2] of the certificates that expire, the first shows from its last day on, to the worker and the office', () => {
    const certificate = (qualificationId: string, expiresOn?: string) =>
      fact('QualificationRecorded', { qualificationId, kind: 'LICENCE', ...(expiresOn && { expiresOn }) });
    const held = [appointed(), certificate('q-1', '2027-06-30'), certificate('q-2', '2026-12-31'), certificate('q-3')];
    expect(kinds(appointed(), certificate('q-3'))).toEqual([]);
    expect(todo(...held)['qualification-expiring']).toMatchObject({
      ...{ rule: 'HR-2', unit: 'office-1', workerId: 'w-1', roles: ['social-worker', 'officer', 'office-head'] },
      ...{ from: shanghai('2026-12-31 00:00'), dueOn: '2026-12-31' },
    });
    const renewed = fact('QualificationRenewed', { qualificationId: 'q-2', expiresOn: '2029-12-31' });
    expect(todo(...held, renewed)['qualification-expiring']?.dueOn).toBe('2027-06-30');
    const withdrawn = fact('QualificationWithdrawn', { qualificationId: 'q-1' });
    expect(todo(...held, renewed, withdrawn)['qualification-expiring']?.dueOn).toBe('2029-12-31');
    expect(kinds(...held, ended)).toEqual([]);
  });
});

describe('the worklist of what is decided about a social worker', () => {
  const year = (type: string) => fact(type, { year: '2026' });

  it('[WRK-1] [APP-3] [APP-4] an annual appraisal waits for the head’s opinion and the county’s grade, an appeal for the county', () => {
    const opened = year('AnnualAppraisalOpened');
    const due = todo(opened);
    expect(Object.keys(due).sort()).toEqual(['annual-grade', 'annual-opinion']);
    expect(due['annual-opinion']).toMatchObject({
      ...{ rule: 'APP-3', unit: 'office-1', roles: ['office-head'], workerId: 'w-1' },
      about: { category: 'annualAppraisal', id: 'w-1-2026' },
    });
    expect(due['annual-grade']).toMatchObject({ unit: 'county-1', roles: LEADERS });
    const opinion = [opened, year('HeadOpinionGiven'), year('DimensionsScored')];
    expect(kinds(...opinion)).toEqual(['annual-grade']);
    const graded = [...opinion, year('AnnualAppraisalGraded')];
    expect(kinds(...graded)).toEqual([]);
    const appealed = [...graded, year('AnnualAppraisalAppealed')];
    expect(todo(...appealed)['annual-appeal']).toMatchObject({ rule: 'APP-4', unit: 'county-1', roles: LEADERS });
    expect(kinds(...appealed, year('AnnualAppealDecided'))).toEqual([]);
  });

  it.each([
    ['CITATION', 'office', OFFICE, 'office-1', ['office-head']],
    ['ADVANCED_WORKER', 'county', ['city-1', 'county-1'], 'county-1', LEADERS],
    ['ADVANCED_WORKER', 'city', ['city-1'], 'city-1', ['city-officer']],
  ])(
    '[WRK-1] [AWD-1] a nomination for a %s of the %s waits for who decides there',
    (award, level, path, unit, roles) => {
      const of = (type: string, workerId = 'w-1') =>
        fact(type, { unitId: unit, award, level, period: '2026Q1', workerId }, path);
      const nominated = of('NominatedForAward');
      expect(todo(nominated)['award-decision']).toMatchObject({ unit, roles, rule: 'AWD-1', workerId: 'w-1' });
      for (const over of ['AwardApproved', 'AwardDeclined']) {
        expect(kinds(nominated, of(over))).toEqual([]);
        expect(kinds(nominated, of(over, 'w-2'))).toEqual(['award-decision']);
      }
    },
  );

  it('[WRK-1] [DSP-1] a case waits to be heard, then to be decided, and again when the worker appeals', () => {
    const of = (type: string) => fact(type, { caseId: 'c-1' });
    const way = ['DisciplinaryCaseOpened', 'DisciplinaryCaseHeard', 'DisciplinaryCaseDecided'];
    const after = (...types: string[]) => todo(...types.map(of));
    expect(Object.keys(after(...way.slice(0, 1)))).toEqual(['disciplinary-hearing']);
    expect(after(...way.slice(0, 1))['disciplinary-hearing']).toMatchObject({
      ...{ unit: 'county-1', roles: LEADERS, about: { category: 'disciplinaryCase', id: 'c-1' }, workerId: 'w-1' },
    });
    expect(Object.keys(after(...way.slice(0, 2)))).toEqual(['disciplinary-decision']);
    expect(Object.keys(after(...way))).toEqual([]);
    expect(Object.keys(after(...way, 'DisciplinaryDecisionAppealed'))).toEqual(['disciplinary-appeal']);
    expect(Object.keys(after(...way, 'DisciplinaryDecisionAppealed', 'DisciplinaryAppealDecided'))).toEqual([]);
  });

  it('[WRK-1] [HR-3] all of it goes along with the worker; a nomination stays with who gives the award', () => {
    const quarter = (type: string) => fact(type, { quarter: '2026Q1' });
    const dismissal = fact('DismissalCaseOpened', { caseId: 'd-1' });
    const waiting = [year('AnnualAppraisalOpened'), quarter('QuarterlyAppraisalRecorded'), dismissal];
    const opened = fact('DisciplinaryCaseOpened', { caseId: 'c-1' });
    const due = todo(...waiting, opened, moved);
    expect(Object.fromEntries(Object.values(due).map(({ task, unit, workerId }) => [task, [unit, workerId]]))).toEqual({
      'annual-grade': ['county-9', 'w-1'],
      'annual-opinion': ['office-9', 'w-1'],
      'disciplinary-hearing': ['county-9', 'w-1'],
      'dismissal-decision': ['county-9', 'w-1'],
      'quarterly-appraisal-inspect': ['county-9', 'w-1'],
    });
    expect(due['annual-opinion']?.fact.type).toBe('SocialWorkerTransferred');
    const returned = quarter('QuarterlyAppraisalReturned');
    expect(todo(returned, moved)['quarterly-appraisal-correct']?.unit).toBe('office-9');
    const nominated = fact('NominatedForAward', {
      unitId: 'office-1',
      award: 'CITATION',
      level: 'office',
      period: '2026Q1',
    });
    expect(todo(nominated, moved)['award-decision']?.unit).toBe('office-1');
    expect(kinds(moved)).toEqual([]);
  });

  it('[WRK-1] of several cases of a worker the one that waits longest is shown, then the next', () => {
    const of = (type: string, caseId: string) => fact(type, { caseId });
    const both = [of('DisciplinaryCaseOpened', 'c-1'), of('DisciplinaryCaseOpened', 'c-2')];
    expect(kinds(...both, of('DisciplinaryCaseHeard', 'c-1'))).toEqual([
      'disciplinary-decision',
      'disciplinary-hearing',
    ]);
    expect(todo(...both, of('DisciplinaryCaseHeard', 'c-1'))['disciplinary-hearing']?.about?.id).toBe('c-2');
  });
});
