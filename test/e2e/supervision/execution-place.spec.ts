import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Populated } from '../../harness/populated.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import type { Answer, Body } from '../../harness/answers.js';
import type { Person } from '../../harness/service.js';
import { toldBy } from '../../harness/told.js';
import { form } from '../../harness/county.js';
import { identityNumber } from '../../supervisees/people.js';
import { until } from '../../projections/read-side.js';
import { FUZHOU_REGIME } from '../../../src/organisation/domain/fuzhou-regime.js';
import { type Route, routes } from '../../support/service-routes.js';

const WALK_MS = 300_000;
const REASON = { reason: '季度评审前核对监管记录' };
/** What an office did stays in its own work file (FIL-2). */
const OWN_WORK = /^v1\/offices\/:office\/work-file/;
const ofPerson = ({ path }: Route): boolean =>
  /:(superviseeId|visitId|incidentId|caseId|counsellingId|intakeId)/.test(path);

/** Whatever can be done with a person in the office, one after the other as the documentation shows it, but what ends or moves them. */
const DONE = routes.filter(
  ({ orders, path }) =>
    orders && /supervisees\/:superviseeId\/[a-z-]+$/.test(path) && !/discharge|transfers|history|decisions/.test(path),
);

/** Lists that name the person. */
const LISTS = [
  ...['applications', 'assistance-cases', 'correction-plans', 'counselling-sessions', 'employment', 'incidents'],
  ...['execution-place-transfers', 'measures', 'monitoring-orders', 'participation', 'supervisees', 'travel-permits'],
  ...['supervision-levels', 'supervision-teams', 'visits unasked', 'weekly-reports', 'worklist'],
];

