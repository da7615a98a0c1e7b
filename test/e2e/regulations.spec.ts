import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditLine } from '../../src/audit/audit-line.js';
import { type County, form, foundCounty } from '../harness/county.js';
import { expectRebuildEqual } from '../harness/rebuild.js';
import { Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';

describe('the rules that decisions are made by', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });
  const terminal = { device: 'terminal-1', place: '甘蔗司法所' };
  const eventsOf = async (query: string): Promise<AuditLine[]> => {
    const answer = await at.auditor.get(`audit/events?${query}`);
    return answer.text
      .split('\n')
      .filter((line) => line.includes('"previousHash"'))
      .map((line) => JSON.parse(line) as AuditLine);
  };

  it('[RULE-2] [ORG-4] a set takes effect on its day, for its unit, and events record which one decided', async () => {
    service.clock.set('2026-03-02 08:00');
    const regime = (await at.admin.see('policy-sets')).items[0];
    const stricter = {
      jurisdiction: 'ganzhe',
      setId: 'ganzhe-2026',
      effectiveFrom: '2026-03-10',
      title: '甘蔗司法所考勤办法',
      rules: { ...regime?.rules, attendance: { absenceOverMinutes: 60, lateness: 'EACH' } },
    };
    await at.admin.done('policy-sets', stricter);
    const sets = await at.admin.see('policy-sets');
    expect(sets.items.map((set) => set.setId).sort()).toEqual(['fuzhou', 'ganzhe-2026']);
    const outcomes: unknown[] = [];
    for (const [day, time] of [
      ['2026-03-09', '09:31'],
      ['2026-03-10', '09:30'],
      ['2026-03-11', '09:31'],
    ]) {
      service.clock.set(`${day} ${time}`);
      const { position } = await at.worker.done('social-workers/worker-1/check-ins', terminal);
      const sheet = await at.worker.see('social-workers/worker-1/attendance/2026-03');
      expect(position).toBeGreaterThan(0);
      outcomes.push([day, sheet.sessions.at(-1)?.lateMinutes, sheet.sessions.at(-1)?.absence]);
    }
    expect(outcomes).toEqual([
      ['2026-03-09', 61, undefined],
      ['2026-03-10', 60, undefined],
      ['2026-03-11', 61, 'LATE'],
    ]);
    const decided = await eventsOf('type=CheckedIn&actor=worker-1');
    expect(decided.map(({ meta }) => meta.policySet)).toEqual(['fuzhou', 'ganzhe-2026', 'ganzhe-2026']);
    service.clock.set('2026-03-11 09:31');
    const elsewhere = await service.as('social-worker', 'shangjie', 'worker-3');
    await elsewhere.done('social-workers/worker-3/check-ins', terminal);
    expect((await eventsOf('type=CheckedIn&actor=worker-3')).map(({ meta }) => meta.policySet)).toEqual(['fuzhou']);
  });

  it('[ORG-4] a set that has not taken effect is superseded, one that has is not; history keeps both', async () => {
    service.clock.set('2026-04-01 08:00');
    const regime = (await at.admin.see('policy-sets')).items.find((set) => set.setId === 'fuzhou');
    const set = { jurisdiction: 'minhou', effectiveFrom: '2026-06-01', title: '办法', rules: regime?.rules };
    await at.admin.done('policy-sets', { ...set, setId: 'minhou-a' });
    await at.admin.done('policy-sets/minhou-a/replacement', { ...set, setId: 'minhou-b', effectiveFrom: '2026-05-01' });
    const late = await at.admin.post('policy-sets/ganzhe-2026/withdrawal', {
      jurisdiction: 'ganzhe',
      reason: '尚需征求意见',
    });
    expect(late.status).toBe(422);
    const history = await at.admin.see('policy-sets');
    expect(history.items.map((one) => one.setId)).toEqual(
      expect.arrayContaining(['fuzhou', 'ganzhe-2026', 'minhou-a', 'minhou-b']),
    );
  });

  it('[RULE-3] bridging days are worked, a holiday is not, and a year without arrangement is refused', async () => {
    const leave = (fromDay: string, toDay: string) => ({
      ...{ kind: 'PERSONAL', fromDay, fromHalf: 'AM', toDay, toHalf: 'PM', reason: '家中有事' },
    });
    const ask = (application: object) => at.colleague.post('social-workers/worker-2/leave-requests', application);
    service.clock.set('2026-04-01 09:00');
    // 2026-05-01 … 05-05 is Labour Day; Saturday 2026-05-09 is worked in exchange.
    const holiday = await ask(leave('2026-05-01', '2026-05-05'));
    expect([holiday.status, holiday.body.code]).toEqual([422, 'LEAVE_NO_WORKING_SESSION']);
    expect((await ask(leave('2026-05-09', '2026-05-10'))).status).toBe(200);
    const { items } = await at.colleague.see('leave-requests');
    expect(items[0]).toMatchObject({ sessions: ['2026-05-09:AM', '2026-05-09:PM'], days: 1 });
    const unknown = await ask(leave('2026-12-31', '2027-01-04'));
    expect([unknown.status, unknown.body.code, unknown.body.details]).toEqual([
      422,
      'CALENDAR_NOT_PUBLISHED',
      { year: 2027 },
    ]);
    await at.admin.done('work-calendars', { year: 2027, restDays: ['2027-01-01'], workingDays: [] });
    expect((await ask(leave('2026-12-31', '2027-01-04'))).status).toBe(200);
    const calendars = await at.admin.see('work-calendars');
    expect(calendars.items.map((one) => one.year)).toContain(2027);
  });

  it('[ORG-1] [SEC-2] after a merge the office that took over sees what there was, and the month still balances', async () => {
    service.clock.set('2026-04-02 09:00');
    const before = await at.otherHead.done('supervisees', form(7, { officeId: 'shangjie', reportedOn: '2026-03-09' }));
    await at.admin.done('officers/head-2/departure');
    await at.admin.done('units/shangjie/merger', { intoId: 'ganzhe' });
    let row = await at.head.get(`supervisees/${before.id}`);
    for (let tries = 0; row.status !== 200 && tries < 100; tries += 1)
      row = await at.head.get(`supervisees/${before.id}`);
    expect(row.body).toMatchObject({ superviseeId: before.id, officeId: 'shangjie' });
    // Nobody comes in the name of an office that is closed.
    expect((await at.otherHead.get(`supervisees/${before.id}`)).status).toBe(404);
    const auditor = await service.as('auditor', 'ganzhe', 'auditor-2');
    await auditor.done('audit/readings', { kind: 'supervisee', subjectId: before.id, reason: '核查合并后的接收情况' });
    const { text } = await auditor.get(`audit/events?stream=supervisee-${before.id}`);
    expect(text).toContain('SuperviseeRegistered');
    const { items } = await at.head.see('supervisees');
    expect(items.map((one) => one.superviseeId)).toEqual([before.id]);
    const [pardoned, path] = [{ on: '2026-04-02' }, `supervisees/${before.id}`];
    await at.head.done(`${path}/final-evaluation`, { ...pardoned, summary: '表现良好' });
    const paper = { certificateNumber: '（2026）闽侯矫解字第1号' };
    await at.head.done(`${path}/discharge`, { ...pardoned, ...paper, cause: 'PARDON' });
    const april = await at.head.see('statistics/monthly?unit=ganzhe&month=2026-04');
    expect(april.supervisees.total).toEqual({ opening: 1, in: {}, out: { PARDON: 1 }, closing: 0 });
    await expectRebuildEqual(service);
  });
});
