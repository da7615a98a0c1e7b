import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, form, foundCounty } from '../harness/county.js';
import { expectRebuildEqual } from '../harness/rebuild.js';
import { Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';

/** One March at an office, told from its beginning to its end; each test goes on where the one before ended. */
describe('the way of the five facts', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let superviseeId: string;
  let incidentId: string;
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

  it('[ORG-1] the county is founded: units, officers with their posts, social workers', async () => {
    const units = await at.admin.see('units?within=minhou');
    expect(units.items.map((unit) => unit.unitId)).toEqual(['ganzhe', 'minhou', 'shangjie']);
    expect(units.items[0]).toMatchObject({
      path: ['fuzhou', 'minhou', 'ganzhe'],
      officers: [{ officerId: 'head-1', post: 'office-head' }],
    });
    const roster = await at.head.see('social-workers');
    expect(roster.items).toMatchObject([
      { workerId: 'worker-1', name: '王晓梅', phone: '0591-22345678', status: 'serving' },
      { workerId: 'worker-2', name: '李思远' },
    ]);
  });

  it('[INT-2] subject reported: who is expected, registers, once for each document', async () => {
    service.clock.set('2026-03-04 09:00');
    const { phone, address, employment, reportedOn, ...decision } = form();
    const expected = await at.head.done('supervision-decisions', decision);
    superviseeId = expected.id;
    expect(await at.head.see(`supervisees/${superviseeId}`)).toMatchObject({ status: 'expected', dueOn: '2026-03-12' });
    service.clock.set('2026-03-09 08:10');
    const receipt = await at.worker.done('supervisees', { ...decision, phone, address, employment, reportedOn });
    expect(receipt).toEqual({ id: superviseeId, revision: 1, position: expect.any(Number) });
    const again = await at.worker.post('supervisees', form());
    expect([again.status, again.body.code]).toEqual([422, 'ALREADY_REGISTERED']);
    const roster = await at.worker.see('supervisees?status=registered');
    expect(roster.items).toMatchObject([
      { superviseeId, name: '林某1', category: 'SUSPENDED_SENTENCE', missedIntake: false, reportedOn: '2026-03-09' },
    ]);
  });

  it('[INT-2] missed intake is seen: who came too late, and who is due and has not come', async () => {
    service.clock.set('2026-03-13 09:00');
    const { phone: _p, address: _a, employment: _e, reportedOn: _r, ...absent } = form(2);
    await at.head.done('supervision-decisions', absent);
    const onTheLastDay = await at.worker.done('supervisees', form(3, { reportedOn: '2026-03-12' }));
    const aDayLate = await at.worker.done('supervisees', form(4, { reportedOn: '2026-03-13' }));
    const missed = await at.head.see('supervisees?missedIntake=true');
    const found = missed.items.map((row) => [row.documentNumber, row.daysLate]);
    expect(found.sort()).toEqual([
      [form(2).documentNumber, 0],
      [form(4).documentNumber, 1],
    ]);
    const others = await at.head.see('supervisees?missedIntake=false');
    expect(others.items.map((row) => row.superviseeId)).toContain(onTheLastDay.id);
    expect(others.items.map((row) => row.superviseeId)).not.toContain(aDayLate.id);
    const latest = await at.head.see('supervisees?sort=reportedOn&limit=2');
    expect(latest.items.map((row) => row.superviseeId)).toEqual([aDayLate.id, onTheLastDay.id]);
    const rest = await at.head.see(`supervisees?sort=reportedOn&cursor=${latest.next}`);
    expect(rest.items.map((row) => row.documentNumber)).toEqual([form(1).documentNumber, form(2).documentNumber]);
    const [onTheDay, before] = [
      await at.head.see('supervisees?sort=termTo&termEndsBy=2027-03-01'),
      await at.head.see('supervisees?sort=termTo&termEndsBy=2027-02-28'),
    ];
    expect([onTheDay.items.length, before.items.length]).toEqual([4, 0]);
  });

  it('[INT-3] the acknowledgement of rights is recorded, once, with day and person', async () => {
    const told = { day: '2026-03-09', explainedBy: 'worker-1' };
    await at.worker.done(`supervisees/${superviseeId}/rights-acknowledgement`, told);
    const again = await at.worker.post(`supervisees/${superviseeId}/rights-acknowledgement`, told);
    expect([again.status, again.body.code]).toEqual([422, 'RIGHTS_ALREADY_ACKNOWLEDGED']);
    expect(await at.worker.see(`supervisees/${superviseeId}`)).toMatchObject({ rightsAcknowledgedOn: '2026-03-09' });
  });

  it('[REP-1] a weekly report is received; a second one of the week amends it and keeps the first', async () => {
    const report = { thinking: '情绪稳定', work: '在建材店上班', life: '与家人同住', callerNumber: '13800000000' };
    await at.worker.done(`supervisees/${superviseeId}/weekly-reports`, { ...report, reportedOn: '2026-03-10' });
    await at.worker.done(`supervisees/${superviseeId}/weekly-reports`, {
      ...report,
      work: '已换工作',
      reportedOn: '2026-03-12',
    });
    const { items } = await at.head.see('weekly-reports?office=ganzhe&week=2026-W11');
    expect(items).toMatchObject([
      { superviseeId, week: '2026-W11', work: '已换工作', amendments: 1, earlier: [{ work: '在建材店上班' }] },
    ]);
  });

  it('[ATT-1] check-in recorded: server time, device and place; one to a session', async () => {
    service.clock.set('2026-03-16 08:25');
    await at.worker.done('social-workers/worker-1/check-ins', terminal);
    const twice = await at.worker.post('social-workers/worker-1/check-ins', terminal);
    expect([twice.status, twice.body.code]).toEqual([422, 'ALREADY_CHECKED_IN']);
    const dated = await at.worker.post('social-workers/worker-2/check-ins', {
      ...terminal,
      at: '2026-03-15T08:00:00Z',
    });
    expect([dated.status, dated.body.errors[0]?.path]).toEqual([400, 'at']);
    service.clock.set('2026-03-16 12:01');
    await at.worker.done('social-workers/worker-1/check-outs', terminal);
    const sheet = await at.worker.see('social-workers/worker-1/attendance/2026-03');
    expect(sheet.sessions[0]).toMatchObject({
      session: '2026-03-16:AM',
      checkIn: { at: '2026-03-16T00:25:00.000Z', ...terminal, recordedBy: 'worker' },
      checkOut: { at: '2026-03-16T04:01:00.000Z' },
    });
  });

  it.each([
    ['16:30', 120, undefined],
    ['16:31', 121, 'LATE'],
  ])('[ATT-2] at %s of an afternoon a worker is %i minutes late', async (time, lateMinutes, absence) => {
    service.clock.set(`2026-03-1${absence ? 8 : 7} ${time}`);
    await at.worker.done('social-workers/worker-1/check-ins', terminal);
    const sheet = await at.head.see('social-workers/worker-1/attendance/2026-03');
    expect(sheet.sessions.at(-1)).toMatchObject({ lateMinutes, ...(absence ? { absence } : {}) });
    expect(sheet.sessions.at(-1)?.absence).toBe(absence);
  });

  it('[ATT-3] absence logged: by the head, and for the sessions nobody recorded when the day is closed', async () => {
    service.clock.set('2026-03-16 18:00');
    const absent = { day: '2026-03-16', half: 'AM', ground: 'NOT_AT_WORK', remark: '电话未接' };
    const byWorker = await at.colleague.post('social-workers/worker-2/absences', absent);
    expect(byWorker.status).toBe(403);
    await at.head.done('social-workers/worker-2/absences', absent);
    const closing = await at.head.done('offices/ganzhe/attendance-days/2026-03-16/closing');
    expect(closing.closed.map((one) => one.workerId)).toEqual(['worker-1', 'worker-2']);
    service.latest = Math.max(...closing.closed.map((one) => one.receipt.position));
    const { items } = await at.head.see('offices/ganzhe/attendance/2026-03');
    expect(items).toMatchObject([
      { workerId: 'worker-1', totals: { daysAttended: 1, absenceDays: 1 } },
      { workerId: 'worker-2', totals: { daysAttended: 0, absenceDays: 1 } },
    ]);
    expect(items[1]?.sessions.slice(0, 2)).toMatchObject([{ absence: 'NOT_AT_WORK' }, { absence: 'NOT_RECORDED' }]);
  });

  it('[INC-1] [INC-2] incident escalated: reported, acknowledged, handed up, measured, closed', async () => {
    service.clock.set('2026-03-19 09:00');
    const told = { occurredAt: '2026-03-19T08:30:00+08:00', place: '甘蔗街道', narrative: '三日未能联系上本人' };
    const receipt = await at.worker.done('incidents', { superviseeId, category: 'OUT_OF_SUPERVISION', ...told });
    incidentId = receipt.id;
    const due = await at.head.see(`incidents/${incidentId}`);
    expect(due).toMatchObject({ level: 'office', acknowledgeBy: '2026-03-19T02:00:00.000Z', status: 'open' });
    await at.head.done(`incidents/${incidentId}/acknowledgement`);
    const early = await at.deputy.post(`incidents/${incidentId}/closing`, { outcome: '已找到' });
    expect([early.status, early.body.code]).toEqual([422, 'INCIDENT_NOT_YOUR_LEVEL']);
    await at.head.done(`incidents/${incidentId}/escalation`, { reason: '需县局协调公安机关查找' });
    service.clock.set('2026-03-19 11:00');
    const overdueAtTwoHours = await at.deputy.see('incidents?overdue=true');
    expect(overdueAtTwoHours.items.length).toBe(0);
    await at.deputy.done(`incidents/${incidentId}/acknowledgement`);
    await at.worker.done(`incidents/${incidentId}/measures`, { text: '到居住地查访' });
    await at.deputy.done(`incidents/${incidentId}/closing`, { outcome: '已找到本人' });
    expect(await at.city.see(`incidents/${incidentId}`)).toMatchObject({
      status: 'closed',
      level: 'county',
      acknowledgements: [
        { level: 'office', by: 'head-1', late: false },
        { level: 'county', by: 'deputy-1', late: false },
      ],
      escalations: [{ level: 'office', to: 'county', automatic: false, reason: '需县局协调公安机关查找' }],
      measures: [{ level: 'office', by: 'worker-1', text: '到居住地查访' }],
      closing: { level: 'county', outcome: '已找到本人' },
    });
  });

  it('[APP-1] the quarter is appraised in writing, once, and the record holds what its facts say', async () => {
    service.clock.set('2026-03-20 17:00');
    const written = { duties: '按时完成走访', documents: '记录完整', discipline: '有旷工' };
    const path = 'social-workers/worker-1/quarterly-appraisals/2026Q1';
    const early = await at.head.post(path, written);
    expect([early.status, early.body.code]).toEqual([422, 'APPRAISAL_NOT_OPEN']);
    service.clock.set('2026-03-21 09:00');
    const missing = await at.head.see('appraisals/missing?quarter=2026Q1');
    expect(missing.items.map((row) => row.workerId)).toEqual(['worker-1', 'worker-2']);
    await at.head.done(path, written);
    const again = await at.head.post(path, written);
    expect([again.status, again.body.code]).toEqual([422, 'APPRAISAL_RECORDED']);
    expect(await at.worker.see('social-workers/worker-1/appraisal-records/2026Q1')).toMatchObject({
      daysAttended: 1,
      lateCount: 2,
      lateMinutes: 241,
      absenceSessions: 2,
      reportsReceived: 1,
      incidentsHandled: 1,
      appraisal: { ...written, by: 'head-1', afterQuarterEnd: false },
    });
    const counted = async (asked: string) => (await at.head.see(`weekly-reports?${asked}`)).items.length;
    expect([await counted('by=worker-1&quarter=2026Q1'), await counted('by=worker-1&quarter=2026Q2')]).toEqual([1, 0]);
    expect(await counted('by=worker-2&quarter=2026Q1')).toBe(0);
    const left = await at.head.see('appraisals/missing?quarter=2026Q1');
    expect(left.items.map((row) => row.workerId)).toEqual(['worker-2']);
  });

  it('[STA-1] the month balances for office, county and city', async () => {
    for (const [person, unit, closing] of [
      [at.head, 'ganzhe', 3],
      [at.director, 'minhou', 3],
      [at.city, 'fuzhou', 3],
    ] as const) {
      const march = await person.see(`statistics/monthly?unit=${unit}&month=2026-03`);
      expect(march).toMatchObject({
        supervisees: { total: { opening: 0, in: { REGISTERED: 3 }, out: {}, closing } },
        intakeMissed: 1,
        weeklyReports: { received: 1, amended: 1 },
        incidents: { reported: { OUT_OF_SUPERVISION: 1 }, escalated: { county: 1 }, closed: 1 },
      });
      const april = await person.see(`statistics/monthly?unit=${unit}&month=2026-04`);
      expect(april.supervisees.total.opening).toBe(march.supervisees.total.closing);
    }
  });

  it('[AUD-5] all that the read models say, history says alone', async () => {
    const rows = await expectRebuildEqual(service);
    const told = ['supervisee-roster', 'weekly-reports', 'attendance-month', 'incident-board', 'appraisal-record'];
    expect(told.filter((view) => (rows[view] ?? []).length === 0)).toEqual([]);
    expect(rows['monthly-statistics']?.length).toBeGreaterThan(0);
  });
});
