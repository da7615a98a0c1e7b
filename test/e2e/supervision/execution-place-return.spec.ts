import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, form, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { toldBy } from '../../harness/told.js';
import { until } from '../../projections/read-side.js';

describe('who goes back, is refused, or is not supervised any more', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  /** Head of the office in the other county. */
  let far: Person;
  /** Social worker of the other office of the county. */
  let otherWorker: Person;
  let registered = 0;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    far = await service.as('office-head', 'fengcheng', 'head-9');
    otherWorker = await service.as('social-worker', 'shangjie', 'worker-3');
    service.clock.set('2026-03-16 09:00');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const person = async (changed = {}): Promise<string> => {
    registered += 1;
    return (await at.worker.done('supervisees', form(registered, changed))).id;
  };
  const ask = async (by: Person, id: string, toOfficeId: string): Promise<string> => {
    const path = `supervisees/${id}/execution-place-transfers`;
    const { transferId } = await by.done(path, { toOfficeId, reason: '家庭迁居' });
    return `${path}/${transferId}`;
  };
  const endorsed = async (worker: Person, head: Person, id: string, to: string): Promise<string> => {
    const path = await ask(worker, id, to);
    await head.done(`${path}/endorsement`, { opinion: '情况属实' });
    return path;
  };
  const day = (): string => service.clock.now().slice(0, 10);
  const arrive = async (path: string, from: Person, to: Person, id: string): Promise<void> => {
    await from.done(`${path}/papers`, { on: day(), papers: '矫正档案一册' });
    await to.done(`${path}/report`, { on: day() });
    await until('they are there', async () => (await to.get(`supervisees/${id}`)).status === 200);
  };
  const lateBy = async (by: Person, id: string): Promise<unknown[]> =>
    (await by.see(`execution-place-transfers?supervisee=${id}`)).items.map(({ daysLate }) => daysLate);
  const refused = async (answer: ReturnType<Person['post']>): Promise<unknown> => (await answer).body.code;
  /** What waits for somebody about a person's change of place, and whose it is said to be. */
  const tasks = async (by: Person, id: string): Promise<string[]> => {
    const { items } = await by.see(`worklist?supervisee=${id}&limit=200`);
    return items
      .filter(({ task }) => String(task).startsWith('execution-place'))
      .map(({ task, unit }) => `${String(task).slice('execution-place-'.length)}@${unit}`)
      .sort();
  };
  /** The open change as somebody reads it, in the list and in the figures, which have to agree on whether there is one. */
  const open = async (by: Person, id: string): Promise<unknown> => {
    const { items } = await by.see(`execution-place-transfers?supervisee=${id}`);
    const row = items.find(({ status }) => status === 'pending' || status === 'approved');
    const figures = await by.see('analysis/execution-place-transfers?where=status:in:pending,approved&limit=200');
    expect(figures.items.filter(({ superviseeId }) => superviseeId === id).length).toBe(row === undefined ? 0 : 1);
    return row?.person?.name;
  };

  it('[TRV-1] [WRK-1] [SEC-2] back at the former office: it is told before they come, and the one they leave as before', async () => {
    const { worker, head, director, otherHead } = at;
    const id = await person();
    const name = `林某${registered}`;
    const there = await endorsed(worker, head, id, 'shangjie');
    await director.done(`${there}/approval`);
    service.clock.set('2026-03-23 09:00');
    await arrive(there, head, otherHead, id);
    expect(await lateBy(otherHead, id)).toEqual([0]);
    expect([await open(head, id), await tasks(head, id)]).toEqual([undefined, []]);

    const back = await ask(otherWorker, id, 'ganzhe');
    expect([await open(head, id), await tasks(head, id)]).toEqual([undefined, []]);
    expect([await open(otherHead, id), await tasks(otherHead, id)]).toEqual([name, ['decision@shangjie']]);
    await otherHead.done(`${back}/endorsement`, { opinion: '情况属实' });
    expect([await open(director, id), await tasks(director, id)]).toEqual([name, ['decision@minhou']]);
    await director.done(`${back}/approval`);
    expect([await open(head, id), await tasks(head, id)]).toEqual([name, ['report@ganzhe']]);
    expect([await open(otherHead, id), await tasks(otherHead, id)]).toEqual([name, ['papers@shangjie']]);
    expect((await head.see('execution-place-transfers?office=shangjie&status=approved')).items.length).toBe(1);
    service.clock.set('2026-03-31 00:00');
    await toldBy(service, at.auditor, 'ExecutionPlaceReportOverdue', 1);
    expect(await tasks(head, id)).toEqual(['report@ganzhe']);
    expect(await tasks(otherHead, id)).toEqual(['papers@shangjie', 'search@shangjie']);
    service.clock.set('2026-03-31 09:00');
    await arrive(back, otherHead, head, id);
    expect(await lateBy(head, id)).toEqual([1, 0]);
    for (const by of [head, otherHead]) expect([await open(by, id), await tasks(by, id)]).toEqual([undefined, []]);
    expect((await otherHead.get(`supervisees/${id}`)).status).toBe(404);
    expect(await lateBy(otherHead, id)).toEqual([]);
  });

  it('[TRV-1] [WRK-1] [SEC-2] back in the former county: it is asked first, and sees where it is asked', async () => {
    const { worker, head, director, otherDirector } = at;
    const id = await person();
    const name = `林某${registered}`;
    const there = await endorsed(worker, head, id, 'fengcheng');
    await otherDirector.done(`${there}/agreement`);
    await director.done(`${there}/approval`);
    await arrive(there, head, far, id);
    expect([await open(director, id), await tasks(director, id)]).toEqual([undefined, []]);

    const back = await endorsed(await service.as('officer', 'fengcheng', 'officer-9'), far, id, 'ganzhe');
    expect([await open(director, id), await tasks(director, id)]).toEqual([name, ['decision@minhou']]);
    expect([await open(otherDirector, id), await tasks(otherDirector, id)]).toEqual([name, []]);
    expect([await open(head, id), await tasks(head, id)]).toEqual([name, []]);
    await director.done(`${back}/agreement`);
    expect([await open(director, id), await tasks(director, id)]).toEqual([name, []]);
    expect([await open(otherDirector, id), await tasks(otherDirector, id)]).toEqual([name, ['decision@lianjiang']]);
    await otherDirector.done(`${back}/approval`);
    expect([await open(head, id), await tasks(head, id)]).toEqual([name, ['report@ganzhe']]);
    expect([await open(far, id), await tasks(far, id)]).toEqual([name, ['papers@fengcheng']]);
    await arrive(back, far, head, id);
    expect((await director.get(`supervisees/${id}`)).status).toBe(200);
    for (const by of [far, otherDirector])
      expect([(await by.get(`supervisees/${id}`)).status, await open(by, id)]).toEqual([404, undefined]);
  });

  it('[TRV-1] [SEC-2] a place that refused, or that nobody comes to, reads of the person no more than it was told', async () => {
    const { worker, head, director, otherDirector, otherHead } = at;
    const shown = async (by: Person, id: string): Promise<unknown> =>
      (await by.see(`execution-place-transfers?supervisee=${id}`)).items.map(({ status, person: of }) => [status, of]);
    const known = (n: number) => expect.objectContaining({ name: `林某${n}` });
    const one = await person();
    const asked = await endorsed(worker, head, one, 'fengcheng');
    expect(await shown(otherDirector, one)).toEqual([['pending', known(registered)]]);
    await otherDirector.done(`${asked}/rejection`, { opinion: '不具备监管条件' });
    for (const by of [otherDirector, far]) expect(await shown(by, one)).toEqual([['rejected', null]]);
    for (const by of [head, director]) expect(await shown(by, one)).toEqual([['rejected', known(registered)]]);
    const two = await person();
    const path = await endorsed(worker, head, two, 'shangjie');
    await director.done(`${path}/approval`);
    expect(await shown(otherHead, two)).toEqual([['approved', known(registered)]]);
    await worker.done(`${path}/withdrawal`);
    expect(await shown(otherHead, two)).toEqual([['withdrawn', null]]);
    expect(await shown(head, two)).toEqual([['withdrawn', known(registered)]]);
  });

  it('[TRV-1] [DIS-1] [WRK-1] what is under way when supervision ends is over with it, and waits for nobody', async () => {
    const { auditor, worker, head, director, otherHead } = at;
    const [waiting, decided] = [await person(), await person()];
    await endorsed(worker, head, waiting, 'shangjie');
    const path = await endorsed(worker, head, decided, 'shangjie');
    await director.done(`${path}/approval`);
    const end = { on: '2026-03-31', cause: 'REVOKED', decisionBody: '闽侯县人民法院', documentNumber: '（2026）撤1号' };
    for (const id of [waiting, decided]) await head.done(`supervisees/${id}/discharge`, end);
    const lapsed = await toldBy(service, auditor, 'ExecutionPlaceTransferLapsed', 2);
    expect(lapsed[0]).toMatchObject({ meta: { actor: 'system' } });
    service.clock.set('2026-04-20 09:00');
    for (const by of [head, otherHead]) {
      expect((await by.see('execution-place-transfers?overdue=true')).items).toEqual([]);
      expect(await tasks(by, decided)).toEqual([]);
    }
    const over = { status: 'lapsed', awaiting: null, turn: null, overdueSince: null };
    expect((await head.see('execution-place-transfers?status=lapsed')).items).toMatchObject([over, over]);
    expect(await open(head, waiting)).toBeUndefined();
    expect(await refused(worker.post(`${path}/withdrawal`))).toBe('NOT_UNDER_SUPERVISION');
  });

  it('[TRV-1] is decided to the last day of the term, and not the day after', async () => {
    const { worker, head, director } = at;
    const paths: string[] = [];
    for (const id of [await person({ termTo: '2026-04-20' }), await person({ termTo: '2026-04-20' })])
      paths.push(await endorsed(worker, head, id, 'shangjie'));
    service.clock.set('2026-04-20 23:59');
    await director.done(`${paths[0]}/approval`);
    service.clock.set('2026-04-21 00:00');
    expect(await refused(director.post(`${paths[1]}/approval`))).toBe('TRANSFER_TERM_OVER');
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    await expectRebuildEqual(service);
  });
});
