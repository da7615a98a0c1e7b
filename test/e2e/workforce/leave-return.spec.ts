import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditLine } from '../../../src/audit/audit-line.js';
import { type County, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { toldBy } from '../../harness/told.js';

const PATH = 'social-workers/worker-1/leave-requests';
const notice = (toDay: string, kind = 'SICK') => ({
  ...{ kind, fromHalf: 'AM', toDay, toHalf: 'PM', means: 'TELEPHONE', reason: '突发高烧' },
});

/** Nobody closes a day or logs an absence: what is not made good, or not cleared, shows by itself. */
describe('leave in an emergency, and the return from leave', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-09 09:00');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const told = (type: string, count: number): Promise<AuditLine[]> => toldBy(service, at.auditor, type, count);
  const sheet = async (day: string) =>
    (await at.worker.see(`social-workers/worker-1/attendance/${day.slice(0, 7)}`)).sessions.filter(({ session }) =>
      session.startsWith(day),
    );
  const tasks = async (who = at.worker) =>
    (await who.see('worklist')).items.map(({ task, about, dueOn }) => [task, about.id, dueOn]);
  const entry = async (requestId: string) =>
    (await at.worker.see('leave-requests')).items.find((row) => row.requestId === requestId);

  it('[LEV-6] whose form does not come within 7 days becomes unauthorised absence by itself', async () => {
    const { requestId } = await at.head.done(`${PATH}/emergency`, notice('2026-03-09'));
    await told('LeaveNoted', 1);
    expect(await entry(requestId)).toMatchObject({
      status: 'provisional',
      formDueOn: '2026-03-16',
      reason: '突发高烧',
    });
    expect(await sheet('2026-03-09')).toEqual([
      { session: '2026-03-09:AM', leave: 'SICK' },
      { session: '2026-03-09:PM', leave: 'SICK' },
    ]);
    expect(await tasks()).toEqual([
      ['leave-clearance', requestId, '2026-03-10'],
      ['leave-form', requestId, '2026-03-16'],
    ]);
    expect([await tasks(at.colleague), (await at.colleague.see('leave-requests')).items]).toEqual([[], []]);
    service.clock.set('2026-03-10 08:25');
    await at.worker.done(`${PATH}/${requestId}/clearance`);
    service.clock.set('2026-03-16 23:59');
    expect(await tasks()).toEqual([['leave-form', requestId, '2026-03-16']]);
    service.clock.set('2026-03-17 00:00');
    await told('AbsenceLogged', 2);
    expect(await entry(requestId)).toMatchObject({ status: 'lapsed', clearedOn: '2026-03-10', clearedLate: false });
    expect(await sheet('2026-03-09')).toEqual([
      { session: '2026-03-09:AM', absence: 'FORM_MISSING' },
      { session: '2026-03-09:PM', absence: 'FORM_MISSING' },
    ]);
    expect(await tasks()).toEqual([]);
    const late = await at.worker.post(`${PATH}/${requestId}/regularisation`, { reason: '突发高烧' });
    expect([late.status, late.body.code]).toEqual([422, 'LEAVE_NOT_TO_REGULARISE']);
  });

  it('[LEV-6] [LEV-3] whose form comes in time goes the ordinary way and stays leave', async () => {
    service.clock.set('2026-03-18 09:00');
    const { requestId } = await at.worker.done(`${PATH}/emergency`, notice('2026-03-19'));
    service.clock.set('2026-03-20 09:00');
    await at.head.done(`${PATH}/${requestId}/clearance`);
    service.clock.set('2026-03-25 23:59');
    const form = { reason: '突发高烧，已就医', certificate: '县医院第0318号', substitute: 'worker-2' };
    await at.worker.done(`${PATH}/${requestId}/regularisation`, form);
    expect((await at.head.see('leave-requests/inbox')).items).toMatchObject([{ requestId, days: 2, runDays: 2 }]);
    service.clock.set('2026-03-27 09:00');
    await at.head.done(`${PATH}/${requestId}/endorsement`, { opinion: '情况属实' });
    await at.deputy.done(`${PATH}/${requestId}/approval`, { opinion: '同意' });
    const row = await entry(requestId);
    expect(row).toMatchObject({ status: 'approved', notice: 'TELEPHONE', substitute: 'worker-2', days: 2 });
    expect(row?.history.map(({ action }) => action)).toEqual([
      ...['notified', 'cleared', 'regularised', 'endorsed', 'approved'],
    ]);
    expect(await sheet('2026-03-19')).toMatchObject([{ leave: 'SICK' }, { leave: 'SICK' }]);
    await told('AbsenceLogged', 2);
  });

  it('[LEV-1] [LEV-10] the form is printed in Chinese with each opinion, for who may read the request', async () => {
    const { items } = await at.worker.see('leave-requests?status=approved');
    const path = `${PATH}/${items[0]?.requestId}/form`;
    const { headers, text } = await at.deputy.get(path);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    for (const said of [
      '请假审批表',
      '王晓梅',
      '病假',
      '2026年3月18日上午至2026年3月19日下午，共2天',
      '县医院第0318号',
    ])
      expect(text).toContain(said);
    for (const said of [
      '所长意见',
      '签注意见：情况属实',
      '林建国',
      '分管领导意见',
      '批准：同意',
      '黄丽华',
      '电话请假，事后补办',
    ])
      expect(text).toContain(said);
    expect(text).toContain('2026年3月20日销假');
    expect((await at.worker.get(path)).status).toBe(200);
    expect((await at.colleague.get(path)).status).toBe(404);
    expect((await at.otherHead.get(path)).status).toBe(404);
    expect((await at.analyst.get(path)).status).toBe(403);
    const masked = (await at.auditor.get(path)).text;
    for (const said of ['突发高烧', '王晓梅', '县医院第0318号']) expect(masked).not.toContain(said);
    expect((await at.worker.get(path.replace('worker-1', 'worker-2'))).status).toBe(404);
  });

  it('[LEV-8] days after a return that was not cleared become unauthorised absence by themselves, until it is', async () => {
    service.clock.set('2026-03-30 08:00');
    const period = { fromDay: '2026-04-03', fromHalf: 'AM', toDay: '2026-04-03', toHalf: 'PM' };
    const { requestId } = await at.worker.done(PATH, { kind: 'PERSONAL', ...period, reason: '家中有事' });
    await at.head.done(`${PATH}/${requestId}/approval`);
    expect(await tasks()).toEqual([]);
    // Friday; Monday the 6th is a day off, so the last day to clear is Tuesday the 7th.
    service.clock.set('2026-04-03 08:00');
    expect(await tasks()).toEqual([['leave-clearance', requestId, '2026-04-07']]);
    service.clock.set('2026-04-08 00:00');
    await told('LeaveNotCleared', 1);
    expect(await sheet('2026-04-07')).toEqual([]);
    service.clock.set('2026-04-09 00:00');
    await told('AbsenceLogged', 4);
    expect(await sheet('2026-04-08')).toEqual([
      { session: '2026-04-08:AM', absence: 'NOT_CLEARED' },
      { session: '2026-04-08:PM', absence: 'NOT_CLEARED' },
    ]);
    service.clock.set('2026-04-09 09:00');
    await at.worker.done(`${PATH}/${requestId}/clearance`);
    service.clock.set('2026-04-11 00:00');
    expect(await entry(requestId)).toMatchObject({ clearBy: '2026-04-07', clearedOn: '2026-04-09', clearedLate: true });
    await told('AbsenceLogged', 4);
    expect(await tasks()).toEqual([]);
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    await expectRebuildEqual(service);
  });
});
