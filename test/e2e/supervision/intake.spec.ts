import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FUZHOU_REGIME } from '../../../src/organisation/domain/fuzhou-regime.js';
import { identityNumber } from '../../supervisees/people.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

/** From an application to the way a person is supervised: intake, team, plan, level, volunteers, posts. */
describe('from intake to the plan', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let officer: Person;
  /** A man, a woman and a boy under supervision at Ganzhe since 9 March. */
  let man: string;
  let woman: string;
  let boy: string;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    officer = await service.as('officer', 'ganzhe', 'officer-1');
    service.clock.set('2026-03-09 09:00');
    const born = (n: number, digits: string, sex: 'MALE' | 'FEMALE') =>
      form(n, { identityNumber: identityNumber(digits), sex });
    man = (await at.worker.done('supervisees', form(1))).id;
    woman = (await at.worker.done('supervisees', born(2, '35012119920301002', 'FEMALE'))).id;
    boy = (await at.worker.done('supervisees', born(3, '35012120090301001', 'MALE'))).id;
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const code = async (answer: ReturnType<Person['post']>): Promise<unknown[]> => {
    const { status, body } = await answer;
    return [status, body.code];
  };
  const worker = { kind: 'SOCIAL_WORKER', personId: 'worker-1', sex: 'FEMALE' };
  const colleague = { kind: 'SOCIAL_WORKER', personId: 'worker-2', sex: 'MALE' };
  const father = { kind: 'FAMILY', name: '林老汉', phone: '13800000001', relation: '父亲', sex: 'MALE' };
  const teacher = { kind: 'SCHOOL', name: '陈老师', sex: 'MALE', knowsMinors: true };
  const team = (...members: object[]) => ({ establishedOn: '2026-03-09', members });

  it('[INT-4] a team is established by the office, with a woman for a woman; social workers do not choose it', async () => {
    const path = `supervisees/${woman}/team`;
    expect(await code(at.worker.post(path, team(worker, colleague, father)))).toEqual([403, 'FORBIDDEN']);
    expect(await code(at.director.post(path, team(worker, colleague, father)))).toEqual([403, 'FORBIDDEN']);
    expect(await code(at.otherHead.post(path, team(worker, colleague, father)))).toEqual([404, 'NOT_FOUND']);
    const officerHimself = { kind: 'OFFICER', personId: 'officer-1', sex: 'MALE' };
    expect(await code(officer.post(path, team(colleague, officerHimself, father)))).toEqual([422, 'TEAM_NEEDS_WOMAN']);
    await officer.done(path, team(worker, colleague, father));
    expect(await code(at.head.post(`${path}/members/m1/departure`, { leftOn: '2026-03-09', reason: '调动' }))).toEqual([
      422,
      'TEAM_TOO_SMALL',
    ]);
    await at.head.done(`${path}/members`, { member: officerHimself, joinedOn: '2026-03-09' });
    expect(await code(at.head.post(`${path}/members/m1/departure`, { leftOn: '2026-03-09', reason: '调动' }))).toEqual([
      422,
      'TEAM_NEEDS_WOMAN',
    ]);
    await at.head.done(`${path}/members/m3/departure`, { leftOn: '2026-03-09', reason: '外出务工' });
    expect(await at.worker.see(path)).toMatchObject({
      superviseeId: woman,
      size: 3,
      members: [
        { memberId: 'm1', personId: 'worker-1', leftOn: null },
        { memberId: 'm2', personId: 'worker-2' },
        { memberId: 'm3', name: '林老汉', relation: '父亲', leftOn: '2026-03-09', reason: '外出务工' },
        { memberId: 'm4', kind: 'OFFICER', personId: 'officer-1' },
      ],
    });
    expect(await code(at.otherHead.get(path))).toEqual([404, 'NOT_FOUND']);
    const mine = await at.worker.see('supervision-teams?member=worker-1');
    expect(mine.items.map(({ superviseeId }) => superviseeId)).toEqual([woman]);
    expect((await at.head.see('supervision-teams?kind=FAMILY')).items).toEqual([]);
  });

  it('[INT-4] [SEC-3] who may not read personal data sees no name of a private member', async () => {
    const { members } = (await at.auditor.see(`supervisees/${woman}/team`)) as unknown as { members: object[] };
    expect(members[2]).toMatchObject({ name: '***', phone: '***', relation: '***', sex: 'MALE' });
  });

  it('[INT-4] minors are handled by the office and the county; to others no list shows them', async () => {
    const path = `supervisees/${boy}/team`;
    expect(await code(at.head.post(path, team(worker, colleague, father)))).toEqual([422, 'TEAM_NEEDS_MINORS_MEMBER']);
    await at.head.done(path, team(worker, colleague, father, teacher));
    const seenBy = async (reader: Person) => {
      const [roster, teams] = [await reader.see('supervisees'), await reader.see('supervision-teams')];
      return [roster, teams].map(({ items }) => items.some(({ superviseeId }) => superviseeId === boy));
    };
    for (const handling of [at.worker, at.head, at.director]) expect(await seenBy(handling)).toEqual([true, true]);
    for (const other of [at.city, at.auditor]) {
      expect(await seenBy(other)).toEqual([false, false]);
      for (const one of [`supervisees/${boy}`, path]) expect(await code(other.get(one))).toEqual([404, 'NOT_FOUND']);
      expect((await other.see(`supervisees/${man}`)).superviseeId).toBe(man);
    }
    await at.worker.done(`supervisees/${boy}/weekly-reports`, {
      ...{ reportedOn: '2026-03-09', thinking: '情绪稳定', work: '在校', life: '与父母同住' },
      callerNumber: '13800000000',
    });
    const elsewhere = [
      'weekly-reports',
      `supervisees/${boy}/weekly-reports`,
      'employment',
      'offices/ganzhe/work-file?month=2026-03',
    ];
    for (const list of elsewhere) {
      expect([list, (await at.director.see(list)).items.some((row) => row.superviseeId === boy)]).toEqual([list, true]);
      for (const other of [at.city, at.auditor])
        expect([list, (await other.see(list)).items.some((row) => row.superviseeId === boy)]).toEqual([list, false]);
    }
    const roster = await at.analyst.see('supervisees');
    expect(roster.items.map(({ superviseeId }) => superviseeId).sort()).toEqual([man, woman].sort());
  });

  const GOAL = { goal: '三个月内稳定就业', measures: '推荐参加电工培训' };
  const plan = { assessment: '初犯，认罪悔罪', goals: [GOAL] };

  it('[PLN-1] [INT-3] a plan is drafted, and approved once rights were acknowledged; only by the office', async () => {
    const path = `supervisees/${man}/plan`;
    for (const above of [at.deputy, at.director, at.city])
      expect(await code(above.post(path, plan))).toEqual([403, 'FORBIDDEN']);
    const countyOfficer = await service.as('officer', 'minhou', 'officer-9');
    expect(await code(countyOfficer.post(path, plan))).toEqual([422, 'PLAN_ONLY_BY_OFFICE']);
    const sibling = await service.as('officer', 'shangjie', 'officer-8');
    expect(await code(sibling.post(path, plan))).toEqual([404, 'NOT_FOUND']);
    await at.worker.done(path, plan);
    expect((await at.head.see('correction-plans?pending=true')).items).toMatchObject([
      { superviseeId: man, pending: 1 },
    ]);
    for (const other of [at.worker, officer, at.director])
      expect(await code(other.post(`${path}/approval`))).toEqual([403, 'FORBIDDEN']);
    expect(await code(at.head.post(`${path}/approval`))).toEqual([422, 'PLAN_NEEDS_ACKNOWLEDGEMENT']);
    const told = { day: '2026-03-09', explainedBy: 'worker-1' };
    await at.worker.done(`supervisees/${man}/rights-acknowledgement`, told);
    await at.head.done(`${path}/approval`, { opinion: '同意' });
    expect(await at.worker.see(path)).toMatchObject({
      inForce: 1,
      pending: null,
      reviewDueOn: '2026-06-07',
      versions: [{ status: 'in-force', ...plan, draftedBy: 'worker-1', decidedBy: 'head-1', opinion: '同意' }],
    });
    expect(await code(at.otherHead.get(path))).toEqual([404, 'NOT_FOUND']);
    expect(await at.auditor.see(path)).toMatchObject({ versions: [{ assessment: '***', goals: [{ goal: '***' }] }] });
  });

  it('[PLN-1] it is reviewed when it is due, and adjusted on feedback; the old version stays', async () => {
    const path = `supervisees/${man}/plan`;
    const overdue = async () =>
      (await at.head.see('correction-plans?reviewOverdue=true')).items.map((row) => row.superviseeId);
    service.clock.set('2026-06-07 09:00');
    expect(await overdue()).toEqual([]);
    service.clock.set('2026-06-08 09:00');
    expect(await overdue()).toEqual([man]);
    const review = { reviewedOn: '2026-06-08', findings: '就业不稳定', outcome: 'ADJUST' };
    expect(await code(at.worker.post(`${path}/reviews`, review))).toEqual([403, 'FORBIDDEN']);
    await officer.done(`${path}/reviews`, review);
    expect(await overdue()).toEqual([]);
    await at.worker.done(`${path}/adjustment`, { ...plan, feedback: '培训后仍未就业' });
    await at.head.done(`${path}/return`, { reason: '措施不够具体' });
    await at.worker.done(`${path}/adjustment`, { ...plan, feedback: '培训后仍未就业，拟联系企业' });
    await at.head.done(`${path}/approval`);
    expect(await at.head.see(path)).toMatchObject({
      inForce: 3,
      reviewDueOn: '2026-09-06',
      versions: [
        { version: 1, status: 'superseded' },
        { version: 2, status: 'returned', opinion: '措施不够具体' },
        { version: 3, status: 'in-force', feedback: '培训后仍未就业，拟联系企业' },
      ],
      reviews: [{ version: 1, late: true, outcome: 'ADJUST', by: 'officer-1' }],
    });
  });

  const scores = (score: number) => FUZHOU_REGIME.level.factors.map(({ code: factor }) => ({ factor, score }));

  it('[LVL-1] factors suggest a level, an officer sets it, and it says what contact there is', async () => {
    const path = `supervisees/${man}/level`;
    expect(await code(at.head.post(path, { level: 'GENERAL', reason: '初犯' }))).toEqual([
      422,
      'LEVEL_NEEDS_ASSESSMENT',
    ]);
    expect(
      await code(at.otherHead.post(`${path}/assessments`, { assessedOn: '2026-06-08', scores: scores(6) })),
    ).toEqual([404, 'NOT_FOUND']);
    await at.worker.done(`${path}/assessments`, { assessedOn: '2026-06-08', scores: scores(6), remarks: '情绪波动' });
    expect((await at.head.see('supervision-levels?awaiting=true')).items).toMatchObject([
      { superviseeId: man, level: null, assessments: [{ total: 33, suggested: 'STRICT', remarks: '情绪波动' }] },
    ]);
    const chosen = { level: 'GENERAL', reason: '已稳定就业' };
    expect(await code(at.worker.post(path, chosen))).toEqual([403, 'FORBIDDEN']);
    expect(await code(at.otherHead.post(path, chosen))).toEqual([404, 'NOT_FOUND']);
    await officer.done(path, chosen);
    expect(await at.worker.see(path)).toMatchObject({
      level: 'GENERAL',
      contact: { reportsPerWeek: 1, visitsPerQuarter: 3 },
      awaiting: false,
      changes: [{ from: null, level: 'GENERAL', suggested: 'STRICT', reason: '已稳定就业', by: 'officer-1' }],
    });
    await at.worker.done(`${path}/assessments`, { assessedOn: '2026-06-08', scores: scores(1) });
    await at.head.done(path, { level: 'LENIENT', reason: '表现良好' });
    const { items } = await at.head.see('supervisees?level=LENIENT');
    expect(items).toMatchObject([{ superviseeId: man, level: 'LENIENT' }]);
    expect((await at.head.see('supervisees?level=GENERAL')).items).toEqual([]);
    expect(await code(at.otherHead.get(path))).toEqual([404, 'NOT_FOUND']);
    expect(await at.analyst.see(path)).toMatchObject({ changes: [{ from: null, reason: '***' }, { from: 'GENERAL' }] });
  });

  it('[INT-1] [FIL-1] a commission is received, investigated, concluded by others, and linked when its person has come', async () => {
    service.clock.set('2026-06-08 09:00');
    const commission = {
      ...{ officeId: 'ganzhe', kind: 'COMMISSION', source: 'INSTITUTION', applicant: '闽侯县人民法院' },
      ...{ aboutName: '林某1', request: '委托对被告人调查评估', receivedOn: '2026-06-08' },
    };
    expect(await code(at.analyst.post('applications', commission))).toEqual([403, 'FORBIDDEN']);
    expect(await code(at.otherHead.post('applications', commission))).toEqual([404, 'NOT_FOUND']);
    const { id } = await at.worker.done('applications', commission);
    const path = `applications/${id}`;
    expect((await at.head.see('applications?status=received')).items).toMatchObject([
      { intakeId: id, aboutName: '林某1', applicant: '闽侯县人民法院', dueOn: '2026-06-23' },
    ]);
    const investigators = [
      { kind: 'SOCIAL_WORKER', personId: 'worker-1' },
      { kind: 'OFFICER', personId: 'officer-1' },
    ];
    expect(await code(at.worker.post(`${path}/investigation`, { investigators }))).toEqual([403, 'FORBIDDEN']);
    await at.head.done(`${path}/investigation`, { investigators });
    const found = {
      ...{ background: '本地户籍', family: '与父母同住', mentalHealth: '情绪稳定', conclusion: '社会危险性低' },
      ...{ recommendation: 'SUITABLE', finishedOn: '2026-06-08' },
    };
    expect(await code(at.colleague.post(`${path}/investigation/report`, found))).toEqual([422, 'NOT_AN_INVESTIGATOR']);
    await at.worker.done(`${path}/investigation/report`, found);
    const conclusion = { eligible: true, reasons: '符合社区矫正条件' };
    for (const other of [at.worker, officer])
      expect(await code(other.post(`${path}/conclusion`, conclusion))).toEqual([403, 'FORBIDDEN']);
    expect(await code(at.otherDirector.post(`${path}/conclusion`, conclusion))).toEqual([404, 'NOT_FOUND']);
    service.clock.set('2026-06-24 09:00');
    expect((await at.head.see('applications?overdue=true')).items).toMatchObject([{ intakeId: id }]);
    await at.deputy.done(`${path}/conclusion`, conclusion);
    expect((await at.head.see('applications?overdue=true')).items).toEqual([]);
    await at.head.done(`supervisees/${man}/file-openings`, { reason: '核对接收材料' });
    const filed = async () =>
      (await at.head.see(`supervisees/${man}/file?limit=500`)).items.filter((row) =>
        /Application|Investigation/.test(String(row.type)),
      );
    expect(await filed()).toEqual([]);
    await at.head.done(`${path}/supervisee`, { superviseeId: man });
    // What was recorded before anybody knew whom it would be about is in his file, each at its own day.
    expect(await filed()).toMatchObject([
      { day: '2026-06-08', type: 'IntakeApplicationReceived', data: { aboutName: '林某1', intakeId: id } },
      { day: '2026-06-08', type: 'SocialInvestigationOpened', by: 'head-1' },
      { day: '2026-06-08', type: 'SocialInvestigationReported', data: { mentalHealth: '情绪稳定' } },
      { day: '2026-06-24', type: 'IntakeApplicationConcluded', by: 'deputy-1', data: { eligible: true } },
      { day: '2026-06-24', type: 'IntakeApplicationLinked', data: { superviseeId: man } },
    ]);
    const typed = await at.head.see(`supervisees/${man}/file?type=SocialInvestigationReported`);
    expect(typed.items).toHaveLength(1);
    expect((await at.head.get(`supervisees/${man}/file/printout`)).text).toContain('情绪稳定');
    await at.head.done(`supervisees/${woman}/file-openings`, { reason: '核对接收材料' });
    const hers = await at.head.see(`supervisees/${woman}/file?limit=500`);
    expect(hers.items.filter((row) => /Application|Investigation/.test(String(row.type)))).toEqual([]);
    expect(await at.director.see(path)).toMatchObject({
      status: 'concluded',
      investigations: [{ ...found, investigators: ['worker-1', 'officer-1'], reportedBy: 'worker-1' }],
      conclusion: { ...conclusion, late: true, by: 'deputy-1' },
      superviseeId: man,
    });
    expect((await at.head.see(`applications?supervisee=${man}`)).items).toMatchObject([{ intakeId: id }]);
    expect(await code(at.otherHead.get(path))).toEqual([404, 'NOT_FOUND']);
    expect(await at.auditor.see(path)).toMatchObject({ aboutName: '***', investigations: [{ mentalHealth: '***' }] });
  });

  it('[INT-1] [SEC-3] what an application told of somebody can be made unreadable', async () => {
    const asked = {
      ...{ officeId: 'ganzhe', kind: 'APPLICATION', source: 'PUBLIC', applicant: '陈某之母' },
      ...{ aboutName: '陈某', request: '申请社区矫正', receivedOn: '2026-06-24' },
    };
    const { id } = await at.head.done('applications', asked);
    await at.head.done(`applications/${id}/conclusion`, { eligible: false, reasons: '不在本县居住' });
    await at.director.done(`personal-data/${id}/erasure`, { kind: 'intakeApplication', ground: '保管期限届满' });
    expect(await at.head.see(`applications/${id}`)).toMatchObject({
      ...{ status: 'concluded', applicant: 'ERASED', aboutName: 'ERASED' },
      conclusion: { eligible: false, reasons: 'ERASED' },
    });
  });

  it('[ORG-3] volunteers are registered to a unit, join teams, and their service is found on activities', async () => {
    const volunteer = { volunteerId: 'v-1', unitId: 'ganzhe', name: '黄某', sex: 'FEMALE', registeredOn: '2026-06-24' };
    expect(await code(at.otherHead.post('volunteers', volunteer))).toEqual([404, 'NOT_FOUND']);
    expect(await code(at.auditor.post('volunteers', volunteer))).toEqual([403, 'FORBIDDEN']);
    await at.worker.done('volunteers', volunteer);
    expect(await code(at.head.post('volunteers', volunteer))).toEqual([422, 'VOLUNTEER_ALREADY_REGISTERED']);
    const member = { kind: 'VOLUNTEER', personId: 'v-1', sex: 'FEMALE' };
    await officer.done(`supervisees/${woman}/team/members`, { member, joinedOn: '2026-06-24' });
    const session = {
      ...{ officeId: 'ganzhe', title: '民法典讲座', place: '会议室', day: '2026-06-24', from: '09:00', to: '10:30' },
      ...{ ledBy: 'worker-1', subject: 'LEGAL', volunteers: ['v-1'], participants: [man] },
    };
    const { id } = await at.worker.done('education-sessions', session);
    expect((await at.head.see('volunteers/v-1/service')).items).toEqual([]);
    service.clock.set('2026-06-24 11:00');
    const attended = { attended: true, minutes: 90 };
    await at.worker.done(`activities/${id}/participants/${man}/participation`, attended);
    expect((await at.head.see('volunteers/v-1/service')).items).toMatchObject([
      { serviceId: id, kind: 'EDUCATION', day: '2026-06-24', minutes: 90 },
    ]);
    expect(await at.head.see('volunteers/v-1')).toMatchObject({ name: '黄某', service: { occasions: 1, minutes: 90 } });
    expect((await at.auditor.see('volunteers?unit=ganzhe')).items).toMatchObject([{ volunteerId: 'v-1', name: '***' }]);
    for (const path of ['volunteers/v-1', 'volunteers/v-1/service'])
      expect(await code(at.otherHead.get(path))).toEqual([404, 'NOT_FOUND']);
    const leaving = { on: '2026-06-24', reason: '迁往外地' };
    expect(await code(at.worker.post('volunteers/v-1/departure', leaving))).toEqual([403, 'FORBIDDEN']);
    await at.head.done('volunteers/v-1/departure', leaving);
    expect((await at.head.see('volunteers?status=left')).items).toMatchObject([
      { volunteerId: 'v-1', leftOn: '2026-06-24' },
    ]);
  });

  it('[ORG-2] the county establishes posts; filled, vacant and suggested ones are seen by office', async () => {
    const path = 'offices/ganzhe/worker-posts';
    const three = { posts: 3, reason: '按在册人数核定' };
    expect(await code(at.head.post(path, three))).toEqual([403, 'FORBIDDEN']);
    expect(await code(at.otherDirector.post(path, three))).toEqual([404, 'NOT_FOUND']);
    expect(await code(at.deputy.post('offices/minhou/worker-posts', three))).toEqual([422, 'POSTS_NEED_OFFICE']);
    await at.deputy.done(path, three);
    const { items } = await at.director.see('worker-posts');
    const staffed = { established: 3, filled: 2, vacant: 1, over: 0, supervisees: 3, plans: 1, suggested: 1 };
    expect(items).toMatchObject([
      { officeId: 'ganzhe', name: '甘蔗司法所', ...staffed },
      { officeId: 'shangjie', established: 0, filled: 1, vacant: 0, over: 1, supervisees: 0, suggested: 0 },
    ]);
    expect((await at.head.see('worker-posts')).items).toMatchObject([{ officeId: 'ganzhe' }]);
    expect((await at.otherHead.see('worker-posts?office=ganzhe')).items).toEqual([]);
  });

  it('[INT-2] of one judgment, each defendant is registered once, also at another office', async () => {
    const judgment = { documentNumber: '（2026）闽0121刑初900号' };
    const accomplice = { ...judgment, identityNumber: identityNumber('35012119880505103'), defendant: 2 };
    await at.worker.done('supervisees', form(90, judgment));
    const again = form(90, { ...judgment, documentNumber: '(2026)闽0121刑初900 号' });
    expect(await code(at.worker.post('supervisees', again))).toEqual([422, 'ALREADY_REGISTERED']);
    await at.otherHead.done('supervisees', form(91, { ...accomplice, officeId: 'shangjie' }));
    const roster = await at.city.see('supervisees?limit=100');
    expect(roster.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ...judgment, defendant: 1, officeId: 'ganzhe' }),
        expect.objectContaining({ ...judgment, defendant: 2, officeId: 'shangjie' }),
      ]),
    );
    for (const defendant of [2, 3]) {
      const twice = form(90, { ...judgment, defendant });
      expect(await code(at.worker.post('supervisees', twice))).toEqual([422, 'SAME_PERSON_IN_DOCUMENT']);
    }
    const { reportedOn: _, phone: __, address: ___, employment: ____, ...decision } = form(91, accomplice);
    const third = { ...decision, defendant: 3 };
    expect(await code(at.head.post('supervision-decisions', third))).toEqual([422, 'SAME_PERSON_IN_DOCUMENT']);
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    const rows = await expectRebuildEqual(service);
    expect(rows['supervision-teams']?.length).toBe(2);
    expect(rows['correction-plans']?.length).toBe(1);
    expect(rows['supervision-levels']?.length).toBe(1);
    expect(rows['intake-applications']?.length).toBe(2);
  });
});
