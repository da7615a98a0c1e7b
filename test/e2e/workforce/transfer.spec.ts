import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { toldBy } from '../../harness/told.js';
import { until } from '../../projections/read-side.js';

const WORKER = 'social-workers/worker-1';
const day = (on: string) => ({ fromDay: on, fromHalf: 'AM', toDay: on, toHalf: 'PM' });

describe('a transfer in mid-month, a merger, and a departure', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let moved: Person;
  let requestId: string;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    moved = await service.as('social-worker', 'shangjie', 'worker-1');
    service.clock.set('2026-03-17 08:20');
    await at.worker.done(`${WORKER}/check-ins`, { device: 'terminal-1', place: '甘蔗司法所' });
    const form = { kind: 'PERSONAL', ...day('2026-03-20'), reason: '家中有事' };
    requestId = (await at.worker.done(`${WORKER}/leave-requests`, form)).requestId;
    service.clock.set('2026-03-18 08:10');
    await at.deputy.done(`${WORKER}/transfer`, { officeId: 'shangjie', on: '2026-03-18' });
    await toldBy(service, at.auditor, 'LeaveMoved', 1);
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  it('[HR-3] [LEV-10] pending leave waits for the new head, not for the old one', async () => {
    expect((await at.head.see('leave-requests/inbox')).items).toEqual([]);
    expect((await at.otherHead.see('leave-requests/inbox')).items).toMatchObject([{ requestId, officeId: 'shangjie' }]);
    const path = `${WORKER}/leave-requests/${requestId}/approval`;
    expect((await at.head.post(path)).status).toBe(404);
    await at.otherHead.done(path, { opinion: '同意' });
    expect((await moved.see('leave-requests')).items).toMatchObject([{ requestId, status: 'approved' }]);
  });

  it('[HR-3] [ATT-3] days before it are closed by the office that they were served in, later ones by the new one', async () => {
    await moved.done(`${WORKER}/check-ins`, { device: 'terminal-2', place: '上街司法所' });
    service.clock.set('2026-03-18 18:00');
    const closing = (who: Person, on: string) => who.post(`${WORKER}/attendance-days/${on}/closing`);
    expect((await closing(at.otherHead, '2026-03-17')).status).toBe(404);
    expect((await closing(at.head, '2026-03-18')).status).toBe(404);
    const before = await at.head.done('offices/ganzhe/attendance-days/2026-03-17/closing');
    expect(before.closed.map(({ workerId }) => workerId)).toEqual(['worker-1', 'worker-2']);
    const after = await at.otherHead.done('offices/shangjie/attendance-days/2026-03-18/closing');
    expect(after.closed.map(({ workerId }) => workerId)).toEqual(['worker-1', 'worker-3']);
    service.latest = Math.max(...[...before.closed, ...after.closed].map(({ receipt }) => receipt.position));
  });

  it("[HR-3] [SEC-2] the month sheet is the worker's and the new office's; the one before has the days served with it", async () => {
    const sheet = await moved.see(`${WORKER}/attendance/2026-03`);
    expect(sheet).toMatchObject({ offices: ['ganzhe', 'shangjie'], closedDays: ['2026-03-17', '2026-03-18'] });
    expect(sheet.totals).toMatchObject({ daysAttended: 1, absenceDays: 1 });
    expect((await at.otherHead.see(`${WORKER}/attendance/2026-03`)).totals).toEqual(sheet.totals);
    expect(await at.head.see(`${WORKER}/attendance/2026-03`)).toMatchObject({
      ...{ officeId: 'ganzhe', offices: ['ganzhe'], closedDays: ['2026-03-17'] },
      totals: { daysAttended: 0.5, absenceDays: 0.5 },
    });
    const ofOffice = async (who: Person, office: string) =>
      (await who.see(`offices/${office}/attendance/2026-03`)).items.map(({ workerId }) => workerId);
    expect(await ofOffice(at.head, 'ganzhe')).toContain('worker-1');
    expect(await ofOffice(at.otherHead, 'shangjie')).toContain('worker-1');
    expect((await at.colleague.get(`${WORKER}/attendance/2026-03`)).status).toBe(404);
  });

  it('[SEC-2] [ANA-1] [HR-3] analysis counts that month for who reaches both offices, in rows, groups and exports', async () => {
    const months = 'analysis/attendance-months';
    const counted = async (who: Person): Promise<string[]> => {
      const rows = (await who.see(`${months}?where=month:eq:2026-03`)).items.map(({ workerId }) => workerId);
      const { items } = await who.see(`${months}/groups?where=month:eq:2026-03&by=month`);
      expect(items).toMatchObject([{ measures: { count: rows.length } }]);
      const { text } = await who.get(`${months}/export?format=csv&fields=workerId&where=month:eq:2026-03`);
      expect([...new Set(text.match(/worker-\d/g))]).toEqual(rows);
      return rows;
    };
    expect(await counted(at.head)).toEqual(['worker-2']);
    expect(await counted(at.otherHead)).toEqual(['worker-3']);
    expect(await counted(at.deputy)).toEqual(['worker-1', 'worker-2', 'worker-3']);
    const described = (await at.head.get('analysis')).body.items.find(({ name }) => name === 'attendance-months');
    expect(described).toMatchObject({ note: { zh: expect.stringContaining('调动') } });
  });

  it('[ORG-1] after a merger `office=` means the merged offices too, and colleagues from there stand in', async () => {
    await at.admin.done('officers/head-1/departure');
    await at.admin.done('units/ganzhe/merger', { intoId: 'shangjie' });
    const all = ['worker-1', 'worker-2', 'worker-3'];
    const of = async (list: string): Promise<string[]> =>
      (await at.otherHead.see(list)).items.map(({ workerId }) => workerId);
    // Readers know of a merger within a moment.
    await until('the merger is known', async () => (await of('social-workers')).length === all.length);
    expect(await of('social-workers?office=shangjie')).toEqual(all);
    expect(await of('offices/shangjie/attendance/2026-03')).toEqual(all);
    expect(await of('analysis/attendance-months?where=month:eq:2026-03')).toEqual(all);
    expect(await of('leave-requests?office=shangjie')).toEqual(['worker-1']);
    const form = { kind: 'PERSONAL', ...day('2026-03-27'), reason: '家中有事', substitute: 'worker-2' };
    await moved.done(`${WORKER}/leave-requests`, form);
  });

  it('[HR-3] [APP-1] days and the quarter that were served are closed and appraised after a departure', async () => {
    service.clock.set('2026-03-19 18:00');
    const leaving = { on: '2026-03-19', reason: '合同期满', cause: 'CONTRACT_EXPIRY' };
    await at.deputy.done('social-workers/worker-3/departure', leaving);
    const path = 'social-workers/worker-3/attendance-days';
    await at.otherHead.done(`${path}/2026-03-19/closing`);
    expect((await at.otherHead.post(`${path}/2026-03-20/closing`)).body.code).toBe('WORKER_NOT_SERVING');
    service.clock.set('2026-03-31 18:00');
    const missing = async (quarter: string) =>
      (await at.otherHead.see(`appraisals/missing?quarter=${quarter}`)).items.map(({ workerId }) => workerId);
    expect(await missing('2026Q1')).toContain('worker-3');
    const judged = { duties: '按时完成走访和谈话', documents: '记录完整', discipline: '遵守考勤制度' };
    await at.otherHead.done('social-workers/worker-3/quarterly-appraisals/2026Q1', judged);
    expect(await missing('2026Q1')).not.toContain('worker-3');
    // Of a quarter to come nothing is missing yet.
    expect(await missing('2026Q2')).toEqual([]);
  });

  it('[WRK-1] [HR-3] what is being decided about a worker waits for whom the worker has now, not for who began it', async () => {
    service.clock.set('2026-12-21 09:00');
    const tasks = async (who: Person): Promise<string[]> =>
      (await who.see('worklist?limit=200')).items
        .filter(({ task, workerId }) => workerId === 'worker-2' && /annual|disciplinary/.test(String(task)))
        .map(({ task }) => String(task))
        .sort();
    const there = await service.as('office-head', 'fengcheng', 'head-3');
    const annual = 'social-workers/worker-2/annual-appraisals/2026';
    await at.deputy.done(annual);
    const neglect = { workerId: 'worker-2', kind: 'ACCOUNTABILITY', happenedOn: '2026-12-18', neglect: '未按规定走访' };
    const { id: caseId } = await at.otherHead.done('disciplinary-cases', neglect);
    expect(await tasks(at.otherHead)).toEqual(['annual-opinion']);
    expect(await tasks(at.deputy)).toEqual(['annual-grade', 'disciplinary-hearing']);
    await at.city.done('social-workers/worker-2/transfer', { officeId: 'fengcheng', on: '2026-12-21' });
    for (const before of [at.otherHead, at.deputy]) expect(await tasks(before)).toEqual([]);
    expect(await tasks(there)).toEqual(['annual-opinion']);
    expect(await tasks(at.otherDirector)).toEqual(['annual-grade', 'disciplinary-hearing']);
    const opinion = { opinion: '工作主动', grade: 'COMPETENT' };
    expect((await at.otherHead.post(`${annual}/head-opinion`, opinion)).status).toBe(404);
    await there.done(`${annual}/head-opinion`, opinion);
    expect(await tasks(there)).toEqual([]);
    const heard = { heardOn: '2026-12-21', present: true, statement: '当日处置突发事件' };
    expect((await at.deputy.post(`disciplinary-cases/${caseId}/hearing`, heard)).status).toBe(404);
    await at.otherDirector.done(`disciplinary-cases/${caseId}/hearing`, heard);
    expect(await tasks(at.otherDirector)).toEqual(['annual-grade', 'disciplinary-decision']);
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    await expectRebuildEqual(service);
  });
});
