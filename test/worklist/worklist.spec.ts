import { describe, expect, it } from '@jest/globals';
import { COUNTY, OFFICE, type Placed, taskRule, taskView, type WorklistRow } from '../../projections/worklist/task.js';
import { TASKS, worklist } from '../../projections/worklist/worklist.view.js';
import type { DomainEvent, Recorded } from '../../src/kernel/event.js';
import { foldView, recorded, type Stored } from '../support/fold-view.js';
import { shanghai } from '../support/given.js';
import { FORM, SUPERVISEE_ID } from '../supervisees/people.js';

const OF = { superviseeId: SUPERVISEE_ID, officeId: 'office-1' };
let position = 0;
const fact = (type: string, data: object = {}, stored: Stored = {}): Recorded =>
  recorded({ type, data: { ...OF, ...data } }, { position: ++position, ...stored });

/** What is to be done after these facts: kind of task → its row. */
const todo = (...facts: Recorded[]): Record<string, WorklistRow> => {
  const rows = [...foldView<WorklistRow>(worklist, facts).values()].filter(({ unit }) => unit !== null);
  return Object.fromEntries(rows.map((row) => [row.task, row]));
};
const kinds = (...facts: Recorded[]): string[] => Object.keys(todo(...facts)).sort();

const registered = () => fact('SuperviseeRegistered', { ...FORM, birthYear: 1990 });
const AFTER = ['plan-draft', 'rights-acknowledgement', 'supervision-level', 'supervision-team', 'term-ended'];

