import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../projections/read-side.js';
import { type County, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

/** From inside and outside: inspections, complaints and procuratorates, each followed to its answer. */
describe('oversight over HTTP', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let officer: Person;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    officer = await service.as('officer', 'minhou', 'officer-9');
    service.clock.set('2026-03-09 09:00');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const code = async (answer: ReturnType<Person['post']>): Promise<unknown[]> => {
    const { status, body } = await answer;
    return [status, body.code];
  };
  const tasks = async (person: Person): Promise<string[]> =>
    (await person.see('worklist?rule=GOV-1')).items.map(({ task }) => task);
  /** Waits until time has left its mark on a record. */
  const overdue = (person: Person, path: string): Promise<void> =>
    until(`${path} overdue`, async () => ((await person.see(path)) as unknown as { overdue: boolean }).overdue);

  it('[GOV-1] an inspection goes from its plan to findings, answer, return, answer and end', async () => {
    const plan = { officeId: 'ganzhe', plannedOn: '2026-03-10', subject: '档案管理' };
    expect(await code(at.head.post('inspections', plan))).toEqual([403, 'FORBIDDEN']);
    expect(await code(at.otherDirector.post('inspections', plan))).toEqual([404, 'NOT_FOUND']);
    const { id } = await at.director.done('inspections', plan);
    const path = `inspections/${id}`;
    expect(await tasks(at.director)).toEqual([]);
    service.clock.set('2026-03-10 15:00');
    expect(await tasks(at.director)).toEqual(['inspection-carry-out']);
    const found = {
      ...{ carriedOutOn: '2026-03-10', inspectors: ['director-1'], opinion: '总体规范' },
      findings: [
        { matter: '方案未按期评估', rectify: true },
        { matter: '宣传栏规范', rectify: false },
      ],
    };
    await at.director.done(`${path}/findings`, found);
    expect(await at.head.see(path)).toMatchObject({ status: 'to-answer', answerDueOn: '2026-03-25', overdue: false });
    expect(await tasks(at.head)).toEqual(['inspection-answer']);
    expect(await code(at.otherHead.get(path))).toEqual([404, 'NOT_FOUND']);
    expect((await at.otherHead.see('inspections')).items).toEqual([]);
    service.clock.set('2026-03-25 23:59');
    expect(await at.head.see(path)).toMatchObject({ overdue: false });
    service.clock.set('2026-03-26 00:00');
    await overdue(at.director, path);
    expect((await at.city.see('inspections?overdue=true')).items).toMatchObject([{ inspectionId: id }]);
    const answer = { rectifications: [{ finding: 1, measures: '已补充评估' }] };
    expect(await code(at.director.post(`${path}/answer`, answer))).toEqual([403, 'FORBIDDEN']);
    await at.head.done(`${path}/answer`, answer);
    expect(await tasks(at.director)).toEqual(['inspection-close']);
    await at.director.done(`${path}/answer/return`, { reasons: '未说明结果' });
    expect(await at.head.see(path)).toMatchObject({ status: 'to-answer', answerDueOn: '2026-04-10', overdue: false });
    await at.head.done(`${path}/answer`, answer);
    expect(await code(at.otherDirector.post(`${path}/closing`, { conclusion: '到位' }))).toEqual([404, 'NOT_FOUND']);
    await at.director.done(`${path}/closing`, { conclusion: '整改到位' });
    expect(await at.auditor.see(path)).toMatchObject({
      status: 'closed',
      answers: [{ late: true }, { late: false, by: 'head-1' }],
      conclusion: '整改到位',
    });
    expect([...(await tasks(at.head)), ...(await tasks(at.director))]).toEqual([]);
    expect(await code(at.director.post(`${path}/closing`, { conclusion: '再' }))).toEqual([
      422,
      'INSPECTION_NOT_TO_CLOSE',
    ]);
  });

  it('[GOV-1] [SEC-2] a complaint about an office is the county’s: the office does not learn of it', async () => {
    service.clock.set('2026-04-01 09:00');
    const complaint = {
      ...{ aboutUnitId: 'ganzhe', respondentId: 'head-1', kind: 'COMPLAINT', channel: 'LETTER' },
      ...{ receivedOn: '2026-04-01', complainant: '陈某某', phone: '13900000000', content: '来所报到时无人接待' },
    };
    expect(await code(at.head.post('complaints', complaint))).toEqual([404, 'NOT_FOUND']);
    const { id } = await officer.done('complaints', complaint);
    const path = `complaints/${id}`;
    expect(await at.director.see(path)).toMatchObject({
      ...{ unitId: 'minhou', path: ['fuzhou', 'minhou'], status: 'received', dueOn: '2026-05-31' },
      ...{ complainant: '陈某某', phone: '13900000000', content: '来所报到时无人接待' },
    });
    expect(await at.auditor.see(path)).toMatchObject({ complainant: '***', content: '***' });
    expect(await code(at.head.get(path))).toEqual([404, 'NOT_FOUND']);
    expect((await at.head.see('complaints')).items).toEqual([]);
    expect((await at.otherDirector.see('complaints')).items).toEqual([]);
    const respondent = await service.as('director', 'minhou', 'head-1');
    expect(await code(respondent.get(path))).toEqual([404, 'NOT_FOUND']);
    expect((await respondent.see('complaints')).items).toEqual([]);
    expect(JSON.stringify(await at.head.see('offices/ganzhe/work-file?month=2026-04'))).not.toContain('Complaint');
    expect(await tasks(at.director)).toEqual(['complaint-assign']);
    expect(await code(officer.post(`${path}/assignment`, { assigneeId: 'officer-9' }))).toEqual([403, 'FORBIDDEN']);
    await at.director.done(`${path}/assignment`, { assigneeId: 'officer-9' });
    expect(await tasks(officer)).toEqual(['complaint-answer']);
    const answer = { outcome: 'FOUNDED', answer: '已核实并整改' };
    expect(await code(at.director.post(`${path}/answer`, answer))).toEqual([422, 'COMPLAINT_OF_ANOTHER']);
    service.clock.set('2026-05-31 23:59');
    expect(await at.director.see(path)).toMatchObject({ overdue: false });
    service.clock.set('2026-06-01 00:00');
    await overdue(at.director, path);
    await officer.done(`${path}/answer`, answer);
    expect(await code(officer.post(`${path}/withdrawal`, { reason: '撤回' }))).toEqual([422, 'COMPLAINT_NOT_OPEN']);
    await at.director.done(`${path}/closing`, { satisfied: true, remark: '已电话回访' });
    expect(await officer.see(path)).toMatchObject({
      status: 'closed',
      answer: { outcome: 'FOUNDED', late: true, text: '已核实并整改', by: 'officer-9' },
      closing: { satisfied: true, remark: '已电话回访' },
    });
  });

  it('[GOV-1] a suggestion to an office is answered by the office', async () => {
    const suggestion = {
      ...{ aboutUnitId: 'ganzhe', kind: 'SUGGESTION', channel: 'ONLINE', receivedOn: '2026-06-01' },
      content: '建议周末开放心理咨询',
    };
    const { id } = await at.head.done('complaints', suggestion);
    await at.head.done(`complaints/${id}/assignment`, { assigneeId: 'head-1' });
    await at.head.done(`complaints/${id}/answer`, { outcome: 'ADOPTED', answer: '下月起试行' });
    expect(await at.head.see('complaints?status=answered&kind=SUGGESTION')).toMatchObject({
      items: [{ complaintId: id, unitId: 'ganzhe', complainant: null, answer: { late: false } }],
    });
    await at.head.done(`complaints/${id}/closing`, {});
  });

  it('[SEC-3] whoever complained can be erased: what is left names nobody', async () => {
    const [closed] = (await at.director.see('complaints?status=closed&kind=COMPLAINT')).items;
    const { complaintId } = closed as unknown as { complaintId: string };
    await at.director.done(`personal-data/${complaintId}/erasure`, { kind: 'complaint', ground: '保管期限届满' });
    expect(await at.director.see(`complaints/${complaintId}`)).toMatchObject({
      ...{ complainant: 'ERASED', content: 'ERASED', status: 'closed', answer: { outcome: 'FOUNDED', text: 'ERASED' } },
    });
  });

  it('[GOV-1] a procuratorate gets its written reply by the deadline, and another when it demands one', async () => {
    service.clock.set('2026-06-08 09:00');
    const opinion = {
      ...{ unitId: 'ganzhe', kind: 'CORRECTION_OPINION', procuratorate: '闽侯县人民检察院' },
      ...{ documentNumber: '侯检纠〔2026〕1号', receivedOn: '2026-06-08', content: '外出审批不规范' },
    };
    expect(await code(at.otherHead.post('procuratorate-opinions', opinion))).toEqual([404, 'NOT_FOUND']);
    expect(await code(at.worker.post('procuratorate-opinions', opinion))).toEqual([403, 'FORBIDDEN']);
    const { id } = await at.head.done('procuratorate-opinions', opinion);
    const path = `procuratorate-opinions/${id}`;
    const again = { ...opinion, documentNumber: '侯检纠[2026] １号' };
    expect(await code(at.director.post('procuratorate-opinions', again))).toEqual([422, 'OPINION_ALREADY_RECEIVED']);
    expect(await tasks(at.head)).toEqual(['opinion-draft']);
    const draft = { adoption: 'PARTLY_ADOPTED', measures: '已补办手续' };
    expect(await code(at.head.post(`${path}/draft`, draft))).toEqual([422, 'OPINION_REASONS_NEEDED']);
    await at.head.done(`${path}/draft`, { ...draft, reasons: '第二项与规定不符' });
    expect(await code(at.head.post(`${path}/reply`, { replyNumber: '1' }))).toEqual([403, 'FORBIDDEN']);
    expect(await tasks(at.director)).toEqual(['opinion-sign']);
    await at.director.done(`${path}/draft/return`, { remark: '请补充结果' });
    await at.head.done(`${path}/draft`, { adoption: 'ADOPTED', measures: '已补办手续并培训' });
    service.clock.set('2026-06-23 23:59');
    await at.director.done(`${path}/reply`, { replyNumber: '侯司函〔2026〕3号' });
    expect(await at.head.see(path)).toMatchObject({
      ...{ status: 'replied', overdue: false, remarks: [{ remark: '请补充结果' }] },
      replies: [{ adoption: 'ADOPTED', measures: '已补办手续并培训', late: false, by: 'director-1' }],
    });
    service.clock.set('2026-06-30 09:00');
    await at.head.done(`${path}/further-reply-demand`, { demandedOn: '2026-06-29', objection: '未说明追责情况' });
    service.clock.set('2026-07-14 23:59');
    expect(await at.head.see(path)).toMatchObject({ status: 'received', dueOn: '2026-07-14', overdue: false });
    service.clock.set('2026-07-15 00:00');
    await overdue(at.head, path);
    await at.head.done(`${path}/draft`, { adoption: 'ADOPTED', measures: '已追责' });
    await at.director.done(`${path}/reply`, { replyNumber: '侯司函〔2026〕9号' });
    await at.director.done(`${path}/closing`, {});
    const items = [{ opinionId: id, status: 'closed', replies: [{ late: false }, { late: true }] }];
    expect(await at.city.see('procuratorate-opinions?status=closed')).toMatchObject({ items });
    expect((await at.auditor.see(path)) as unknown).toMatchObject({
      content: '***',
      replies: [{ measures: '***' }, {}],
    });
    expect(await code(at.otherHead.get(path))).toEqual([404, 'NOT_FOUND']);
  });

  it('[AUD-5] all of it can be rebuilt from history', async () => {
    await at.city.done('public-figures/fuzhou/2026Q2');
    const rows = await expectRebuildEqual(service);
    for (const view of ['inspections', 'complaints', 'procuratorate-opinions', 'public-figures'])
      expect([view, (rows[view] ?? []).length > 0]).toEqual([view, true]);
  });
});
