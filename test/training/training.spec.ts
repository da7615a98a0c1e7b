import { describe, expect, it } from '@jest/globals';
import { studySessions, type StudySessionRow } from '../../projections/training/study-sessions.view.js';
import { type TrainingPlanRow, trainingPlans } from '../../projections/training/training-plans.view.js';
import { type TrainingRecord, trainingRecords } from '../../projections/training/training-records.view.js';
import { command } from '../../src/kernel/command.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { organisation } from '../../src/organisation/domain/organisation.js';
import { AdoptTrainingPlan, ReviseTrainingPlan } from '../../src/training/domain/plan-training.js';
import { HoldStudySession, RecordStudyAttendance } from '../../src/training/domain/sessions/hold-study.js';
import { studySession } from '../../src/training/domain/sessions/study-session.js';
import { trainingPlan } from '../../src/training/domain/training-plan.js';
import { stateOf, told as town } from '../organisation/town.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';

/** Today is 2026-03-09. */
const offices = organisation.face?.(stateOf(town()));
const worker = { ...servingWorker('w-1', 'east-1'), facts: { appointedOn: '2026-01-05', leftOn: null } };
const county: World = {
  by: { actor: 'o-3', role: 'director', unit: 'east' },
  jurisdiction: ['city', 'east'],
  references: { worker, offices },
};
const topic = (month: string, hours = 4) => ({ kind: 'LEGAL' as const, title: '社区矫正法', month, hours });
const plan = { unitId: 'east', year: '2026', topics: [topic('2026-09'), topic('2026-05')] };

describe('the training plan', () => {
  it('[TRN-1] says what a county or an office studies in a year, month by month', () => {
    given(trainingPlan)
      .when(AdoptTrainingPlan, plan, county)
      .then({ type: 'TrainingPlanAdopted', data: { ...plan, topics: [topic('2026-05'), topic('2026-09')] } });
    const adopt = (changed: object, world = county) =>
      given(trainingPlan).when(AdoptTrainingPlan, { ...plan, ...changed }, world);
    adopt({ topics: [topic('2025-12')] }).thenRejected('TRAINING_TOPIC_OUT_OF_YEAR');
    adopt({ topics: [topic('2027-01')] }).thenRejected('TRAINING_TOPIC_OUT_OF_YEAR');
    adopt({ unitId: 'city' }, { ...county, jurisdiction: ['city'] }).thenRejected('TRAINING_UNIT_UNFIT');
    adopt({ unitId: 'east-group' }).thenRejected('TRAINING_UNIT_UNFIT');
  });
  it('[TRN-1] is adopted once and then revised, with every version kept', () => {
    const adopted = story(trainingPlan, [AdoptTrainingPlan, plan, county]);
    given(trainingPlan, adopted).when(AdoptTrainingPlan, plan, county).thenRejected('TRAINING_PLAN_EXISTS');
    const revision = { ...plan, topics: [topic('2026-06', 6)], reason: '统一安排' };
    given(trainingPlan).when(ReviseTrainingPlan, revision, county).thenRejected('NOT_FOUND');
    const [revised] = given(trainingPlan, adopted).when(ReviseTrainingPlan, revision, county).events();
    expect(revised).toMatchObject({
      type: 'TrainingPlanRevised',
      data: { version: 2, previous: [topic('2026-05'), topic('2026-09')] },
    });
    const row = foldView<TrainingPlanRow>(
      trainingPlans,
      [...adopted, revised as DomainEvent].map((event, position) =>
        recorded(event, { position, jurisdiction: ['city', 'east'] }),
      ),
    ).get('east_2026');
    expect(row).toMatchObject({
      version: 2,
      path: ['city', 'east'],
      hours: { LEGAL: 6, POLITICAL: 0 },
      earlier: [{ version: 1, reason: '统一安排', topics: [topic('2026-05'), topic('2026-09')] }],
    });
  });
});

