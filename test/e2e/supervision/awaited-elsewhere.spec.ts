import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, form, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { toldBy } from '../../harness/told.js';

/** Activities of an office await somebody who goes to another office before they are held. */
describe('activities that await somebody who is transferred', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let [mover, stayer] = ['', ''];
  let [held, lecture, labour]: string[] = [];
  const plan = (day: string, participants: readonly string[]) => ({
    ...{ officeId: 'ganzhe', title: '民法典专题讲座', place: '司法所会议室', day, from: '09:00', to: '11:00' },
    ...{ ledBy: 'worker-1', participants },
  });
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-09 09:00');
    mover = (await at.worker.done('supervisees', form(1))).id;
    stayer = (await at.worker.done('supervisees', form(2))).id;
    const legal = { subject: 'LEGAL' };
    held = (await at.worker.done('education-sessions', { ...plan('2026-03-10', [mover]), ...legal })).id;
    lecture = (await at.worker.done('education-sessions', { ...plan('2026-03-25', [mover, stayer]), ...legal })).id;
    labour = (await at.worker.done('community-service-sessions', plan('2026-03-26', [mover]))).id;
    service.clock.set('2026-03-10 11:00');
    await at.worker.done(`activities/${held}/participants/${mover}/participation`, { attended: true });
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });
  const months = (by: Person) => by.see(`supervisees/${mover}/participation`);

  it('[EDU-1] [TRV-1] awaits them while they are on their way', async () => {
    const path = `supervisees/${mover}/execution-place-transfers`;
    service.clock.set('2026-03-20 09:00');
    const { transferId } = await at.worker.done(path, { toOfficeId: 'shangjie', reason: '家庭迁居' });
    await at.head.done(`${path}/${transferId}/endorsement`, { opinion: '情况属实' });
    await at.director.done(`${path}/${transferId}/approval`);
    await at.worker.done(`${path}/${transferId}/papers`, { on: '2026-03-20', papers: '矫正档案一册' });
    expect(await at.head.see(`activities/${lecture}`)).toMatchObject({ totals: { expected: 2, transferred: 0 } });
    service.clock.set('2026-03-23 09:00');
    await at.otherHead.done(`${path}/${transferId}/report`, { on: '2026-03-23' });
    await toldBy(service, at.auditor, 'SuperviseeTransferred', 1);
  });

  it('[EDU-1] [SVC-1] [TRV-1] awaits them no more from then on, by itself; both offices see that and why', async () => {
    service.clock.set('2026-03-23 09:01');
    const facts = await toldBy(service, at.auditor, 'ParticipantTransferred', 2);
    expect(facts.map(({ stream }) => stream).sort()).toEqual([`activity-${lecture}`, `activity-${labour}`].sort());
    // The former office, to whom they are nobody now, by number and in its own work; the county by name.
    for (const [of, expected] of [
      [lecture, 1],
      [labour, 0],
    ] as const)
      expect(await at.head.see(`activities/${of}`)).toMatchObject({ totals: { expected, transferred: 1 } });
    expect((await at.head.get(`activities/${lecture}`)).text).not.toContain(mover);
    expect((await at.director.get(`activities/${lecture}`)).body).toMatchObject({
      participants: expect.arrayContaining([expect.objectContaining({ superviseeId: mover, status: 'transferred' })]),
    });
    const work = await at.head.see('offices/ganzhe/work-file?month=2026-03&limit=500');
    expect(work.items.filter(({ type }) => type === 'ParticipantTransferred')).toHaveLength(2);
    await at.otherHead.done(`supervisees/${mover}/file-openings`, { reason: '接收核对' });
    const file = await at.otherHead.see(`supervisees/${mover}/file?type=ParticipantTransferred`);
    expect(file.items).toMatchObject([{ day: '2026-03-25' }, { day: '2026-03-26' }]);
    // Expected at what was held alone.
    const counted = { education: { expected: 1, attended: 1 }, communityService: { expected: 0 } };
    expect((await months(at.otherHead)).items).toMatchObject([counted]);
  });

  it('[EDU-1] [SEC-2] neither office records their part; the others are recorded as ever', async () => {
    service.clock.set('2026-03-25 11:00');
    const part = `activities/${lecture}/participants`;
    for (const by of [at.head, at.otherHead])
      expect((await by.post(`${part}/${mover}/participation`, { attended: true })).status).toBe(404);
    await at.worker.done(`${part}/${stayer}/participation`, { attended: true });
    expect(await at.head.see(`activities/${lecture}`)).toMatchObject({
      totals: { expected: 0, attended: 1, absent: 0, transferred: 1 },
    });
    expect(await at.head.see(`activities/${held}`)).toMatchObject({ totals: { attended: 1, transferred: 0 } });
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    await expectRebuildEqual(service);
  });
});
