import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { until } from '../../harness/until.js';

/** From the month sheet to the end of an appointment; each test goes on where the one before ended. */
describe('grounds of dismissal, from the facts to the decision', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let newcomer: Person;
  const worker = 'social-workers/worker-4';
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    const appointment = { officeId: 'ganzhe', appointedOn: '2026-03-02', probationUntil: '2026-08-31' };
    service.clock.set('2026-03-02 08:00');
    await at.director.done('social-workers', { workerId: 'worker-4', name: '周婷', ...appointment });
    newcomer = await service.as('social-worker', 'ganzhe', 'worker-4');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const cases = async (person: Person, query = '') =>
    (await person.see(`dismissal-cases?worker=worker-4${query}`)).items;
  const openCases = (number: number) =>
    until(
      () => cases(at.director, '&status=open'),
      (items) => items.length === number,
    );
  const tasks = async (person: Person) => (await person.see('worklist?task=dismissal-decision')).items;
  const tallyOn = async (row: string, days: number) =>
    until(
      async () =>
        newcomer.see(`${worker}/tally`) as Promise<unknown> as Promise<{ counters: { row: string; days: number }[] }>,
      ({ counters }) => counters.some((one) => one.row === row && one.days === days),
    );
  const code = async (answer: Promise<{ status: number; body: { code: string } }>): Promise<unknown> => {
    const { status, body } = await answer;
    return status === 422 ? body.code : status;
  };
  const absent = async (day: string, half: 'AM' | 'PM') => {
    service.clock.set(`${day} ${half === 'AM' ? '12:30' : '17:45'}`);
    await at.head.done(`${worker}/absences`, { day, half, ground: 'NOT_AT_WORK' });
  };
  const closed = async (id: string, day: string) => {
    service.clock.set(`${day} 18:00`);
    await at.head.done(`social-workers/${id}/attendance-days/${day}/closing`);
  };

  it('[THR-1] [THR-6] two and a half days of absence are told, three open a case for the county with its working', async () => {
    await closed('worker-4', '2026-03-09');
    await closed('worker-4', '2026-03-10');
    await absent('2026-03-11', 'AM');
    expect(await tallyOn('PROBATION_ABSENCE_RUN', 2.5)).toMatchObject({
      counters: [
        { row: 'PROBATION_ABSENCE_RUN', days: 2.5, threshold: 3 },
        { row: 'PROBATION_ABSENCE_TOTAL', days: 2.5, threshold: 5 },
      ],
    });
    expect(await cases(at.director)).toEqual([]);
    await absent('2026-03-11', 'PM');
    const [opened] = await openCases(1);
    expect(opened).toMatchObject({
      ...{ workerId: 'worker-4', officeId: 'ganzhe', status: 'open', decision: null },
      grounds: [
        {
          ...{ row: 'PROBATION_ABSENCE_RUN', rule: 'THR-1', policySet: 'fuzhou', threshold: 3, days: 3 },
          ...{ from: '2026-03-09', to: '2026-03-11', reachedOn: '2026-03-11' },
          sessions: ['2026-03-09', '2026-03-10', '2026-03-11'].flatMap((day) =>
            ['AM', 'PM'].map((half) => ({ session: `${day}:${half}`, standing: 'ABSENT' })),
          ),
        },
      ],
    });
    expect(
      await until(
        () => tasks(at.deputy),
        ({ length }) => length === 1,
      ),
    ).toMatchObject([{ rule: 'THR-6', unit: 'minhou', about: { category: 'dismissalCase' } }]);
    expect(await cases(newcomer)).toHaveLength(1);
    expect(await cases(at.worker)).toEqual([]);
    expect(await cases(at.otherDirector)).toEqual([]);
  });

  it('[ATT-4] [THR-6] a correction withdraws the case by itself; nobody can decide on it then', async () => {
    const [open] = await openCases(1);
    const decision = `${worker}/dismissal-cases/${(open as unknown as { caseId: string }).caseId}/decision`;
    const kept = { outcome: 'KEEP', reasons: '情节轻微' };
    expect(await code(at.head.post(decision, kept))).toBe(403);
    expect(await code(at.otherDirector.post(decision, kept))).toBe(404);
    service.clock.set('2026-03-12 08:00');
    const right = { day: '2026-03-10', half: 'AM', to: 'PRESENT', reason: '当日外出走访，漏登' };
    expect(await code(newcomer.post(`${worker}/attendance-corrections`, right))).toBe(403);
    await at.head.done(`${worker}/attendance-corrections`, right);
    await openCases(0);
    expect(await cases(at.director)).toMatchObject([{ status: 'withdrawn', withdrawnBecause: 'FACTS_GONE' }]);
    expect(await tasks(at.director)).toEqual([]);
    expect(await code(at.director.post(decision, kept))).toBe('DISMISSAL_CASE_CLOSED');
    expect(await newcomer.see(`${worker}/attendance/2026-03`)).toMatchObject({ totals: { absenceDays: 2.5 } });
  });

  it('[THR-6] [HR-3] another case is decided by a person, and ends the appointment', async () => {
    for (const [day, half] of [
      ['2026-03-12', 'AM'],
      ['2026-03-12', 'PM'],
      ['2026-03-13', 'AM'],
    ] as const)
      await absent(day, half);
    const [open] = await openCases(1);
    // The afternoon of the 10th, the 11th and 12th, and the morning of the 13th.
    expect(open).toMatchObject({
      grounds: [{ row: 'PROBATION_ABSENCE_RUN', days: 3, from: '2026-03-10', to: '2026-03-13' }],
    });
    const { caseId } = open as unknown as { caseId: string };
    service.clock.set('2026-03-16 09:00');
    const byHand = { on: '2026-03-13', reason: '屡次旷工' };
    for (const dismissalCaseId of [caseId, 'no-such-case'])
      expect(await code(at.deputy.post(`${worker}/dismissal`, { ...byHand, dismissalCaseId }))).toBe(
        'WORKER_CASE_UNFIT',
      );
    await at.deputy.done(`${worker}/dismissal-cases/${caseId}/decision`, { outcome: 'DISMISS', reasons: '屡次旷工' });
    expect(
      await until(
        () => at.head.see(worker) as Promise<unknown> as Promise<{ status: string }>,
        ({ status }) => status === 'left',
      ),
    ).toMatchObject({ leftOn: '2026-03-16', departure: { cause: 'DISMISSAL', dismissalCaseId: caseId } });
    expect(await newcomer.see(`dismissal-cases/${caseId}`)).toMatchObject({
      status: 'decided',
      decision: { outcome: 'DISMISS', by: 'deputy-1', on: '2026-03-16', reasons: '屡次旷工' },
    });
  });

  it('[THR-6] [THR-4] who decides on a leave is told what it would lead to', async () => {
    service.clock.set('2026-04-07 08:00');
    const form = { kind: 'PERSONAL', fromDay: '2026-05-06', fromHalf: 'AM', toHalf: 'AM', reason: '家事' };
    const asked = async (fields: object) =>
      (await at.worker.done('social-workers/worker-1/leave-requests', { ...form, ...fields })).requestId;
    const short = await asked({ toDay: '2026-06-01' });
    const preview = (id: string) => `social-workers/worker-1/leave-requests/${id}/preview`;
    expect(await at.director.see(preview(short))).toMatchObject({ days: 19.5, reaches: [] });
    const whole = await asked({ fromDay: '2026-06-01', fromHalf: 'PM', toDay: '2026-06-01', toHalf: 'PM' });
    expect(await at.director.see(preview(whole))).toMatchObject({ days: 0.5, reaches: [] });
    await at.worker.done(`social-workers/worker-1/leave-requests/${whole}/withdrawal`);
    await at.worker.done(`social-workers/worker-1/leave-requests/${short}/withdrawal`);
    const long = await asked({ toDay: '2026-06-01', toHalf: 'PM' });
    expect(await at.head.see(preview(long))).toMatchObject({
      ...{ days: 20, kind: 'PERSONAL', ends: [] },
      reaches: [{ row: 'APPOINTED_LEAVE_RUN', rule: 'THR-4', days: 20, threshold: 20 }],
    });
    expect((await at.head.see('leave-requests/inbox')).items).toMatchObject([
      { requestId: long, outlook: { reaches: [{ row: 'APPOINTED_LEAVE_RUN', days: 20 }], ends: [] } },
    ]);
    expect((await at.worker.get(preview(long))).status).toBe(403);
    expect((await at.otherHead.get(preview(long))).status).toBe(404);
  });

  it('[ATT-4] the books of a month are closed, and opened again by the county alone', async () => {
    service.clock.set('2026-04-29 08:00');
    const appointment = { workerId: 'worker-5', officeId: 'ganzhe', name: '吴敏', appointedOn: '2026-04-29' };
    await at.director.done('social-workers', appointment);
    const month = 'social-workers/worker-5/attendance-months/2026-04';
    await closed('worker-5', '2026-04-29');
    service.clock.set('2026-05-06 08:30');
    expect(await code(at.head.post(`${month}/closing`))).toBe('MONTH_DAYS_OPEN');
    await at.head.done('social-workers/worker-5/attendance-days/2026-04-30/closing');
    await at.head.done(`${month}/closing`);
    const right = { day: '2026-04-30', half: 'PM', to: 'PRESENT', reason: '参加县局培训' };
    const correction = 'social-workers/worker-5/attendance-corrections';
    expect(await code(at.director.post(correction, right))).toBe('MONTH_CLOSED');
    expect(await code(at.head.post(`${month}/reopening`, { reason: '更正' }))).toBe(403);
    expect(await code(at.otherDirector.post(`${month}/reopening`, { reason: '更正' }))).toBe(404);
    await at.director.done(`${month}/reopening`, { reason: '培训签到表补交' });
    expect(await code(at.head.post(correction, right))).toBe('MONTH_REOPENED');
    await at.director.done(correction, right);
    const whole = 'offices/ganzhe/attendance-months/2026-04/closing';
    const upload = { 'idempotency-key': 'april-of-ganzhe' };
    const closing = await at.head.done(whole, {}, upload);
    expect(closing.closed).toMatchObject([{ workerId: 'worker-5' }]);
    expect(closing.refused).toMatchObject([
      { workerId: 'worker-1', code: 'MONTH_DAYS_OPEN' },
      { workerId: 'worker-2', code: 'MONTH_DAYS_OPEN' },
    ]);
    expect(await at.head.done(whole, {}, upload)).toEqual(closing);
    expect((await at.head.done(whole)).refused).toContainEqual(
      expect.objectContaining({ workerId: 'worker-5', code: 'MONTH_CLOSED' }),
    );
    expect(await code(at.otherHead.post(whole))).toBe(404);
    expect(await code(at.head.post(`${month}/reopening`, { reason: '更正' }))).toBe(403);
    service.latest = Math.max(service.latest, closing.closed[0]?.receipt.position ?? -1);
    expect(await at.head.see('social-workers/worker-5/attendance/2026-04')).toMatchObject({
      closed: true,
      totals: { absenceDays: 1.5, daysAttended: 0.5 },
      sessions: [{}, {}, {}, { session: '2026-04-30:PM', corrections: [{ to: 'PRESENT', approvedBy: 'director-1' }] }],
    });
  });

  it('[AUD-5] all that the read models say of them, history says alone', async () => {
    const rows = await expectRebuildEqual(service);
    for (const view of ['dismissal-cases', 'service-records', 'attendance-month', 'worklist'])
      expect([view, (rows[view] ?? []).length > 0]).toEqual([view, true]);
  });
});
