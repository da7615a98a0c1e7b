import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, form, foundCounty } from './county.js';
import { expectRebuildEqual } from './rebuild.js';
import type { Person } from './service.js';
import { Service } from './service.js';
import { openStores, type Stores } from './stores.js';

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

  it('[AUD-5] is all that the read models say of it', async () => {
    const rows = await expectRebuildEqual(service);
    expect(rows['visits']?.length).toBeGreaterThan(0);
    expect(elsewhere).not.toBe('');
  });
});