describe('a study session', () => {
  const study = {
    unitId: 'east',
    kind: 'DOCUMENT_WRITING' as const,
    title: '文书制作',
    heldOn: '2026-03-06',
    hours: 4,
  };
  const held = (fields: object = study): DomainEvent[] => story(studySession, [HoldStudySession, fields, county]);
  const came = { sessionId: 'command-1', workerId: 'w-1', attended: true, result: 'PASSED' as const };
  const record = (changed: object, world = county, events = held()) =>
    given(studySession, events).when(RecordStudyAttendance, { ...came, ...changed }, world);

  it('[TRN-1] is recorded when it has taken place', () => {
    const hold = (changed: object, world = county) =>
      given(studySession).when(HoldStudySession, { ...study, ...changed }, world);
    hold({}).then({ type: 'StudySessionHeld', data: { ...study, sessionId: 'command-1' } });
    hold({ heldOn: '2026-03-09' }).then({ type: 'StudySessionHeld' });
    hold({ heldOn: '2026-03-10' }).thenRejected('STUDY_IN_FUTURE');
    hold({ unitId: 'city' }, { ...county, jurisdiction: ['city'] }).thenRejected('TRAINING_UNIT_UNFIT');
    given(studySession, held()).when(HoldStudySession, study, county).thenRejected('STUDY_SESSION_EXISTS');
  });
  it('[TRN-1] has who came, with what result, in the units that it was held for', () => {
    record({}).then({
      type: 'StudyAttendanceRecorded',
      data: { ...came, officeId: 'east-1', path: ['city', 'east', 'east-1'], kind: 'DOCUMENT_WRITING', hours: 4 },
    });
    record({ attended: false }).thenRejected('STUDY_RESULT_WITHOUT_ATTENDANCE');
    record({ attended: false, result: undefined, remark: '因公' }).then({
      type: 'StudyAttendanceRecorded',
      data: { attended: false, remark: '因公' },
    });
    const west = { ...county, references: { worker: { ...worker, unit: 'west-1' }, offices } };
    record({}, west).thenRejected('STUDY_WORKER_UNFIT');
    record({}, { ...county, references: { offices } }).thenRejected('STUDY_WORKER_UNFIT');
    given(studySession).when(RecordStudyAttendance, came, county).thenRejected('NOT_FOUND');
  });
  it('[TRN-1] has those who served on its day', () => {
    const serving = (appointedOn: string, leftOn: string | null): World => ({
      ...county,
      references: { worker: { ...worker, facts: { appointedOn, leftOn } }, offices },
    });
    record({}, serving('2026-03-06', null)).then({ type: 'StudyAttendanceRecorded' });
    record({}, serving('2026-03-07', null)).thenRejected('STUDY_WORKER_UNFIT');
    record({}, serving('2026-01-05', '2026-03-06')).then({ type: 'StudyAttendanceRecorded' });
    record({}, serving('2026-01-05', '2026-03-05')).thenRejected('STUDY_WORKER_UNFIT');
  });
  it('[TRN-1] is corrected by a further record, and by nobody for themselves', () => {
    const once = [...held(), ...record({}).events()];
    record({}, county, once).thenRejected('STUDY_UNCHANGED');
    record({ result: 'EXCELLENT' }, county, once).then({
      type: 'StudyAttendanceRecorded',
      data: { result: 'EXCELLENT', previous: { attended: true, result: 'PASSED' } },
    });
    for (const by of [{ actor: 'w-1' }, { actor: 'o-9', onBehalfOf: 'w-1' }])
      record({}, { ...county, by }).thenRejected('STUDY_OWN');
  });
  it('[SEC-2] [SEC-3] belongs to the unit that holds it, and remarks to the worker', () => {
    const order = command(RecordStudyAttendance, came, metaOf({}));
    expect(studySession.unitOf(studySession.initial, order, {})).toBeUndefined();
    expect(studySession.events.StudyAttendanceRecorded).toMatchObject({ subject: 'workerId', personal: ['remark'] });
  });
  it('[TRN-1] counts in the record of the worker, once, as it was last told', () => {
    const first = [...held(), ...record({}).events()];
    const corrected = [...first, ...record({ attended: false, result: undefined }, county, first).events()];
    const rowsOf = (events: DomainEvent[]) => {
      const stored = events.map((event, position) => recorded(event, { position }));
      return [
        foldView<TrainingRecord>(trainingRecords, stored).get('w-1:2026'),
        foldView<StudySessionRow>(studySessions, stored).get('command-1'),
      ];
    };
    expect(rowsOf(first)).toMatchObject([
      { attended: 1, absent: 0, hours: { DOCUMENT_WRITING: 4 }, studies: [{ result: 'PASSED' }] },
      { attended: 1, absent: 0 },
    ]);
    expect(rowsOf(corrected)).toMatchObject([
      { attended: 0, absent: 1, hours: { DOCUMENT_WRITING: 0 }, studies: [{ attended: false, result: null }] },
      { attended: 0, absent: 1 },
    ]);
  });
});
