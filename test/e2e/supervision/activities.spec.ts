import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, form, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import type { Person } from '../../harness/service.js';
import { Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

/** What an office does with the people under its supervision, in the March in which they came. */
describe('work with supervisees', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  /** Of the office; of the other office; one who is expected and has not come. */
  let [first, second, elsewhere, expected] = ['', '', '', ''];
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-09 09:00');
    first = (await at.worker.done('supervisees', form(1))).id;
    second = (await at.worker.done('supervisees', form(2))).id;
    elsewhere = (await at.otherHead.done('supervisees', form(3, { officeId: 'shangjie' }))).id;
    const { phone: _p, address: _a, employment: _e, reportedOn: _r, ...decision } = form(4);
    expected = (await at.head.done('supervision-decisions', decision)).id;
    service.clock.set('2026-03-20 09:00');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });
  const refusal = async (by: Person, path: string, body: object): Promise<[number, string]> => {
    const answer = await by.post(path, body);
    return [answer.status, answer.body.code];
  };

  describe('visits', () => {
    const told = {
      ...{ kind: 'HOME_VISIT', day: '2026-03-10', time: '09:30', visitors: ['worker-1'] },
      ...{ place: '甘蔗街道某路1号', met: '本人及其母亲', findings: '在家，情绪稳定' },
    };
    it('[VIS-1] are recorded by whoever made them and listed by person, office and month', async () => {
      const { id } = await at.worker.done(`supervisees/${first}/visits`, told);
      await at.head.done(`supervisees/${first}/visits`, {
        ...told,
        kind: 'OFFICE_CHECK_IN',
        day: '2026-03-20',
        time: '09:00',
      });
      await at.colleague.done(`supervisees/${second}/visits`, { ...told, kind: 'PATROL' });
      const ofFirst = await at.worker.see(`supervisees/${first}/visits`);
      expect(ofFirst.items).toMatchObject([
        { kind: 'OFFICE_CHECK_IN' },
        { ...told, visitId: id, recordedBy: 'worker-1' },
      ]);
      const ofMonth = await at.head.see('visits?office=ganzhe&month=2026-03');
      expect(ofMonth.items.map((row) => row.superviseeId)).toEqual(expect.arrayContaining([first, second]));
      expect((await at.head.see('visits?office=ganzhe&month=2026-04')).items).toEqual([]);
      await at.head.done(`visits/${id}/striking-out`, { reason: '误登记为他人' });
      const struckOut = await at.head.see('visits?struckOut=true');
      expect(struckOut.items).toMatchObject([{ visitId: id, struckOut: { by: 'head-1', reason: '误登记为他人' } }]);
    });
    it('[VIS-1] [SEC-2] do not exist for the other office, and are not struck out by a social worker', async () => {
      expect(await refusal(at.otherHead, `supervisees/${first}/visits`, told)).toEqual([404, 'NOT_FOUND']);
      expect(await refusal(at.analyst, `supervisees/${first}/visits`, told)).toEqual([403, 'FORBIDDEN']);
      const { id } = await at.worker.done(`supervisees/${second}/visits`, told);
      expect(await refusal(at.worker, `visits/${id}/striking-out`, { reason: '误' })).toEqual([403, 'FORBIDDEN']);
      expect(await refusal(at.otherHead, `visits/${id}/striking-out`, { reason: '误' })).toEqual([404, 'NOT_FOUND']);
      expect((await at.otherHead.see(`supervisees/${first}/visits`)).items).toEqual([]);
    });
    it('[VIS-1] are made from the registration to this minute, of people under supervision', async () => {
      const visit = (changed: object, person = first) =>
        refusal(at.worker, `supervisees/${person}/visits`, { ...told, ...changed });
      expect(await visit({ day: '2026-03-08' })).toEqual([422, 'DAY_BEFORE_REGISTRATION']);
      expect(await visit({ day: '2026-03-20', time: '09:01' })).toEqual([422, 'VISIT_IN_FUTURE']);
      expect(await visit({}, expected)).toEqual([422, 'NOT_UNDER_SUPERVISION']);
      expect(await visit({ visitors: ['worker-1', 'worker-1'] })).toEqual([400, 'INVALID_INPUT']);
      expect(await visit({ visitors: ['有人'] })).toEqual([400, 'INVALID_INPUT']);
    });
    it('[SEC-3] show places and findings to those alone who need them', async () => {
      const { items } = await at.auditor.see('visits?kind=PATROL');
      expect(items).toMatchObject([{ superviseeId: second, place: '***', met: '***', findings: '***' }]);
    });
  });

  describe('education and community service', () => {
    const lecture = {
      ...{ officeId: 'ganzhe', subject: 'LEGAL', title: '民法典专题讲座', place: '会议室', day: '2026-03-18' },
      ...{ from: '09:00', to: '11:00', ledBy: 'worker-1', volunteers: ['volunteer-1'] },
    };
    const { subject: _subject, ...cleaning } = { ...lecture, title: '清洁河道', day: '2026-03-19' };
    const list = (...rows: object[]) => ({ rows });
    let activityId = '';

    it('[EDU-1] is planned by the office, with the people who are to take part', async () => {
      const plan = { ...lecture, participants: [first] };
      activityId = (await at.worker.done('education-sessions', plan)).id;
      await at.worker.done(`activities/${activityId}/participants`, { superviseeIds: [first, second] });
      expect(await at.head.see(`activities/${activityId}`)).toMatchObject({
        ...{ programme: 'EDUCATION', subject: 'LEGAL', status: 'planned', volunteers: ['volunteer-1'] },
        participants: [{ superviseeId: first, status: 'expected' }, { superviseeId: second }],
      });
      const planning = (by: Person, changed: object) => refusal(by, 'education-sessions', { ...plan, ...changed });
      expect(await planning(at.worker, { participants: [elsewhere] })).toEqual([404, 'NOT_FOUND']);
      expect(await planning(at.worker, { participants: [expected] })).toEqual([422, 'NOT_UNDER_SUPERVISION']);
      expect(await planning(at.worker, { to: '09:00' })).toEqual([422, 'ACTIVITY_TIMES_REVERSED']);
      expect(await planning(at.director, { officeId: 'minhou', participants: [] })).toEqual([422, 'OFFICE_NEEDED']);
      expect(await planning(at.otherHead, {})).toEqual([404, 'NOT_FOUND']);
      expect(await planning(at.analyst, {})).toEqual([403, 'FORBIDDEN']);
    });

    it('[EDU-1] the list of those present is one request, each row with its own result; again it changes nothing', async () => {
      const rows = list(
        { superviseeId: first, attended: true, minutes: 90 },
        { superviseeId: second, attended: false, absence: '住院' },
        { superviseeId: elsewhere, attended: true },
        { superviseeId: expected, attended: true },
        { superviseeId: first, attended: true, minutes: 121 },
      );
      const path = `activities/${activityId}/participations`;
      const { body } = await at.worker.post(path, rows, { 'idempotency-key': 'list-1' });
      expect(body).toMatchObject({
        accepted: [
          { row: 0, superviseeId: first, receipt: { id: activityId } },
          { row: 1, superviseeId: second },
        ],
        refused: [
          { row: 2, superviseeId: elsewhere, code: 'NOT_FOUND' },
          { row: 3, superviseeId: expected, code: 'NOT_UNDER_SUPERVISION' },
          { row: 4, code: 'MINUTES_EXCEED_ACTIVITY', details: { minutes: 120 } },
        ],
      });
      service.latest = body.accepted[1]?.receipt.position ?? -1;
      const held = await at.head.see(`activities/${activityId}`);
      for (const key of ['list-1', 'list-2']) {
        const again = await at.worker.post(path, rows, { 'idempotency-key': key });
        expect(again.body.accepted).toHaveLength(2);
        expect(Math.max(...again.body.accepted.map(({ receipt }) => receipt.position))).toBe(service.latest);
      }
      expect(await at.head.see(`activities/${activityId}`)).toEqual({ ...held, asOf: expect.anything() });
      expect(held).toMatchObject({ status: 'held', totals: { expected: 0, attended: 1, absent: 1 } });
      const unknown = await at.otherHead.post(path, rows);
      expect([unknown.body.accepted, unknown.body.refused.map(({ code }) => code)]).toEqual([
        [],
        Array(5).fill('NOT_FOUND'),
      ]);
    });

    it('[EDU-1] hours by person and month; a correction changes them, and only an officer corrects', async () => {
      const march = () => at.head.see(`supervisees/${first}/participation?from=2026-03&to=2026-03`);
      expect((await march()).items).toMatchObject([
        { month: '2026-03', education: { attended: 1, minutes: 90, hours: 1.5 }, subjects: { LEGAL: { hours: 1.5 } } },
      ]);
      const path = `activities/${activityId}/participants/${first}`;
      const otherwise = { attended: true, minutes: 100 };
      expect(await refusal(at.worker, `${path}/participation`, otherwise)).toEqual([
        422,
        'PARTICIPATION_ALREADY_RECORDED',
      ]);
      const correction = { ...otherwise, reason: '核对签到表' };
      expect(await refusal(at.worker, `${path}/correction`, correction)).toEqual([403, 'FORBIDDEN']);
      await at.head.done(`${path}/correction`, correction);
      expect((await march()).items).toMatchObject([{ education: { attended: 1, minutes: 100, hours: 1.67 } }]);
      const office = await at.head.see('participation?office=ganzhe&month=2026-03');
      expect(office.items.map((row) => row.superviseeId).sort()).toEqual([first, second].sort());
      expect((await at.otherHead.see(`supervisees/${first}/participation`)).items).toEqual([]);
    });

    it('[SVC-1] community service is planned and attended in the same way, and can be cancelled', async () => {
      const { id } = await at.worker.done('community-service-sessions', { ...cleaning, participants: [first] });
      await at.worker.done(`activities/${id}/participants/${first}/participation`, { attended: true, minutes: 60 });
      const { items } = await at.head.see(`supervisees/${first}/participation`);
      expect(items).toMatchObject([{ communityService: { expected: 1, attended: 1, hours: 1 } }]);
      expect(await refusal(at.head, `activities/${id}/cancellation`, { reason: '台风' })).toEqual([
        422,
        'ACTIVITY_HELD',
      ]);
      const other = (await at.worker.done('community-service-sessions', { ...cleaning, day: '2026-04-02' })).id;
      const early = `activities/${other}/participants/${first}/participation`;
      expect(await refusal(at.worker, early, { attended: true })).toEqual([422, 'ACTIVITY_NOT_BEGUN']);
      await at.head.done(`activities/${other}/cancellation`, { reason: '台风预警' });
      expect((await at.head.see('activities?status=cancelled')).items).toMatchObject([{ activityId: other }]);
      expect((await at.otherHead.see('activities')).items).toEqual([]);
      expect((await at.otherHead.get(`activities/${other}`)).status).toBe(404);
    });

    it('[SVC-1] is owed by nobody: whose term ends without an hour of it is discharged like anybody else', async () => {
      const leaving = (await at.worker.done('supervisees', form(5))).id;
      expect((await at.head.see(`supervisees/${leaving}/participation`)).items).toEqual([]);
      const pardoned = { on: '2026-03-20' };
      await at.head.done(`supervisees/${leaving}/final-evaluation`, { ...pardoned, summary: '表现良好' });
      const paper = { certificateNumber: '（2026）闽侯解矫字第5号' };
      await at.head.done(`supervisees/${leaving}/discharge`, { ...pardoned, ...paper, cause: 'PARDON' });
      const path = `activities/${activityId}/participants/${leaving}/participation`;
      expect(await refusal(at.worker, path, { attended: true })).toEqual([422, 'NOT_UNDER_SUPERVISION']);
    });

    it('[EDU-1] a list that was refused in part is mended and handed in again: only what was refused is recorded then', async () => {
      const plan = { ...lecture, participants: [first, second] };
      const { id } = await at.worker.done('education-sessions', plan);
      const path = `activities/${id}/participations`;
      const present = (...minutes: number[]) =>
        list(...[first, second].map((superviseeId, row) => ({ superviseeId, attended: true, minutes: minutes[row] })));
      const handIn = async (key: string, rows: object) => {
        const { accepted, refused } = (await at.worker.post(path, rows, { 'idempotency-key': key })).body;
        return { receipts: accepted.map(({ receipt }) => receipt.position), refused: refused.map(({ code }) => code) };
      };
      const before = await handIn('list-3', present(60, 121));
      expect(before).toMatchObject({ receipts: [expect.any(Number)], refused: ['MINUTES_EXCEED_ACTIVITY'] });
      const [known = -1] = before.receipts;
      const mended = await handIn('list-3', present(60, 120));
      expect(mended).toEqual({ receipts: [known, expect.any(Number)], refused: [] });
      const [, added = -1] = mended.receipts;
      expect(added).toBeGreaterThan(known);
      // With the same key and with another, in whatever order: there is nothing left to record.
      for (const key of ['list-3', 'list-4'])
        expect(Math.max(...(await handIn(key, { rows: [...present(60, 120).rows].reverse() })).receipts)).toBe(added);
      // What says otherwise than before is refused for itself, and keeps nothing else from being taken.
      expect((await handIn('list-3', present(59, 120))).refused).toHaveLength(1);
      service.latest = added;
      expect(await at.head.see(`activities/${id}`)).toMatchObject({
        participants: [
          { superviseeId: first, minutes: 60 },
          { superviseeId: second, minutes: 120 },
        ],
        totals: { expected: 0, attended: 2, absent: 0 },
      });
    });
  });

  describe('employment', () => {
    const away = {
      ...{ from: '2026-03-16', until: '2026-03-19', destination: 'OTHER_CITY' },
      ...{ place: '厦门市湖里区某工地', employer: '某建筑公司' },
    };
    it('[EMP-1] changes from what the registration says', async () => {
      const path = `supervisees/${first}/employment`;
      expect(await at.head.see(path)).toMatchObject({ employment: 'EMPLOYED', since: '2026-03-09' });
      const change = { to: 'SELF_EMPLOYED', on: '2026-03-16', occupation: '个体经营' };
      await at.worker.done(path, change);
      expect(await at.head.see(path)).toMatchObject({
        ...{ employment: 'SELF_EMPLOYED', since: '2026-03-16', occupation: '个体经营' },
        changes: [{ from: 'EMPLOYED', to: 'SELF_EMPLOYED', by: 'worker-1' }],
      });
      expect((await at.head.see('employment?employment=SELF_EMPLOYED')).items).toHaveLength(1);
      const { occupation: _occupation, ...same } = change;
      expect(await refusal(at.worker, path, same)).toEqual([422, 'EMPLOYMENT_UNCHANGED']);
      expect(await refusal(at.otherHead, path, change)).toEqual([404, 'NOT_FOUND']);
      expect(await refusal(at.analyst, path, change)).toEqual([403, 'FORBIDDEN']);
      expect(await refusal(at.worker, `supervisees/${expected}/employment`, change)).toEqual([
        422,
        'NOT_UNDER_SUPERVISION',
      ]);
      expect((await at.otherHead.get(path)).status).toBe(404);
    });
    it('[EMP-1] who is away for work, where and until when, by month, and who should be back', async () => {
      const path = `supervisees/${first}/work-away`;
      await at.worker.done(path, away);
      expect(await refusal(at.worker, path, away)).toEqual([422, 'ALREADY_AWAY']);
      const list = async (query: string, by = at.head) =>
        (await by.see(`work-away${query}`)).items.map((row) => row.superviseeId);
      expect(await list('?overdue=true')).toEqual([first]);
      await at.worker.done(`${path}/extension`, { until: '2026-03-20' });
      expect([await list('?overdue=true'), await list('?overdue=false')]).toEqual([[], [first]]);
      expect((await at.head.see('work-away')).items).toMatchObject([
        { away: { place: away.place, until: '2026-03-20' } },
      ]);
      expect((await at.analyst.see('work-away')).items).toMatchObject([{ away: { place: '***', employer: '***' } }]);
      await at.worker.done(`${path}/return`, { on: '2026-03-19' });
      const found = [
        await list(''),
        await list('?month=2026-03'),
        await list('?month=2026-02'),
        await list('?month=2026-04'),
      ];
      expect(found).toEqual([[], [first], [], []]);
      expect(await list('?month=2026-03', at.otherHead)).toEqual([]);
    });
  });

  it('[AID-1] a case of assistance is opened, referred, and closed by an officer with its outcome', async () => {
    const need = { kind: 'LEGAL', on: '2026-03-11', need: '劳动合同纠纷，需要法律援助' };
    const { id } = await at.worker.done(`supervisees/${first}/assistance-cases`, need);
    const referral = { on: '2026-03-12', body: '闽侯县法律援助中心', request: '指派律师代理仲裁' };
    await at.worker.done(`assistance-cases/${id}/referrals`, referral);
    expect((await at.head.see(`assistance-cases?status=open&supervisee=${first}`)).items).toMatchObject([
      { caseId: id, kind: 'LEGAL', need: need.need, openedOn: '2026-03-11', referrals: [referral], outcome: null },
    ]);
    const closing = { on: '2026-03-20', outcome: 'RESOLVED', result: '已达成调解' };
    expect(await refusal(at.worker, `assistance-cases/${id}/closing`, closing)).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(at.otherHead, `assistance-cases/${id}/closing`, closing)).toEqual([404, 'NOT_FOUND']);
    await at.head.done(`assistance-cases/${id}/closing`, closing);
    const closed = await at.head.see(`assistance-cases/${id}`);
    expect(closed).toMatchObject({
      status: 'closed',
      outcome: 'RESOLVED',
      closing: { by: 'head-1', result: '已达成调解' },
    });
    expect(await refusal(at.head, `assistance-cases/${id}/referrals`, referral)).toEqual([422, 'ASSISTANCE_CLOSED']);
    expect(await refusal(at.worker, `supervisees/${expected}/assistance-cases`, need)).toEqual([
      422,
      'NOT_UNDER_SUPERVISION',
    ]);
    expect((await at.otherHead.get(`assistance-cases/${id}`)).status).toBe(404);
    expect((await at.auditor.see(`assistance-cases/${id}`)).need).toBe('***');
  });

  it('[OUT-1] outreach is recorded by office with how many came, and listed by month', async () => {
    const told = {
      ...{ officeId: 'ganzhe', day: '2026-03-15', topic: '社区矫正法宣传周', place: '文化广场' },
      ...{ attendance: 120, heldBy: ['worker-1'], volunteers: ['volunteer-1'] },
    };
    const { id } = await at.worker.done('outreach-events', told);
    const { items } = await at.analyst.see('outreach-events?office=ganzhe&month=2026-03');
    expect(items).toMatchObject([{ outreachId: id, ...told, recordedBy: 'worker-1', struckOut: null }]);
    expect((await at.head.see('outreach-events?month=2026-02')).items).toEqual([]);
    expect((await at.otherHead.see('outreach-events')).items).toEqual([]);
    expect(await refusal(at.otherHead, 'outreach-events', told)).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(at.analyst, 'outreach-events', told)).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(at.worker, 'outreach-events', { ...told, day: '2026-03-21' })).toEqual([
      422,
      'OUTREACH_IN_FUTURE',
    ]);
    await at.head.done(`outreach-events/${id}/striking-out`, { reason: '重复登记' });
    expect((await at.head.see('outreach-events')).items).toMatchObject([{ struckOut: { by: 'head-1' } }]);
  });

  it('[REP-1] weekly reports of many are one request, each row with its own result; again it changes nothing', async () => {
    const told = { reportedOn: '2026-03-20', thinking: '稳定', life: '与家人同住', callerNumber: '13800000000' };
    const row = (superviseeId: string, changed: object = {}) => ({ ...told, superviseeId, work: '上班', ...changed });
    const rows = [row(first), row(elsewhere), row(second, { reportedOn: '2026-03-21' }), row(second), row(expected)];
    const { body } = await at.worker.post('weekly-reports/batch', { rows }, { 'idempotency-key': 'reports-1' });
    expect(body).toMatchObject({
      accepted: [
        { row: 0, superviseeId: first },
        { row: 3, superviseeId: second },
      ],
      refused: [
        { row: 1, superviseeId: elsewhere, code: 'NOT_FOUND' },
        { row: 2, superviseeId: second, code: 'WEEKLY_REPORT_IN_FUTURE' },
        { row: 4, superviseeId: expected, code: 'NOT_UNDER_SUPERVISION' },
      ],
    });
    await at.head.done(`supervisees/${first}/weekly-reports`, { ...told, work: '已换工作' });
    for (const [by, key] of [
      [at.worker, 'reports-1'] as const,
      [at.worker, 'reports-2'] as const,
      [at.head, 'x'] as const,
    ]) {
      const again = await by.post('weekly-reports/batch', { rows }, { 'idempotency-key': key });
      expect(again.body.accepted).toEqual(body.accepted);
    }
    const { items } = await at.head.see('weekly-reports?office=ganzhe&week=2026-W12');
    expect(items.map((one) => [one.superviseeId, one.work, one.amendments]).sort()).toEqual(
      [
        [first, '已换工作', 1],
        [second, '上班', 0],
      ].sort(),
    );
    // Handed in once more when what was refused can be taken: the day has come, and one of the people. The others stay as they are.
    service.clock.set('2026-03-21 09:00');
    await at.worker.done('supervisees', form(4, { reportedOn: '2026-03-20' }));
    const later = (await at.worker.post('weekly-reports/batch', { rows })).body;
    const receiptOf = (superviseeId: string, of = later) =>
      of.accepted.find((one) => one.superviseeId === superviseeId)?.receipt;
    expect(receiptOf(first)).toEqual(receiptOf(first, body));
    expect(receiptOf(expected)?.position).toBeGreaterThan(receiptOf(second)?.position ?? Infinity);
    expect(later.refused).toMatchObject([{ row: 1, code: 'NOT_FOUND' }]);
    const changed = await at.worker.post('weekly-reports/batch', { rows: [row(second, { work: '停工' })] });
    service.latest = changed.body.accepted[0]?.receipt.position ?? -1;
    const [amended] = (await at.head.see(`supervisees/${second}/weekly-reports`)).items;
    expect(amended).toMatchObject({ work: '停工', amendments: 2 });
    const unfit = await at.worker.post('weekly-reports/batch', {
      rows: [row(first), row(second, { callerNumber: '-' })],
    });
    expect([unfit.status, unfit.body.errors.map(({ path }) => path)]).toEqual([400, ['rows.1.callerNumber']]);
    expect((await at.analyst.post('weekly-reports/batch', { rows })).status).toBe(403);
  });

  it('[AUD-5] is all that the read models say of it', async () => {
    const rows = await expectRebuildEqual(service);
    for (const view of [
      ...['visits', 'activities', 'participation-months', 'employment-status'],
      ...['assistance-cases', 'outreach-events'],
    ])
      expect([view, rows[view]?.length]).not.toEqual([view, 0]);
  });
});
