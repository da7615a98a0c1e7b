import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, form, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { toldBy } from '../../harness/told.js';

const COMMISSION = {
  ...{ officeId: 'ganzhe', kind: 'COMMISSION', source: 'INSTITUTION', applicant: '闽侯县人民法院' },
  ...{ aboutName: '林某2', request: '委托对被告人调查评估', receivedOn: '2026-03-02' },
};
const FOUND = {
  ...{ background: '本地户籍', family: '与父母同住', mentalHealth: '情绪稳定', conclusion: '社会危险性低' },
  ...{ recommendation: 'SUITABLE', finishedOn: '2026-03-02' },
};
const REASON = '同名误关联，经核对非同一人';
const APPLICATION = ['IntakeApplicationReceived', 'SocialInvestigationOpened', 'SocialInvestigationReported'];

/** An application is linked to a person whom it is not about. */
describe('an application that was linked to the wrong person', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let [wrong, right, path] = ['', '', ''];
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-02 09:00');
    const { id } = await at.worker.done('applications', COMMISSION);
    path = `applications/${id}`;
    const investigators = ['worker-1', 'worker-2'].map((personId) => ({ kind: 'SOCIAL_WORKER', personId }));
    await at.head.done(`${path}/investigation`, { investigators });
    await at.worker.done(`${path}/investigation/report`, FOUND);
    await at.head.done(`${path}/conclusion`, { eligible: true, reasons: '符合社区矫正条件' });
    service.clock.set('2026-03-09 09:00');
    wrong = (await at.worker.done('supervisees', form(1))).id;
    right = (await at.worker.done('supervisees', form(2))).id;
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });
  const refusal = async (answer: ReturnType<Person['post']>): Promise<unknown[]> => {
    const { status, body } = await answer;
    return [status, body.code];
  };
  /** What the file of somebody tells of applications. */
  const filed = async (of: string): Promise<string[]> => {
    await at.head.done(`supervisees/${of}/file-openings`, { reason: '核对接收材料' });
    const { items } = await at.head.see(`supervisees/${of}/file?limit=500`);
    return items.map(({ type }) => String(type)).filter((type) => /Application|Investigation/.test(type));
  };
  const erase = (of: string) =>
    at.director.done(`personal-data/${of}/erasure`, { kind: 'supervisee', ground: '档案保管期限届满' });
  const tells = async (mentalHealth: string): Promise<void> =>
    expect(await at.head.see(path)).toMatchObject({ investigations: [{ mentalHealth }] });

  it('[INT-1] [FIL-1] is corrected by who may link, with the reason; the file it is not of holds no more than that', async () => {
    const correction = { reason: REASON };
    expect(await refusal(at.head.post(`${path}/supervisee/correction`, correction))).toEqual([
      422,
      'APPLICATION_NOT_LINKED',
    ]);
    await at.head.done(`${path}/supervisee`, { superviseeId: wrong });
    expect(await filed(wrong)).toEqual(expect.arrayContaining(APPLICATION));
    expect(await refusal(at.head.post(`${path}/supervisee/correction`, {}))).toEqual([400, 'INVALID_INPUT']);
    expect(await refusal(at.worker.post(`${path}/supervisee/correction`, correction))).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(at.otherHead.post(`${path}/supervisee/correction`, correction))).toEqual([404, 'NOT_FOUND']);
    await at.head.done(`${path}/supervisee/correction`, correction);
    expect(await filed(wrong)).toEqual(['IntakeApplicationLinked', 'IntakeApplicationUnlinked']);
    expect((await at.head.see(`applications?supervisee=${wrong}`)).items).toEqual([]);
    expect(await at.head.see(path)).toMatchObject({
      ...{ status: 'concluded', superviseeId: null, aboutName: '林某2' },
      wrongLinks: [{ reason: REASON, by: 'head-1' }],
    });
    expect(await at.auditor.see(path)).toMatchObject({ wrongLinks: [{ reason: '***' }] });
  });

  it('[INT-1] [FIL-1] is linked anew, and is then in the file of whom it is about', async () => {
    await at.head.done(`${path}/supervisee`, { superviseeId: right });
    expect(await filed(right)).toEqual(expect.arrayContaining([...APPLICATION, 'IntakeApplicationLinked']));
    expect(await filed(right)).not.toContain('IntakeApplicationUnlinked');
    expect((await at.head.see(`applications?supervisee=${right}`)).items).toHaveLength(1);
    expect(await filed(wrong)).toEqual(['IntakeApplicationLinked', 'IntakeApplicationUnlinked']);
  });

  it('[INT-1] [SEC-3] is not erased with the person whom it is not about, and is with the one whom it is', async () => {
    await toldBy(service, at.auditor, 'LinkedDataReleased', 1);
    await toldBy(service, at.auditor, 'LinkedDataNoted', 2);
    expect(await erase(wrong)).toMatchObject({ checked: { linked: [], complete: true } });
    await tells('情绪稳定');
    const linked = [{ kind: 'intakeApplication' }];
    expect(await erase(right)).toMatchObject({ checked: { linked, complete: true } });
    await tells('ERASED');
    expect(await at.head.see(path)).toMatchObject({ aboutName: 'ERASED', wrongLinks: [{ reason: 'ERASED' }] });
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    await expectRebuildEqual(service);
  });
});
