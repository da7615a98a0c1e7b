import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

const leave = (fromDay: string, fromHalf: 'AM' | 'PM', toDay: string, toHalf: 'AM' | 'PM', kind = 'PERSONAL') => ({
  kind,
  fromDay,
  fromHalf,
  toDay,
  toHalf,
  reason: '家中有事',
});

describe('leave, from the application form to the month sheet', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-02 08:00');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const asked = async (worker: Person, id: string, application: object): Promise<string> =>
    (await worker.done(`social-workers/${id}/leave-requests`, application)).requestId;
  const entry = async (requestId: string) => {
    const { items } = await at.city.see('leave-requests');
    const found = items.find((row) => row.requestId === requestId);
    if (!found) throw new Error(`${requestId} is not in the ledger`);
    return found;
  };
  /** The worker is back on the evening of the last day, and clears the return. */
  const back = async (worker: Person, path: string, day: string): Promise<void> => {
    service.clock.set(`${day} 18:00`);
    await worker.done(`${path}/clearance`);
  };
  const taken: [path: string, lastDay: string][] = [];
  const code = async (answer: Promise<{ status: number; body: { code: string } }>): Promise<unknown[]> => {
    const { status, body } = await answer;
    return [status, body.code];
  };

  it('[LEV-1] is asked for on the form before it begins, never after', async () => {
    const path = 'social-workers/worker-1/leave-requests';
    service.clock.set('2026-03-03 08:30');
    expect(await code(at.worker.post(path, leave('2026-03-03', 'AM', '2026-03-03', 'AM')))).toEqual([
      422,
      'LEAVE_BEGUN',
    ]);
    service.clock.set('2026-03-03 08:29');
    const requestId = await asked(at.worker, 'worker-1', {
      ...leave('2026-03-03', 'AM', '2026-03-03', 'AM'),
      substitute: 'worker-2',
    });
    expect(await entry(requestId)).toMatchObject({
      kind: 'PERSONAL',
      from: '2026-03-03:AM',
      to: '2026-03-03:AM',
      days: 0.5,
      reason: '家中有事',
      substitute: 'worker-2',
      status: 'pending',
    });
    service.clock.set('2026-03-03 08:30');
    const late = at.head.post(`${path}/${requestId}/approval`);
    expect(await code(late)).toEqual([422, 'LEAVE_BEGUN']);
    await at.worker.done(`${path}/${requestId}/withdrawal`);
    expect(await entry(requestId)).toMatchObject({ status: 'withdrawn', awaiting: null });
  });

  // The tiers' edges: 以内 includes the number (RULE-1); a half day more is the next tier's.
  it.each([
    ['[LEV-2] [RULE-1]', leave('2026-03-10', 'AM', '2026-03-10', 'PM'), 1, [], 'office-head'],
    ['[LEV-3] [RULE-1]', leave('2026-03-12', 'AM', '2026-03-13', 'AM'), 1.5, ['office-head'], 'deputy-director'],
    ['[LEV-3] [RULE-1]', leave('2026-03-17', 'AM', '2026-03-19', 'PM'), 3, ['office-head'], 'deputy-director'],
    [
      '[LEV-4] [RULE-1]',
      leave('2026-03-24', 'AM', '2026-03-27', 'AM'),
      3.5,
      ['office-head', 'deputy-director'],
      'director',
    ],
    [
      '[LEV-4] [RULE-1]',
      leave('2026-04-13', 'AM', '2026-04-17', 'PM'),
      5,
      ['office-head', 'deputy-director'],
      'director',
    ],
  ] as const)('%s %j makes %d days: %j endorse, the %s approves', async (_, application, days, endorsers, approver) => {
    service.clock.set('2026-03-09 08:00');
    const people: Record<string, Person> = {
      'office-head': at.head,
      'deputy-director': at.deputy,
      director: at.director,
    };
    const requestId = await asked(at.worker, 'worker-1', application);
    const path = `social-workers/worker-1/leave-requests/${requestId}`;
    const chain = [...endorsers, approver];
    for (const post of chain) {
      for (const [other, person] of Object.entries(people))
        if (other !== post) expect((await person.post(`${path}/approval`)).status).toBe(422);
      const inbox = await (people[post] as Person).see('leave-requests/inbox');
      expect(inbox.items).toMatchObject([{ requestId, awaiting: post, days, beyondDelegation: false }]);
      const deciding = post === approver ? 'approval' : 'endorsement';
      await (people[post] as Person).done(`${path}/${deciding}`, { opinion: '同意' });
    }
    const row = await entry(requestId);
    expect(row).toMatchObject({ status: 'approved', days, awaiting: null, beyondDelegation: false });
    expect(row.history.map((step) => step.by)).toEqual([undefined, ...chain]);
    taken.push([path, application.toDay]);
    expect((await at.director.see('leave-requests/inbox')).items).toEqual([]);
  });

  it('[LEV-5] over 5 days goes the way of the last tier, marked, with a request for guidance that is answered', async () => {
    for (const [path, lastDay] of taken) await back(at.worker, path, lastDay);
    service.clock.set('2026-04-20 08:00');
    const requestId = await asked(at.colleague, 'worker-2', leave('2026-04-22', 'AM', '2026-04-29', 'AM'));
    expect(await entry(requestId)).toMatchObject({ days: 5.5, beyondDelegation: true, approver: 'director' });
    let asking = await at.director.see('guidance-requests?status=open');
    for (let tries = 0; asking.items.length === 0 && tries < 400; tries += 1)
      asking = (await at.director.get('guidance-requests?status=open')).body;
    expect(asking.items).toMatchObject([
      {
        guidanceId: requestId,
        category: 'RULE_SILENT',
        officeId: 'ganzhe',
        about: { category: 'leave', id: requestId },
      },
    ]);
    await at.director.done(`guidance-requests/${requestId}/answer`, { text: '参照三日以上程序办理' });
    const precedents = await at.otherHead.see(`guidance-requests?text=${encodeURIComponent('三日以上')}`);
    expect(precedents.items).toMatchObject([{ guidanceId: requestId, status: 'answered' }]);
    const path = `social-workers/worker-2/leave-requests/${requestId}`;
    await at.head.done(`${path}/endorsement`, { opinion: '情况属实' });
    await at.deputy.done(`${path}/endorsement`, { opinion: '同意上报' });
    await at.director.done(`${path}/approval`, { opinion: '按答复办理' });
    expect(await entry(requestId)).toMatchObject({ status: 'approved', beyondDelegation: true });
    await back(at.colleague, path, '2026-04-29');
  });

  it('[LEV-10] is rejected, returned for more and asked again, withdrawn, and given back in part', async () => {
    service.clock.set('2026-05-11 08:00');
    const path = 'social-workers/worker-1/leave-requests';
    const rejected = await asked(at.worker, 'worker-1', leave('2026-05-12', 'AM', '2026-05-12', 'PM'));
    await at.head.done(`${path}/${rejected}/rejection`, { opinion: '当日值班' });
    const returned = await asked(at.worker, 'worker-1', leave('2026-05-13', 'AM', '2026-05-13', 'PM'));
    await at.head.done(`${path}/${returned}/return`, { opinion: '请写明事由' });
    await at.worker.done(`${path}/${returned}/resubmission`, leave('2026-05-13', 'AM', '2026-05-14', 'AM'));
    await at.head.done(`${path}/${returned}/endorsement`, { opinion: '同意' });
    await at.deputy.done(`${path}/${returned}/approval`);
    const part = { fromDay: '2026-05-13', fromHalf: 'PM', toDay: '2026-05-13', toHalf: 'PM' };
    await at.worker.done(`${path}/${returned}/cancellation`, part);
    expect(await entry(rejected)).toMatchObject({ status: 'rejected' });
    const row = await entry(returned);
    expect(row).toMatchObject({ status: 'approved', days: 1, cancelledDays: 0.5 });
    expect(row.history.map(({ action, actor }) => [action, actor])).toEqual([
      ['requested', 'worker-1'],
      ['returned', 'head-1'],
      ['resubmitted', 'worker-1'],
      ['endorsed', 'head-1'],
      ['approved', 'deputy-1'],
      ['cancelled', 'worker-1'],
    ]);
    await back(at.worker, `${path}/${returned}`, '2026-05-14');
  });

  it('[LEV-10] [ORG-1] is decided for another by who may act for them now, and shows for whom; never on the own', async () => {
    service.clock.set('2026-05-18 08:00');
    const until = '2026-05-20T17:30:00+08:00';
    await at.head.done('delegations', { officerId: 'head-1', delegateId: 'head-2', until, reason: '外出培训' });
    const requestId = await asked(at.worker, 'worker-1', leave('2026-05-25', 'AM', '2026-05-25', 'PM'));
    const path = `social-workers/worker-1/leave-requests/${requestId}`;
    expect(await code(at.otherHead.post(`${path}/approval`))).toEqual([404, 'NOT_FOUND']);
    const forHead = { 'x-on-behalf-of': 'head-1' };
    service.clock.set('2026-05-20 17:31');
    expect(await code(at.otherHead.post(`${path}/approval`, {}, forHead))).toEqual([403, 'NO_DELEGATION']);
    service.clock.set('2026-05-20 17:29');
    const key = { 'idempotency-key': 'approval-for-head' };
    await at.otherHead.done(`${path}/approval`, { opinion: '同意' }, { ...forHead, ...key });
    // The same in the own name is another command.
    expect(await code(at.otherHead.post(`${path}/approval`, { opinion: '同意' }, key))).toEqual([
      422,
      'IDEMPOTENCY_KEY_REUSED',
    ]);
    const { history } = await entry(requestId);
    expect(history.at(-1)).toMatchObject({
      action: 'approved',
      actor: 'head-2',
      role: 'office-head',
      onBehalfOf: 'head-1',
    });
    const own = await service.as('office-head', 'ganzhe', 'worker-1');
    const mine = await asked(at.worker, 'worker-1', leave('2026-06-01', 'AM', '2026-06-01', 'PM'));
    expect(await code(own.post(`social-workers/worker-1/leave-requests/${mine}/approval`))).toEqual([422, 'LEAVE_OWN']);
  });

  it('[RULE-4] [ATT-3] approved sessions are leave on the month sheet and no absence when the day is closed', async () => {
    service.clock.set('2026-05-25 18:00');
    const closing = await at.head.done('social-workers/worker-1/attendance-days/2026-05-25/closing');
    service.latest = closing.position;
    const sheet = await at.worker.see('social-workers/worker-1/attendance/2026-05');
    expect(sheet.sessions.filter(({ session }) => session.startsWith('2026-05-25'))).toEqual([
      { session: '2026-05-25:AM', leave: 'PERSONAL' },
      { session: '2026-05-25:PM', leave: 'PERSONAL' },
    ]);
    expect(sheet.totals).toMatchObject({ absenceDays: 0, leaveDays: 2, leaveDaysByKind: { PERSONAL: 2 } });
  });

  it('[AUD-5] leaves read models that history alone says', async () => {
    const rows = await expectRebuildEqual(service);
    expect([rows['leave-inbox']?.length, rows['leave-ledger']?.length]).toEqual([1, 11]);
  });
});