describe('a person who moves to another office', () => {
  let all: Populated;
  let id: string;
  let [worker, head, director, newHead, newWorker, auditor]: Person[] = [];
  const at = (): Record<'worker' | 'head' | 'director' | 'newHead' | 'newWorker' | 'auditor', Person> => {
    if (!worker || !head || !director || !newHead || !newWorker || !auditor) throw new Error('Nobody is there yet');
    return { worker, head, director, newHead, newWorker, auditor };
  };
  beforeAll(async () => {
    all = await Populated.open();
    id = all.ids.superviseeId ?? '';
    ({ worker, head, director, otherHead: newHead, auditor } = all.at);
    newWorker = await all.service.as('social-worker', 'shangjie', 'worker-3');
    for (const route of DONE)
      for (const by of [worker, head, director]) {
        const { status } = await by.post(all.addressOf(route).slice(3), all.bodyOf(route));
        if (status === 200) break;
      }
    await more();
  }, 180_000);
  afterAll(() => all.stop());

  /** What the examples of the documentation do not fit the person for. */
  const more = async (): Promise<void> => {
    const { worker, head } = at();
    const of = `supervisees/${id}`;
    const members = [
      { kind: 'SOCIAL_WORKER', personId: 'worker-1', sex: 'FEMALE' },
      { kind: 'SOCIAL_WORKER', personId: 'worker-2', sex: 'MALE' },
      { kind: 'FAMILY', name: '林老汉', relation: '父亲', sex: 'MALE' },
    ];
    await head.done(`${of}/team`, { establishedOn: '2026-03-16', members });
    const scores = FUZHOU_REGIME.level.factors.map(({ code }) => ({ factor: code, score: 4 }));
    await worker.done(`${of}/level/assessments`, { assessedOn: '2026-03-16', scores });
    await head.done(`${of}/level`, { level: 'GENERAL', reason: '初犯，配合监管' });
    const investigators = ['head-1', 'worker-1'].map((personId, n) => ({
      kind: n === 0 ? 'OFFICER' : 'SOCIAL_WORKER',
      personId,
    }));
    await head.done(`${application()}/investigation`, { investigators });
    const found = {
      background: '本地户籍',
      family: '与父母同住',
      mentalHealth: '情绪稳定',
      conclusion: '社会危险性低',
    };
    const report = { finishedOn: '2026-03-16', ...found, recommendation: 'SUITABLE' };
    await worker.done(`${application()}/investigation/report`, report);
    await at().director.done(`${application()}/conclusion`, { eligible: true, reasons: '符合条件' });
    await head.done(`${application()}/supervisee`, { superviseeId: id });
    // The incident of the example.
    await toldBy(all.service, at().auditor, 'SupervisionInterrupted', 1);
    await head.done(`${of}/return-to-supervision`, { on: '2026-03-16', reason: '已恢复报到' });
    const trip = { from: '2026-04-20', to: '2026-04-24', destination: '厦门市湖里区', reason: '探望母亲' };
    await worker.done(`${of}/travel-permits`, trip);
    const draft = { happenedOn: '2026-03-16', facts: '未经批准离开县域', grounds: '第二十八条', kind: 'ADMONITION' };
    await worker.done(`${of}/sanctions`, draft);
    const order = { ground: 'LEFT_WITHOUT_APPROVAL', from: '2026-03-17', to: '2026-05-17', facts: '离开县域' };
    await worker.done(`${of}/monitoring`, order);
  };

  const application = (): string => `applications/${all.ids.intakeId}`;
  const transfers = (of = id): string => `supervisees/${of}/execution-place-transfers`;
  const refused = async (answer: Promise<Answer>): Promise<unknown> => (await answer).body.code;
  /** Which questions, each asked of the office alone and as of the last receipt, name the person in their answer. */
  const naming = async (by: Person, office: string): Promise<string[]> => {
    const found: string[] = [];
    const ids = { ...all.ids, officeId: office, unitId: office };
    for (const route of routes.filter(({ orders, open, path }) => !orders && !open && !OWN_WORK.test(path))) {
      const after = `after=${all.service.latest}&waitMs=30000`;
      const asks = [`${all.questionOf(route, ids)}&${after}`, ...(route.path.includes(':') ? [] : [after])];
      for (const [n, question] of asks.entries()) {
        const answer = await by.get(`${all.addressOf(route, ids).slice(3)}?${question}`);
        const told = answer.status === 200 && answer.text.includes(id);
        if (told) found.push(`${route.path}${n === 0 ? '' : ' unasked'}`);
      }
    }
    return found.sort();
  };
  const tasks = async (by: Person): Promise<string[]> => {
    const { items } = await by.see(`worklist?supervisee=${id}&limit=200`);
    return items.map((one: Body) => `${one.task} ${one.about.id}`).sort();
  };
  const opened = async (by: Person): Promise<Body> => {
    await by.done(`supervisees/${id}/file-openings`, REASON);
    return by.see(`supervisees/${id}/file?limit=500`);
  };
  let [namedBefore, tasksBefore]: string[][] = [[], []];
  let transferId: string;

  it('[TRV-1] is asked for, endorsed, decided by the county, and stays where they are until they report there', async () => {
    const { worker, head, director, newHead, newWorker } = at();
    all.service.clock.set('2026-03-20 09:00');
    const asked = { toOfficeId: 'shangjie', reason: '家庭迁居' };
    expect(await refused(newWorker.post(transfers(), asked))).toBe('NOT_FOUND');
    transferId = (await worker.done(transfers(), asked)).transferId;
    expect(await refused(worker.post(transfers(), asked))).toBe('TRANSFER_ALREADY_OPEN');
    const path = `${transfers()}/${transferId}`;
    expect(await refused(worker.post(`${path}/endorsement`, { opinion: '同意' }))).toBe('FORBIDDEN');
    expect(await refused(director.post(`${path}/approval`))).toBe('TRANSFER_NOT_YOUR_TURN');
    await head.done(`${path}/endorsement`, { opinion: '情况属实' });
    expect((await newHead.see('execution-place-transfers')).items).toEqual([]);
    expect((await director.see('worklist?task=execution-place-decision')).items).toMatchObject([{ superviseeId: id }]);
    await director.done(`${path}/approval`, { opinion: '同意' });
    for (const by of [head, newHead])
      expect((await by.see('execution-place-transfers')).items).toMatchObject([
        { transferId, status: 'approved', reason: '家庭迁居', reportBy: '2026-03-27', person: { name: '林某1' } },
      ]);
    await worker.done(`${path}/papers`, { on: '2026-03-20', papers: '矫正档案一册' });
    expect((await newHead.get(`supervisees/${id}`)).status).toBe(404);
    expect(await refused(newHead.post(`supervisees/${id}/visits`, {}))).toBe('INVALID_INPUT');
    expect(await refused(worker.post(`${path}/report`, { on: '2026-03-20' }))).toBe('NOT_FOUND');
  });

  it('[TRV-1] [WRK-1] who has not reported by the end of the last day is overdue by itself, once, for both offices to see', async () => {
    const { auditor, head, newHead } = at();
    all.service.clock.set('2026-03-27 23:59');
    expect((await newHead.see('execution-place-transfers?overdue=true')).items).toEqual([]);
    all.service.clock.set('2026-03-28 00:00');
    const [late] = await toldBy(all.service, auditor, 'ExecutionPlaceReportOverdue', 1);
    expect(late).toMatchObject({ data: { transferId, dueOn: '2026-03-27' }, meta: { actor: 'system' } });
    expect((await newHead.see('execution-place-transfers?overdue=true')).items).toMatchObject([{ transferId }]);
    expect((await newHead.see('worklist?task=execution-place-report')).items).toMatchObject([
      { unit: 'shangjie', overdue: true, superviseeId: id },
    ]);
    expect((await head.see('worklist?task=execution-place-search')).items).toMatchObject([{ unit: 'ganzhe' }]);
  });

  it(
    '[TRV-1] [SEC-2] [WRK-1] once they have reported, whatever named them is the new office’s to read, and not the old one’s',
    async () => {
      const { auditor, head, newHead, newWorker } = at();
      all.service.clock.set('2026-03-30 09:00');
      await opened(head);
      namedBefore = await naming(head, 'ganzhe');
      tasksBefore = await tasks(head);
      await newWorker.done(`${transfers()}/${transferId}/report`, { on: '2026-03-30', remarks: '本人到所报到' });
      await toldBy(all.service, auditor, 'SuperviseeTransferred', 1);
      expect((await newHead.see('execution-place-transfers')).items).toMatchObject([
        { status: 'reported', daysLate: 3, overdueSince: expect.any(String) },
      ]);
      await opened(newHead);
      const after = await naming(newHead, 'shangjie');
      // What people did in an activity of the old office stays with it, and what hangs on its own papers.
      const stays = /activities|exports/;
      expect(namedBefore.filter((path) => !stays.test(path))).toEqual(after.filter((path) => !stays.test(path)));
      expect(after).toEqual(expect.arrayContaining(LISTS.map((path) => `v1/${path}`)));
      expect(await naming(head, 'ganzhe')).toEqual([]);
      expect(await tasks(head)).toEqual([]);
      expect(await tasks(newHead)).toEqual(tasksBefore.filter((task) => !task.startsWith('execution-place')));
      expect(await tasks(newHead)).not.toEqual([]);
    },
    WALK_MS,
  );

  it(
    '[TRV-1] [SEC-2] commands of the new office are heard from then on, and for the old one nothing is there',
    async () => {
      const { head, newHead, worker } = at();
      for (const route of routes.filter(
        (one) => one.orders && ofPerson(one) && one.access['office-head'] !== undefined,
      )) {
        const answer = await head.post(all.addressOf(route).slice(3), all.bodyOf(route));
        expect([route.path, answer.status]).toEqual([route.path, 404]);
      }
      const visit = { kind: 'HOME_VISIT', day: '2026-03-30', time: '09:00', visitors: ['worker-3'], place: '上街' };
      await newHead.done(`supervisees/${id}/visits`, { ...visit, met: '本人', findings: '居住稳定' });
      expect((await worker.get(`supervisees/${id}`)).status).toBe(404);
      expect(await newHead.see(`supervisees/${id}`)).toMatchObject({ officeId: 'shangjie', status: 'registered' });
      await newHead.done(`incidents/${all.ids.incidentId}/measures`, { text: '加强走访' });
      expect(await refused(newHead.post(`${application()}/withdrawal`, { reason: '撤回' }))).toBe('APPLICATION_CLOSED');
    },
    WALK_MS,
  );

  it('[FIL-1] [FIL-2] the file is whole, whichever office recorded it; the old one keeps its own work', async () => {
    const { auditor, head, newHead } = at();
    const { items } = await opened(newHead);
    const types: string[] = items.map(({ type }: Body) => type);
    for (const type of ['SuperviseeRegistered', 'VisitMade', 'IncidentReported', 'SuperviseeTransferred'])
      expect(types).toContain(type);
    expect(new Set(items.map(({ officeId }: Body) => officeId))).toEqual(new Set(['ganzhe', 'shangjie']));
    const { text } = await auditor.get('audit/events?type=VisitMade');
    expect(text).toContain(id);
    expect((await head.get(`supervisees/${id}/file`)).status).toBe(404);
    expect((await newHead.get(`supervisees/${id}/file/printout`)).text).toContain('甘蔗司法所');
    const work = await head.see('offices/ganzhe/work-file?month=2026-03&limit=500');
    expect(work.items.map(({ type }: Body) => type)).toContain('VisitMade');
    const { items: there } = await newHead.see('offices/shangjie/work-file?month=2026-03&limit=500');
    const about = there.filter(({ superviseeId }) => superviseeId === id).map(({ type }) => type);
    expect(about.slice(0, 2)).toEqual(['ExecutionPlaceReportConfirmed', 'SuperviseeTransferred']);
    expect(about).not.toContain('SuperviseeRegistered');
  });

  it('[STA-1] [STA-6] they leave the one office and join the other, and neither the county', async () => {
    const { head, newHead, director } = at();
    const line = async (by: Person, unit: string) =>
      (await by.see(`statistics/monthly?unit=${unit}&month=2026-03`)).supervisees.total;
    const moved = { TRANSFERRED_WITHIN_COUNTY: 1 };
    expect(await line(head, 'ganzhe')).toEqual({ opening: 0, in: { REGISTERED: 1 }, out: moved, closing: 0 });
    expect(await line(newHead, 'shangjie')).toEqual({ opening: 0, in: moved, out: {}, closing: 1 });
    expect(await line(director, 'minhou')).toEqual({ opening: 0, in: { REGISTERED: 1 }, out: {}, closing: 1 });
    all.service.clock.set('2026-04-02 09:00');
    for (const [by, office] of [
      [head, 'ganzhe'],
      [newHead, 'shangjie'],
    ] as const) {
      const path = `returns/${office}/BASIC_FACTS/2026-03`;
      await by.done(`${path}/draft`, { after: all.service.latest });
      await by.done(`${path}/submission`);
      await director.done(`${path}/acceptance`);
    }
    const county = 'returns/minhou/BASIC_FACTS/2026-03';
    await director.done(`${county}/draft`, { after: all.service.latest });
    const { versions } = await director.see(county);
    expect(versions[0]?.figures.table.total).toEqual({ opening: 0, in: { REGISTERED: 1 }, out: {}, closing: 1 });
    const rows = async (by: Person, path: string, figure: string): Promise<readonly Body[]> =>
      (await by.see(`${path}/rows?cell=total&figure=${figure}`)).items;
    expect(await rows(director, county, 'out')).toEqual([]);
    expect(await rows(director, county, 'in')).toMatchObject([{ superviseeId: id, what: 'REGISTERED' }]);
    const gone = await rows(head, 'returns/ganzhe/BASIC_FACTS/2026-03', 'out');
    expect(gone).toMatchObject([{ superviseeId: null, name: null, what: 'TRANSFERRED_WITHIN_COUNTY', value: 1 }]);
    const joined = await rows(newHead, 'returns/shangjie/BASIC_FACTS/2026-03', 'in');
    expect(joined).toMatchObject([{ superviseeId: id, what: 'TRANSFERRED_WITHIN_COUNTY' }]);
  });

  it('[REP-2] [TRV-1] what comes by time goes on, at the new office', async () => {
    const { head, newHead } = at();
    all.service.clock.set('2026-04-06 00:00');
    const missed = 'weekly-reports?status=missed&week=2026-W14';
    await until('the week is missed', async () => (await newHead.see(missed)).items.length > 0);
    expect((await newHead.see(missed)).items).toMatchObject([{ superviseeId: id, officeId: 'shangjie' }]);
    expect((await head.see(missed)).items).toEqual([]);
    all.service.clock.set('2026-04-06 09:00');
  });

  it('[TRV-1] to another county that county agrees first; to another city supervision ends with its receipt', async () => {
    const { auditor, head, director, worker } = at();
    const { otherDirector } = all.at;
    const second = (await worker.done('supervisees', form(21))).id;
    const { transferId: far } = await worker.done(transfers(second), { toOfficeId: 'fengcheng', reason: '就业' });
    const path = `${transfers(second)}/${far}`;
    expect(await refused(otherDirector.post(`${path}/agreement`))).toBe('NOT_FOUND');
    await head.done(`${path}/endorsement`, { opinion: '情况属实' });
    expect((await otherDirector.see('worklist?task=execution-place-decision')).items).toMatchObject([
      { unit: 'lianjiang', superviseeId: second },
    ]);
    await otherDirector.done(`${path}/agreement`, { opinion: '具备监管条件' });
    await director.done(`${path}/approval`);
    await head.done(`${path}/papers`, { on: '2026-04-06', papers: '矫正档案一册' });
    const there = await all.service.as('office-head', 'fengcheng', 'head-9');
    await there.done(`${path}/report`, { on: '2026-04-06' });
    await toldBy(all.service, auditor, 'SuperviseeTransferred', 2);
    expect((await director.get(`supervisees/${second}`)).status).toBe(404);
    expect(await otherDirector.see(`supervisees/${second}`)).toMatchObject({ officeId: 'fengcheng' });
    const third = (await worker.done('supervisees', form(22))).id;
    const asked = { toPlace: '厦门市湖里区司法局', reason: '返乡居住' };
    const { transferId: away } = await worker.done(transfers(third), asked);
    const out = `${transfers(third)}/${away}`;
    await head.done(`${out}/endorsement`, { opinion: '情况属实' });
    await director.done(`${out}/approval`, { replyNumber: '（2026）厦矫复5号' });
    await head.done(`${out}/papers`, { on: '2026-04-06', papers: '矫正档案一册' });
    await head.done(`${out}/report`, { on: '2026-04-06', receiptNumber: '（2026）厦矫回7号' });
    const ended = `supervisees/${third}`;
    await until('supervision has ended here', async () => (await head.see(ended)).status === 'transferred');
    expect(await head.see(ended)).toMatchObject({ dischargeCause: 'TRANSFERRED_OUT', dischargedOn: '2026-04-06' });
    const told = { day: '2026-04-06', explainedBy: 'worker-1' };
    expect(await refused(head.post(`${ended}/rights-acknowledgement`, told))).toBe('NOT_UNDER_SUPERVISION');
    await head.done(`${ended}/archive-notes`, { day: '2026-04-06', title: '回执', note: '原件存卷' });
    const { total } = (await director.see('statistics/monthly?unit=minhou&month=2026-04')).supervisees;
    expect(total.out).toEqual({ TRANSFERRED_WITHIN_CITY: 1, TRANSFERRED_OUT: 1 });
  });

  it('[INT-4] [FIL-2] a minor who has moved away stays out of the work file that the office left behind, and of its figures', async () => {
    const { auditor, head, director, worker } = at();
    const { otherDirector, service } = { ...all.at, ...all };
    const born = { identityNumber: identityNumber('35012120090301001'), termTo: '2028-03-01' };
    const boy = (await worker.done('supervisees', form(24, born))).id;
    const man = (await worker.done('supervisees', form(25, { termTo: '2028-03-01' }))).id;
    const inCounty = await service.as('auditor', 'minhou', 'auditor-2');
    const summary = 'offices/ganzhe/work-file/summary?month=2026-03';
    const entries = async (by: Person, of: string) => {
      const { items } = await by.see('offices/ganzhe/work-file?month=2026-03&limit=500');
      return items.filter(({ superviseeId }) => superviseeId === of).length;
    };
    const registered = async (by: Person) => {
      const { kinds } = (await by.see(summary)) as unknown as { kinds: { type: string; count: number }[] };
      return kinds.find(({ type }) => type === 'SuperviseeRegistered')?.count;
    };
    const known = [await registered(inCounty), await registered(head)];
    expect([await entries(inCounty, boy), (await entries(inCounty, man)) > 0]).toEqual([0, true]);
    for (const one of [boy, man]) {
      const { transferId: far } = await worker.done(transfers(one), { toOfficeId: 'fengcheng', reason: '随父母迁居' });
      const path = `${transfers(one)}/${far}`;
      await head.done(`${path}/endorsement`, { opinion: '情况属实' });
      await otherDirector.done(`${path}/agreement`, { opinion: '具备监管条件' });
      await director.done(`${path}/approval`);
      await head.done(`${path}/papers`, { on: '2026-04-06', papers: '矫正档案一册' });
      await (await service.as('office-head', 'fengcheng', 'head-9')).done(`${path}/report`, { on: '2026-04-06' });
    }
    await toldBy(service, auditor, 'SuperviseeTransferred', 4);
    expect([await entries(inCounty, boy), (await entries(inCounty, man)) > 0]).toEqual([0, true]);
    expect([await registered(inCounty), await registered(head)]).toEqual(known);
    // Who handles minors reads on what the own office did.
    expect(await entries(head, boy)).toBeGreaterThan(0);
  });

  it('[TRV-1] [STA-1] who comes from another city is registered, and counted as transferred in', async () => {
    const { worker, director } = at();
    const from = { transferredFrom: '厦门市湖里区司法局', transferDecidedOn: '2026-03-05' };
    await worker.done('supervisees', form(23, from));
    const { total } = (await director.see('statistics/monthly?unit=minhou&month=2026-03')).supervisees;
    expect(total.in).toMatchObject({ TRANSFERRED_IN: 1 });
    // Who left the city comes back by the document that transfers them back: that of the judgment is the id of the closed record.
    const back = { ...from, transferDecidedOn: '2026-04-06', reportedOn: '2026-04-06' };
    expect(await refused(worker.post('supervisees', form(22, back)))).toBe('ALREADY_REGISTERED');
    const decided = { decisionBody: '厦门市湖里区司法局', documentNumber: '（2026）厦矫变5号' };
    expect((await worker.done('supervisees', form(22, { ...back, ...decided }))).id).toBeDefined();
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    await expectRebuildEqual(all.service);
  });
});
