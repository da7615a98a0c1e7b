import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { toldBy } from '../../harness/told.js';

describe('recruitment, from the vacancy to the appointment', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let recruitmentId: string;
  let applicationId: string;
  let declined: string;
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
  const post = (posts: number) => ({
    ...{ officeId: 'ganzhe', posts, applyUntil: '2026-03-20' },
    requirements: '社会工作、法学或心理学专业，责任心强',
  });

  it('[HR-1] [ORG-2] posts are announced as far as they are vacant, for everybody to read', async () => {
    await at.deputy.done('offices/ganzhe/worker-posts', { posts: 3, reason: '在册对象增加' });
    const { items } = await at.deputy.see('worker-posts?office=ganzhe');
    expect(items).toMatchObject([{ established: 3, filled: 2, vacant: 1 }]);
    expect((await at.head.post('recruitments', post(2))).body.code).toBe('RECRUITMENT_NOT_VACANT');
    expect((await at.otherHead.post('recruitments', post(1))).status).toBe(404);
    recruitmentId = (await at.head.done('recruitments', post(1))).id;
    expect((await at.otherDirector.see('recruitments?status=open')).items).toMatchObject([
      { recruitmentId, officeId: 'ganzhe', posts: 1, vacant: 1, pending: 1, requirements: post(1).requirements },
    ]);
    // What is announced already is not vacant again.
    expect((await at.head.post('recruitments', post(1))).body.code).toBe('RECRUITMENT_NOT_VACANT');
  });

  it('[HR-1] [SEC-3] an applicant is reviewed, interviewed and hired with reasons; only recruiters read who it is', async () => {
    const form = {
      name: '陈思',
      phone: '0591-22345679',
      education: '本科，社会工作',
      identityNumber: '350121199001011236',
    };
    applicationId = (await at.head.done(`recruitments/${recruitmentId}/job-applications`, form)).id;
    const path = `job-applications/${applicationId}`;
    const list = `recruitments/${recruitmentId}/job-applications`;
    expect((await at.head.see(list)).items).toMatchObject([{ status: 'received', name: '陈思' }]);
    expect((await at.auditor.see(list)).items[0]?.name).not.toBe('陈思');
    expect((await at.otherHead.see(list)).items).toEqual([]);
    expect((await at.otherHead.get(path)).status).toBe(404);
    expect((await at.worker.get(list)).status).toBe(403);
    const todo = async (who = at.head) => (await who.see('worklist?rule=HR-1')).items.map(({ task }) => task);
    expect(await todo()).toEqual(['applicant-review']);
    await at.head.done(`${path}/qualification-review`, { qualified: true, reasons: '专业符合' });
    const scores = [
      { interviewer: 'head-1', score: 88 },
      { interviewer: 'deputy-1', score: 85 },
    ];
    await at.head.done(`${path}/interview`, { heldOn: '2026-03-09', scores, remarks: '沟通能力好' });
    expect((await at.head.post(`${path}/decision`, { hired: true, reasons: '合格' })).status).toBe(403);
    expect(await todo(at.deputy)).toEqual(['applicant-decision']);
    await at.deputy.done(`${path}/decision`, { hired: true, reasons: '资格审查和面试均合格' });
    await toldBy(service, at.auditor, 'RecruitmentHireNoted', 1);
    expect(await at.head.see(path)).toMatchObject({ status: 'hired', average: 86.5, decision: { by: 'deputy-1' } });
    expect(await todo(at.deputy)).toEqual(['applicant-appointment']);
    declined = (await at.head.done(`recruitments/${recruitmentId}/job-applications`, { ...form, name: '赵宁' })).id;
    await at.head.done(`job-applications/${declined}/qualification-review`, { qualified: true, reasons: '专业符合' });
    await at.head.done(`job-applications/${declined}/interview`, { heldOn: '2026-03-09', scores, remarks: '尚可' });
    const late = await at.deputy.post(`job-applications/${declined}/decision`, { hired: true, reasons: '合格' });
    expect(late.body.code).toBe('RECRUITMENT_FULL');
    await at.deputy.done(`job-applications/${declined}/decision`, { hired: false, reasons: '岗位已满' });
  });

  it('[HR-1] [HR-3] the appointment names the application, once', async () => {
    const body = {
      officeId: 'ganzhe',
      name: '陈思',
      appointedOn: '2026-03-16',
      probationUntil: '2026-06-15',
      applicationId,
    };
    service.clock.set('2026-03-16 09:00');
    await at.director.done('social-workers', { ...body, workerId: 'worker-9' });
    await toldBy(service, at.auditor, 'ApplicantAppointed', 1);
    expect(await at.head.see(`job-applications/${applicationId}`)).toMatchObject({
      status: 'appointed',
      workerId: 'worker-9',
    });
    expect(await at.head.see('social-workers/worker-9')).toMatchObject({ applicationId, status: 'serving' });
    const again = await at.director.post('social-workers', { ...body, workerId: 'worker-10' });
    expect(again.body.code).toBe('WORKER_APPLICATION_UNFIT');
    expect((await at.head.see('recruitments')).items).toMatchObject([
      { applications: 2, qualified: 2, interviewed: 2, hired: 1, appointed: 1, pending: 0 },
    ]);
    await at.head.done(`recruitments/${recruitmentId}/closing`, { reason: '已招满' });
    const late = await at.head.post(`recruitments/${recruitmentId}/job-applications`, {
      name: '李某',
      phone: '0591-22345670',
      education: '本科',
    });
    expect(late.body.code).toBe('RECRUITMENT_CLOSED');
  });

  it('[SEC-3] an applicant who is erased is unreadable, and everything else stays; so with who became a social worker', async () => {
    const ground = '保管期限届满';
    await at.director.done(`personal-data/${declined}/erasure`, { kind: 'applicant', ground });
    const gone = { name: 'ERASED', education: 'ERASED', average: 86.5 };
    expect(await at.head.see(`job-applications/${declined}`)).toMatchObject(gone);
    expect((await at.head.see(`job-applications/${applicationId}`)).name).toBe('陈思');
    await toldBy(service, at.auditor, 'LinkedDataNoted', 1);
    const receipt = await at.director.done('personal-data/worker-9/erasure', { kind: 'socialWorker', ground });
    const linked = [{ kind: 'applicant', personId: applicationId }];
    expect(receipt).toMatchObject({ checked: { complete: true, linked } });
    expect(await at.head.see(`job-applications/${applicationId}`)).toMatchObject({ status: 'appointed', ...gone });
    expect((await at.head.see('social-workers/worker-9')).name).toBe('ERASED');
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    await expectRebuildEqual(service);
  });
});
