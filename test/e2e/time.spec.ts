import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditLine } from '../../src/audit/audit-line.js';
import { addDays, weekOf } from '../../src/kernel/day.js';
import { DUE_MOMENTS } from '../../src/app.module.js';
import { until } from '../projections/read-side.js';
import { shanghai } from '../support/given.js';
import { type County, form, foundCounty } from '../harness/county.js';
import { expectRebuildEqual } from '../harness/rebuild.js';
import { Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';
import { toldBy } from '../harness/told.js';

/** Nobody calls the scheduler: the clock moves, and what is due shows. */
describe('time, by itself', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let silent: string;
  let reporting: string;
  let absent: string;
  /** A second process over the same databases. */
  let second: Service | undefined;
  let incidentId: string;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    // The last day of a return is a working day: the year after has to have its arrangement.
    await at.admin.done('work-calendars', { year: 2027, restDays: ['2027-01-01'], workingDays: [] });
    service.clock.set('2026-03-09 09:00');
    silent = (await at.worker.done('supervisees', form(1, { termTo: '2028-03-01' }))).id;
    reporting = (await at.worker.done('supervisees', form(2, { termTo: '2028-03-01' }))).id;
  });
  afterAll(async () => {
    await second?.stop();
    await service.stop();
    await stores.stop();
  });

  const told = (type: string, count: number): Promise<AuditLine[]> => toldBy(service, at.auditor, type, count);
  const report = (reportedOn: string, forWeek?: string) => ({
    ...{ reportedOn, thinking: '情绪稳定', work: '上班', life: '与家人同住', callerNumber: '13800000000' },
    ...(forWeek === undefined ? {} : { forWeek }),
  });

  it('[INT-2] who has not come by the end of the last day is missed intake, and may still come', async () => {
    const { reportedOn: _, phone: __, address: ___, employment: ____, ...document } = form(3);
    absent = (await at.head.done('supervision-decisions', document)).id;
    service.clock.set('2026-03-12 23:59');
    const row = await at.head.see(`supervisees/${absent}`);
    expect(row).toMatchObject({ status: 'expected', missedIntake: false });
    service.clock.set('2026-03-13 00:00');
    const [missed] = await told('IntakeMissed', 1);
    expect(missed).toMatchObject({
      data: { superviseeId: absent, officeId: 'ganzhe', dueOn: '2026-03-12' },
      meta: { actor: 'system', role: 'system', unit: 'ganzhe', occurredAt: shanghai('2026-03-13 00:00') },
    });
    expect(await at.head.see(`supervisees/${absent}`)).toMatchObject({ status: 'expected', missedIntake: true });
    await at.worker.done('supervisees', form(3, { reportedOn: '2026-03-13' }));
    expect(await at.head.see(`supervisees/${absent}`)).toMatchObject({ status: 'registered', daysLate: 1 });
    await at.head.done(`supervisees/${absent}/discharge`, { on: '2026-03-13', cause: 'DECEASED' });
  });

  it('[PLN-1] [MON-1] a plan and an order of monitoring begin to wait for their days', async () => {
    const of = `supervisees/${silent}`;
    await at.worker.done(`${of}/rights-acknowledgement`, { day: '2026-03-13', explainedBy: 'worker-1' });
    const goals = [{ goal: '稳定就业', measures: '推荐培训' }];
    await at.worker.done(`${of}/plan`, { assessment: '初犯', goals });
    await at.head.done(`${of}/plan/approval`, { opinion: '同意' });
    const period = { from: '2026-03-14', to: '2026-06-13' };
    await at.head.done(`${of}/monitoring`, { ground: 'LEFT_WITHOUT_APPROVAL', ...period, facts: '两次外出' });
    await at.deputy.done(`${of}/monitoring/approval`, { opinion: '同意' });
    expect(await at.head.see(`${of}/plan`)).toMatchObject({ reviewDueOn: '2026-06-11', reviewFellDue: false });
    expect((await at.deputy.see('monitoring-orders?status=approved')).items).toHaveLength(1);
  });

  it('[REP-2] a week without a report is missed when it is over; a late report clears it and stays late', async () => {
    service.clock.set('2026-03-18 09:00');
    await at.worker.done(`supervisees/${reporting}/weekly-reports`, report('2026-03-18'));
    service.clock.set('2026-03-23 00:00');
    const [missed] = await told('WeeklyReportMissed', 1);
    expect(missed).toMatchObject({
      stream: `weeklyReport-${silent}_2026-W12`,
      data: { superviseeId: silent, week: '2026-W12', endedOn: '2026-03-22' },
      meta: { actor: 'system', occurredAt: shanghai('2026-03-23 00:00') },
    });
    expect(await at.worker.see(`supervisees/${silent}`)).toMatchObject({ missedReports: 1, lateReports: 0 });
    expect((await at.head.see('supervisees?missedReports=1')).items.map(({ superviseeId }) => superviseeId)).toEqual([
      silent,
    ]);
    service.clock.set('2026-03-24 09:00');
    const weeks = `supervisees/${silent}/weekly-reports`;
    expect((await at.otherHead.post(weeks, report('2026-03-24', '2026-W12'))).status).toBe(404);
    expect((await at.auditor.post(weeks, report('2026-03-24', '2026-W12'))).status).toBe(403);
    expect((await at.worker.post(weeks, report('2026-03-24', '2026-W14'))).body.code).toBe('WEEKLY_REPORT_WEEK_AHEAD');
    await at.worker.done(weeks, report('2026-03-24', '2026-W12'));
    expect(await at.worker.see(`supervisees/${silent}`)).toMatchObject({ missedReports: 0, lateReports: 1 });
    expect((await at.worker.see(weeks)).items).toMatchObject([
      { week: '2026-W12', status: 'received', daysLate: 2, missedAt: shanghai('2026-03-23 00:00') },
    ]);
    expect((await at.otherHead.see('weekly-reports?status=missed')).items).toEqual([]);
  });

  it('[INC-2] an incident that nobody acknowledges goes up by itself while the service is down, then is overdue', async () => {
    const happened = { occurredAt: '2026-03-24T08:30:00+08:00', place: '甘蔗街道', narrative: '三日未能联系上本人' };
    const body = { superviseeId: reporting, category: 'OUT_OF_SUPERVISION', ...happened };
    incidentId = (await at.worker.done('incidents', body)).id;
    const { latest } = service;
    await service.stop();
    // Nobody was there for a month.
    service = await Service.start(stores, '2026-04-24 09:00');
    service.latest = latest;
    at = await peopleOf(service, at);
    const [toCounty, toCity] = await told('IncidentEscalated', 2);
    expect([toCounty, toCity]).toMatchObject([
      { data: { from: 'office', to: 'county', automatic: true }, meta: { recordedAt: shanghai('2026-04-24 09:00') } },
      { data: { from: 'county', to: 'city', acknowledgeBy: shanghai('2026-03-25 12:00') } },
    ]);
    await told('IncidentOverdue', 1);
    expect(await at.city.see(`incidents/${incidentId}`)).toMatchObject({
      ...{ level: 'city', status: 'open', overdueSince: shanghai('2026-03-25 12:00') },
      escalations: [
        { level: 'office', to: 'county', automatic: true, reason: null, by: 'system' },
        { level: 'county', to: 'city', automatic: true, reason: null, by: 'system' },
      ],
    });
    await at.head.done(`incidents/${incidentId}/acknowledgement`);
    await at.city.done(`incidents/${incidentId}/acknowledgement`);
    expect(await at.city.see(`incidents/${incidentId}`)).toMatchObject({
      acknowledgements: [
        { level: 'office', late: true },
        { level: 'city', late: true },
      ],
    });
  });

  it('[REP-2] a year that nobody looked at is caught up week by week, each week once and in order', async () => {
    const weeks = Array.from({ length: 52 }, (_, i) => weekOf(addDays('2026-03-23', 7 * i)));
    service.clock.set('2027-03-22 00:00');
    // W12 of the silent one was made good; of the other it was in time.
    const missed = (await told('WeeklyReportMissed', 105)).slice(1);
    for (const person of [silent, reporting])
      expect(
        missed.flatMap(({ data }) => {
          const { superviseeId, week } = data as { superviseeId: string; week: string };
          return superviseeId === person ? [week] : [];
        }),
      ).toEqual(weeks);
    const moments = missed.map(({ meta }) => meta.occurredAt);
    expect(moments).toEqual([...moments].sort());
    expect(await at.head.see(`supervisees/${silent}`)).toMatchObject({ missedReports: 52, lastMissedWeek: '2027-W11' });
    expect(await at.head.see(`supervisees/${absent}`)).toMatchObject({ missedReports: 0 });
  });

  it('[PLN-1] [MON-1] the review and the end of the order came on their days, once each', async () => {
    expect(await told('CorrectionPlanReviewFellDue', 1)).toMatchObject([
      { data: { superviseeId: silent, reviewDueOn: '2026-06-11' }, meta: { occurredAt: shanghai('2026-06-11 00:00') } },
    ]);
    expect(await told('MonitoringRanOut', 1)).toMatchObject([
      { data: { superviseeId: silent, to: '2026-06-13' }, meta: { occurredAt: shanghai('2026-06-14 00:00') } },
    ]);
    expect(await at.head.see(`supervisees/${silent}/plan`)).toMatchObject({ reviewFellDue: true });
    expect((await at.director.see('monitoring-orders?status=expired')).items).toMatchObject([{ to: '2026-06-13' }]);
    expect((await at.head.see(`worklist?task=plan-review&supervisee=${silent}`)).items).toMatchObject([
      { dueOn: '2026-06-11', overdue: true, rule: 'PLN-1' },
    ]);
  });

  it('[REP-2] the week of the end and those after it ask for nothing, of two services that watch the time', async () => {
    second = await Service.start(stores, '2027-03-24 09:00');
    service.clock.set('2027-03-24 09:00');
    for (const id of [silent, reporting])
      await at.head.done(`supervisees/${id}/discharge`, { on: '2027-03-24', cause: 'DECEASED' });
    service.clock.set('2027-06-01 09:00');
    const other = await at.worker.done('supervisees', form(4, { termTo: '2028-03-01', reportedOn: '2027-06-01' }));
    for (const { clock } of [second, service]) clock.set('2027-06-14 00:00');
    const missed = await told('WeeklyReportMissed', 106);
    expect(missed.at(-1)?.data).toMatchObject({ superviseeId: other.id, week: '2027-W23' });
  });

  it('[SEC-2] nobody orders over HTTP what time alone orders', async () => {
    for (const { command } of DUE_MOMENTS) {
      const path = command.name.replaceAll(/(?!^)([A-Z])/g, '-$1').toLowerCase();
      for (const under of [`supervisees/${silent}`, `incidents/${incidentId}`])
        expect((await at.director.post(`${under}/${path}`)).status).toBe(404);
    }
  });

  it('says how far it is behind, and what was refused', async () => {
    await second?.stop();
    second = undefined;
    const read = async (): Promise<string> => (await fetch(`${service.url}/metrics`)).text();
    await until('nothing is overdue', async () => /^due_moments_overdue_seconds 0$/m.test(await read()));
    const figures = await read();
    expect(figures).toMatch(/^due_moments_refused 0$/m);
    expect(figures).toMatch(/^due_scheduler_leading 1$/m);
  });

  it('[AUD-5] leaves rows that history alone says', async () => {
    const rows = await expectRebuildEqual(service);
    expect(rows['due-moments']?.length).toBeGreaterThan(0);
  });
});

/** The same people, before a service that was started anew. */
const peopleOf = async (service: Service, before: County): Promise<County> => ({
  ...before,
  worker: await service.as('social-worker', 'ganzhe', 'worker-1'),
  head: await service.as('office-head', 'ganzhe', 'head-1'),
  deputy: await service.as('deputy-director', 'minhou', 'deputy-1'),
  director: await service.as('director', 'minhou', 'director-1'),
  city: await service.as('city-officer', 'fuzhou', 'city-1'),
  otherHead: await service.as('office-head', 'shangjie', 'head-2'),
  auditor: await service.as('auditor', '*', 'auditor-1'),
});