describe('the worklist', () => {
  it('[WRK-1] begins with what a registration asks for, each with its rule, its fact and since when', () => {
    const registration = registered();
    const due = todo(registration);
    expect(Object.keys(due).sort()).toEqual(AFTER);
    expect(due['rights-acknowledgement']).toMatchObject({
      rule: 'INT-3',
      title: { zh: '告知权利义务' },
      unit: 'office-1',
      roles: ['social-worker', 'officer', 'office-head'],
      from: shanghai('2026-03-09 08:00'),
      superviseeId: SUPERVISEE_ID,
      fact: { type: 'SuperviseeRegistered', position: registration.position, by: 'o-1' },
    });
    // The last day of the term is served whole.
    expect(due['term-ended']).toMatchObject({ dueOn: '2027-03-01', from: shanghai('2027-03-02 00:00') });
  });

  it.each([
    ['RightsAcknowledged', 'rights-acknowledgement'],
    ['SupervisionTeamEstablished', 'supervision-team'],
    ['SupervisionLevelSet', 'supervision-level'],
  ])('[WRK-1] lets go of what is done: %s ends %s', (done, task) => {
    expect(kinds(registered(), fact(done))).toEqual(AFTER.filter((one) => one !== task));
  });

  it('[WRK-1] follows a plan from draft to decision to its review, which shows from its day on', () => {
    const drafted = [registered(), fact('CorrectionPlanDrafted', { version: 1 })];
    expect(todo(...drafted)['plan-approve']).toMatchObject({ roles: ['office-head'], rule: 'PLN-1' });
    expect(kinds(...drafted, fact('CorrectionPlanReturned'))).toContain('plan-draft');
    const approved = [...drafted, fact('CorrectionPlanApproved', { reviewDueOn: '2026-06-07' })];
    expect(kinds(...approved).filter((task) => task.startsWith('plan'))).toEqual(['plan-review']);
    expect(todo(...approved)['plan-review']).toMatchObject({
      from: shanghai('2026-06-07 00:00'),
      dueOn: '2026-06-07',
    });
    const reviewed = [...approved, fact('CorrectionPlanReviewed', { reviewDueOn: '2026-09-05' })];
    expect(todo(...reviewed)['plan-review']?.dueOn).toBe('2026-09-05');
  });

  it('[WRK-1] [REP-2] counts missed reports from the first one that is still missing', () => {
    const missed = (week: string, at: string) => fact('WeeklyReportMissed', { week }, { at });
    const both = [missed('2026-W12', '2026-03-23 00:00'), missed('2026-W13', '2026-03-30 00:00')];
    expect(todo(...both)['weekly-reports-missed']?.from).toBe(shanghai('2026-03-23 00:00'));
    const late = [...both, fact('WeeklyReportReceived', { week: '2026-W12' })];
    expect(todo(...late)['weekly-reports-missed']?.from).toBe(shanghai('2026-03-30 00:00'));
    expect(kinds(...late, fact('WeeklyReportReceived', { week: '2026-W13' }))).toEqual([]);
    expect(kinds(...both, fact('SuperviseeDischarged'))).toEqual([]);
  });

  it('[WRK-1] [INT-2] looks for a person who has not come until they do', () => {
    expect(kinds(fact('IntakeMissed'))).toEqual(['intake-missed']);
    expect(kinds(fact('IntakeMissed'), registered())).toEqual(AFTER);
  });

  it('[WRK-1] [SAN-2] expects a discharge when the term is over, an extended one later', () => {
    const extended = todo(registered(), fact('TermExtended', { from: '2027-03-01', to: '2027-06-01' }));
    expect(extended['term-ended']).toMatchObject({ dueOn: '2027-06-01', from: shanghai('2027-06-02 00:00') });
  });

  it('[WRK-1] [INC-2] keeps looking for who is out of supervision until they are back', () => {
    const gone = fact('SupervisionInterrupted', { to: 'out-of-supervision' });
    const detained = fact('SupervisionInterrupted', { to: 'detained' }, { at: '2026-03-12 08:00' });
    expect(todo(gone, detained)['supervision-interrupted']?.from).toBe(shanghai('2026-03-09 08:00'));
    expect(kinds(gone, detained, fact('SupervisionResumed'))).toEqual([]);
  });

  it('[WRK-1] is empty after the end', () => {
    const missed = fact('WeeklyReportMissed', { week: '2026-W12' });
    expect(kinds(registered(), missed, fact('CorrectionPlanDrafted'), fact('SuperviseeDischarged'))).toEqual([]);
  });

  it('[WRK-1] [INC-2] hands an incident to the level that has to acknowledge it', () => {
    const reported = fact('IncidentReported', {
      incidentId: 'i-1',
      level: 'office',
      acknowledgeBy: shanghai('2026-03-09 09:00'),
    });
    const office = todo(reported)['incident-acknowledgement'];
    expect(office).toMatchObject({ unit: 'office-1', about: { category: 'incident', id: 'i-1' }, dueOn: '2026-03-09' });
    const escalated = fact('IncidentEscalated', {
      incidentId: 'i-1',
      from: 'office',
      to: 'county',
      acknowledgeBy: shanghai('2026-03-09 11:00'),
    });
    const county = todo(reported, escalated)['incident-acknowledgement'];
    expect(county).toMatchObject({ unit: 'county-1', fact: { type: 'IncidentEscalated' } });
    const by = (level: string) => fact('IncidentAcknowledged', { incidentId: 'i-1', level });
    expect(todo(reported, escalated, by('county'))['incident-closing']).toMatchObject({
      ...{ unit: 'county-1', rule: 'INC-2', superviseeId: SUPERVISEE_ID },
      fact: { type: 'IncidentAcknowledged' },
    });
    expect(kinds(reported, escalated, by('county'))).toEqual(['incident-closing']);
    const closed = fact('IncidentClosed', { incidentId: 'i-1', level: 'county' });
    expect(kinds(reported, escalated, by('county'), closed)).toEqual([]);
    expect(kinds(reported, escalated, by('office'))).toEqual(['incident-acknowledgement']);
  });

  it('[WRK-1] [LEV-3] hands a leave from post to post until it is decided', () => {
    const asked = fact('LeaveRequested', {
      requestId: 'r-1',
      endorsers: ['office-head'],
      approver: 'deputy-director',
    });
    expect(todo(asked)['leave-decision']).toMatchObject({ unit: 'office-1', roles: ['office-head'] });
    const endorsed = fact('LeaveEndorsed', { requestId: 'r-1', awaiting: 'deputy-director' });
    expect(todo(asked, endorsed)['leave-decision']).toMatchObject({ unit: 'county-1', roles: ['deputy-director'] });
    for (const type of ['LeaveApproved', 'LeaveRejected', 'LeaveReturned', 'LeaveWithdrawn'])
      expect(kinds(asked, endorsed, fact(type, { requestId: 'r-1' }))).toEqual([]);
  });

  const leave = { requestId: 'r-1', workerId: 'w-1' };
  const sessions = ['2026-03-12:AM', '2026-03-12:PM', '2026-03-13:AM'];
  it('[WRK-1] [LEV-6] asks the worker alone for the form of an emergency leave, until it comes or lapses', () => {
    const notified = fact('EmergencyLeaveNotified', { ...leave, sessions, formDueOn: '2026-03-16' });
    expect(todo(notified)['leave-form']).toMatchObject({
      ...{ roles: ['social-worker'], unit: 'office-1', workerId: 'w-1', rule: 'LEV-6', dueOn: '2026-03-16' },
    });
    for (const type of ['LeaveRegularised', 'EmergencyLeaveLapsed', 'LeaveWithdrawn'])
      expect(kinds(notified, fact(type, { ...leave, endorsers: [], approver: 'office-head' }))).not.toContain(
        'leave-form',
      );
    const returned = fact('LeaveReturned', { ...leave, formDueOn: '2026-03-18' });
    expect(todo(notified, returned)['leave-form']?.dueOn).toBe('2026-03-18');
    expect(kinds(fact('LeaveReturned', leave))).toEqual([]);
  });
  it('[WRK-1] [LEV-8] asks the worker to clear the return, from the last day of the leave on', () => {
    const approved = fact('LeaveApproved', { ...leave, sessions, clearBy: '2026-03-16' });
    expect(todo(approved)['leave-clearance']).toMatchObject({
      ...{ roles: ['social-worker'], workerId: 'w-1', dueOn: '2026-03-16', from: shanghai('2026-03-13 00:00') },
    });
    const part = fact('LeavePartCancelled', { ...leave, cancelled: ['2026-03-13:AM'], clearBy: '2026-03-13' });
    expect(todo(approved, part)['leave-clearance']).toMatchObject({
      ...{ from: shanghai('2026-03-12 00:00'), dueOn: '2026-03-13' },
    });
    expect(kinds(approved, fact('LeavePartCancelled', { ...leave, cancelled: sessions }))).toEqual([]);
    expect(kinds(approved, fact('LeaveCleared', leave))).toEqual([]);
    expect(kinds(fact('LeaveApproved', { ...leave, sessions }))).toEqual([]);
  });

  it('[WRK-1] [APP-1] asks for each quarter of service, one after the other, and for none after it', () => {
    const appointed = fact('SocialWorkerAppointed', { workerId: 'w-1', appointedOn: '2026-01-05' });
    expect(todo(appointed)['quarterly-appraisal']).toMatchObject({
      about: { category: 'appraisal', id: 'w-1_2026Q1' },
      dueOn: '2026-03-31',
      from: shanghai('2026-03-31 00:00'),
    });
    const written = fact('QuarterlyAppraisalRecorded', { workerId: 'w-1', quarter: '2026Q1' });
    const due = todo(appointed, written);
    expect(due['quarterly-appraisal']?.about?.id).toBe('w-1_2026Q2');
    expect(due['quarterly-appraisal-inspect']).toMatchObject({ unit: 'county-1', rule: 'APP-2' });
    const left = fact('AppointmentEnded', { workerId: 'w-1', on: '2026-04-01' });
    expect(todo(appointed, written, left)['quarterly-appraisal']?.dueOn).toBe('2026-06-30');
    const leftBefore = fact('AppointmentEnded', { workerId: 'w-1', on: '2026-03-31' });
    expect(kinds(appointed, written, leftBefore)).toEqual(['quarterly-appraisal-inspect']);
    const returned = fact('QuarterlyAppraisalReturned', { workerId: 'w-1', quarter: '2026Q1' });
    expect(todo(appointed, written, returned)['quarterly-appraisal-correct']).toMatchObject({ unit: 'office-1' });
  });

  it('[GUI-1] asks the county for answers', () => {
    const asked = fact('GuidanceRequested', { guidanceId: 'g-1' });
    expect(todo(asked)['guidance-answer']).toMatchObject({ unit: 'county-1', roles: ['deputy-director', 'director'] });
    expect(kinds(asked, fact('GuidanceAnswered', { guidanceId: 'g-1' }))).toEqual([]);
  });

  it('names each kind of task once, and the requirement that it comes from', () => {
    expect(new Set(TASKS.map(({ name }) => name)).size).toBe(TASKS.length);
    expect(TASKS.filter(({ rule }) => !/^[A-Z]{2,4}-\d{1,2}$/.test(rule))).toEqual([]);
    const [first] = TASKS;
    expect(() => taskView(first ? [first, first] : [])).toThrow('share a name');
  });

  it('keeps the fact that led to a task when another leaves the task as it is', () => {
    type Told = DomainEvent<'Asked' | 'Told', { readonly superviseeId: string }>;
    const rule = taskRule<Placed & { from: string }, Told>({
      ...{ name: 'answer', rule: 'GUI-1', title: { zh: '答复', en: 'Answer' }, version: 1 },
      events: ['Asked', 'Told'],
      keys: () => ['k'],
      project: (state, { meta }) => ({ path: meta.jurisdiction, from: state?.from ?? meta.occurredAt }),
      task: ({ from }) => ({
        ...{ level: COUNTY, roles: ['director'], from, dueOn: null, about: { category: 'guidance', id: 'k' } },
      }),
    });
    const [asked, told] = [fact('Asked'), fact('Told', {}, { at: '2026-03-10 08:00' })];
    expect(foldView<WorklistRow>(taskView([rule]), [asked, told]).get('answer|k')?.fact.position).toBe(asked.position);
    expect(OFFICE).toBeGreaterThan(COUNTY);
  });
});
