import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, form, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { toldBy } from '../../harness/told.js';
import { until } from '../../projections/read-side.js';

/** Two counties become one while people are on their way from the one to the other. */
describe('changes of place between counties that are merged meanwhile', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let there: Person;
  /** Asks to leave, asks to come, and was let go: before the merger. */
  let [leaving, coming, gone] = ['', '', ''];
  const paths: Record<string, string> = {};
  const pathOf = (of: string): string => paths[of] ?? '';
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    there = await service.as('office-head', 'fengcheng', 'head-3');
    service.clock.set('2026-03-09 09:00');
    [leaving, gone] = [
      (await at.worker.done('supervisees', form(1))).id,
      (await at.worker.done('supervisees', form(2))).id,
    ];
    coming = (await there.done('supervisees', form(3, { officeId: 'fengcheng' }))).id;
    service.clock.set('2026-03-20 09:00');
    const asked = async (by: Person, head: Person, of: string, toOfficeId: string): Promise<void> => {
      const path = `supervisees/${of}/execution-place-transfers`;
      const { transferId } = await by.done(path, { toOfficeId, reason: '家庭迁居' });
      paths[of] = `${path}/${transferId}`;
      await head.done(`${pathOf(of)}/endorsement`, { opinion: '情况属实' });
    };
    await asked(at.worker, at.head, leaving, 'fengcheng');
    await asked(at.worker, at.head, gone, 'fengcheng');
    const officer = await service.as('officer', 'fengcheng', 'officer-3');
    await asked(officer, there, coming, 'ganzhe');
    await at.otherDirector.done(`${pathOf(gone)}/agreement`, { opinion: '具备监管条件' });
    await at.director.done(`${pathOf(gone)}/approval`);
    await at.worker.done(`${pathOf(gone)}/papers`, { on: '2026-03-20', papers: '矫正档案一册' });
    await at.admin.done('officers/director-2/departure');
    await at.admin.done('units/lianjiang/merger', { intoId: 'minhou' });
    await until(
      'the county has the office',
      async () => (await at.director.get(`supervisees/${coming}`)).status === 200,
    );
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });
  const code = async (answer: ReturnType<Person['post']>): Promise<unknown> => (await answer).body.code;
  const decisions = async (by: Person): Promise<string[]> => {
    const { items } = await by.see('worklist?task=execution-place-decision&limit=100');
    return items.map(({ superviseeId }) => superviseeId).sort();
  };

  it('[TRV-1] [ORG-1] [WRK-1] what waited for either county waits for the one that there is, and nobody acts for the other', async () => {
    expect(await decisions(at.director)).toEqual([leaving, coming].sort());
    expect(await code(at.otherDirector.post(`${pathOf(leaving)}/agreement`, { opinion: '同意' }))).toBe('NOT_FOUND');
    for (const one of [leaving, coming]) {
      expect(await code(at.director.post(`${pathOf(one)}/approval`))).toBe('TRANSFER_NOT_YOUR_TURN');
      await at.deputy.done(`${pathOf(one)}/agreement`, { opinion: '同意接收' });
      await at.director.done(`${pathOf(one)}/approval`);
    }
    expect(await decisions(at.director)).toEqual([]);
    await at.worker.done(`${pathOf(leaving)}/papers`, { on: '2026-03-20', papers: '矫正档案一册' });
    await there.done(`${pathOf(coming)}/papers`, { on: '2026-03-20', papers: '矫正档案一册' });
  });

  it('[TRV-1] [STA-1] the receiving offices confirm, and those who came are told to have gone within the county', async () => {
    for (const one of [leaving, gone]) {
      expect(await code(at.worker.post(`${pathOf(one)}/report`, { on: '2026-03-20' }))).toBe('NOT_FOUND');
      await there.done(`${pathOf(one)}/report`, { on: '2026-03-20' });
    }
    await at.head.done(`${pathOf(coming)}/report`, { on: '2026-03-20' });
    await toldBy(service, at.auditor, 'SuperviseeTransferred', 3);
    for (const [one, officeId] of [
      [leaving, 'fengcheng'],
      [gone, 'fengcheng'],
      [coming, 'ganzhe'],
    ] as const)
      expect(await at.director.see(`supervisees/${one}`)).toMatchObject({ officeId });
    const { items } = await at.director.see('execution-place-transfers?status=reported');
    expect(items).toMatchObject(Array.from({ length: 3 }, () => ({ scope: 'WITHIN_COUNTY' })));
    const totalOf = async (unit: string) =>
      (await at.director.see(`statistics/monthly?unit=${unit}&month=2026-03`)).supervisees.total;
    expect(await totalOf('ganzhe')).toMatchObject({
      in: { REGISTERED: 2, TRANSFERRED_WITHIN_COUNTY: 1 },
      out: { TRANSFERRED_WITHIN_COUNTY: 2 },
      closing: 1,
    });
    expect(await totalOf('minhou')).toEqual({ opening: 0, in: { REGISTERED: 3 }, out: {}, closing: 3 });
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    await expectRebuildEqual(service);
  });
});
