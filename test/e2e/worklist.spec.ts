import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, form, foundCounty } from '../harness/county.js';
import { expectRebuildEqual } from '../harness/rebuild.js';
import { type Person, Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';

describe('the worklist, from a fact to what somebody has to do', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let id: string;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-09 09:00');
    id = (await at.worker.done('supervisees', form())).id;
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const tasks = async (person: Person, query = ''): Promise<string[]> =>
    (await person.see(`worklist?limit=100${query}`)).items.map(({ task }) => task);

  it('[WRK-1] shows each what is theirs by post and unit, and as of which position', async () => {
    const { items, asOf } = await at.worker.see(`worklist?supervisee=${id}`);
    expect(items.map(({ task }) => task).sort()).toEqual(['plan-draft', 'rights-acknowledgement']);
    expect(items[0]).toMatchObject({ unit: 'ganzhe', superviseeId: id, fact: { type: 'SuperviseeRegistered' } });
    expect(asOf).toMatchObject({ stale: false, position: expect.any(Number) });
    expect(await tasks(at.head, `&supervisee=${id}`)).toEqual(
      expect.arrayContaining(['supervision-team', 'supervision-level']),
    );
    expect(await tasks(at.otherHead, `&supervisee=${id}`)).toEqual([]);
    expect(await tasks(at.director, `&supervisee=${id}`)).toEqual([]);
    expect((await at.auditor.get('worklist')).status).toBe(403);
  });

  it('[WRK-1] forgets what is done, and passes a leave on from post to post', async () => {
    await at.worker.done(`supervisees/${id}/rights-acknowledgement`, { day: '2026-03-09', explainedBy: 'worker-1' });
    expect(await tasks(at.worker, `&supervisee=${id}`)).toEqual(['plan-draft']);
    const days = { fromDay: '2026-03-10', fromHalf: 'AM', toDay: '2026-03-11', toHalf: 'PM' };
    const path = 'social-workers/worker-1/leave-requests';
    const { requestId } = await at.worker.done(path, { kind: 'PERSONAL', ...days, reason: '家中有事' });
    expect(await tasks(at.head, '&task=leave-decision')).toEqual(['leave-decision']);
    expect(await tasks(at.deputy, '&task=leave-decision')).toEqual([]);
    await at.head.done(`${path}/${requestId}/endorsement`, { opinion: '同意' });
    expect(await tasks(at.head, '&task=leave-decision')).toEqual([]);
    expect(await tasks(at.deputy, '&task=leave-decision')).toEqual(['leave-decision']);
  });

  it('[WRK-1] shows what is due on a day from that day, and past it as overdue', async () => {
    service.clock.set('2026-03-30 23:59');
    expect(await tasks(at.head, '&rule=APP-1')).toEqual([]);
    service.clock.set('2026-03-31 00:00');
    expect(await tasks(at.head, '&rule=APP-1&overdue=true')).toEqual([]);
    expect((await at.head.see('worklist?rule=APP-1')).items).toMatchObject([
      { dueOn: '2026-03-31', overdue: false },
      { dueOn: '2026-03-31', overdue: false },
    ]);
    service.clock.set('2026-04-01 00:00');
    expect(await tasks(at.head, '&rule=APP-1&overdue=true')).toHaveLength(2);
  });

  it('[AUD-5] is the same when it is built again from history', async () => {
    await expectRebuildEqual(service);
  });
});
