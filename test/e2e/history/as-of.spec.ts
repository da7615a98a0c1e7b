import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Document } from 'mongodb';
import { views } from '../../../projections/registry.js';
import { plain } from '../../../src/audit/as-of/changes.js';
import { momentOf } from '../../../src/audit/as-of/moment.js';
import { type PastState, PastStates } from '../../../src/audit/as-of/past-states.js';
import { DECIDERS } from '../../../src/app.module.js';
import { StreamStore } from '../../../src/platform/streams/stream-store.js';
import type { Answer } from '../../harness/answers.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import { reached, rowsIn } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

type Rows = Record<string, Document[]>;
const everything = { actor: 'auditor-1', role: 'auditor', unit: '*', relation: 'unit', reach: ['*'] } as const;
const reason = '核查当时所依据的记录';

describe('what was at a moment of the past', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let past: PastStates;
  let person: string;
  let requestId: string;
  /** What the read models showed after each command. */
  const shown: Rows[] = [];
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores, '2026-01-05 08:00', { RATE_LIMIT: '1000000' });
    at = await foundCounty(service);
    past = service.app.get(PastStates, { strict: false });
    await noted();
    service.clock.set('2026-03-09 09:00');
    person = (await at.worker.done('supervisees', form())).id;
    await noted();
    service.clock.set('2026-03-10 09:00');
    const leave = { kind: 'PERSONAL', fromDay: '2026-03-20', fromHalf: 'AM', toDay: '2026-03-20', toHalf: 'PM' };
    const asked = await at.worker.done('social-workers/worker-1/leave-requests', { ...leave, reason: '家事' });
    ({ requestId } = asked);
    await noted();
    service.clock.set('2026-03-11 09:00');
    const request = `social-workers/worker-1/leave-requests/${requestId}`;
    await at.head.done(`${request}/approval`, { opinion: '同意' });
    await noted();
    const visit = { kind: 'HOME_VISIT', day: '2026-03-10', time: '09:30', visitors: ['worker-1'], place: '甘蔗街道' };
    await at.worker.done(`supervisees/${person}/visits`, { ...visit, findings: '在家，情绪稳定' });
    await noted();
  }, 180_000);
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const noted = async (): Promise<void> => {
    await reached(service, stores.namespace, service.latest, service.runner);
    shown.push(await rowsIn(service, stores.namespace));
  };
  const rowOf = ({ _id, _position, ...row }: Document): object => row;
  const asOf = (view: string, key: string, position: number): Promise<PastState | undefined> => {
    const of = views.find(({ name }) => name === view);
    if (!of) throw new Error(`${view} is no view`);
    return past.document(of, key, { moment: momentOf(String(position)), reader: everything, explained: true });
  };
  const open = (by: Person, kind: 'record' | 'document', subjectId: string): Promise<Answer> =>
    by.post('audit/readings', { kind, subjectId, reason });

  it('[AUD-2] is for each document of each view what was shown then', async () => {
    const compared = new Set<string>();
    for (const rows of shown)
      for (const [view, of] of Object.entries(rows))
        for (const row of of) {
          const name = `${view}/${row._id}@${row._position}`;
          if (compared.has(name)) continue;
          compared.add(name);
          const { content, last } = (await asOf(view, String(row._id), Number(row._position))) ?? {};
          expect([name, JSON.parse(JSON.stringify(content ?? null))]).toEqual([name, rowOf(row)]);
          expect([name, (last?.position ?? 0) <= Number(row._position)]).toEqual([name, true]);
        }
    expect(compared.size).toBeGreaterThan(50);
    // Of some there is more than one state.
    expect(new Set([...compared].map((name) => name.split('@')[0])).size).toBeLessThan(compared.size);
  });

  it('[AUD-2] is for each record what decisions are made on now', async () => {
    const streams = service.app.get(StreamStore, { strict: false });
    const ids: [string, string][] = [
      ['supervisee', person],
      ['leave', 'worker-1'],
      ['socialWorker', 'worker-1'],
      ['organisation', 'all'],
    ];
    for (const [category, id] of ids) {
      const of = DECIDERS.find((one) => one.category === category);
      if (!of) throw new Error(`${category} is no category`);
      const { state, revision } = await streams.load<object>(of, id, 0);
      if (revision < 0) continue;
      const now = await past.record(of, id, { moment: momentOf(undefined), reader: everything, explained: false });
      expect([category, now?.content]).toEqual([category, plain(state)]);
      expect(now?.facts).toBe(revision + 1);
    }
  });

  it('[AUD-2] is explained event by event: who set which field, by which command and rules', async () => {
    await open(at.auditor, 'document', `leave-inbox/${requestId}`);
    const path = `audit/documents/leave-inbox?key=${requestId}&explain=true`;
    const now = JSON.parse((await at.auditor.get(path)).text) as {
      content: Record<string, unknown>;
      events: { type: string; by: string; policySet: string; changes: { path: string }[] }[];
      setBy: { path: string; type: string }[];
    };
    expect(now.events.map(({ type, by }) => [type, by])).toEqual([
      ['LeaveRequested', 'worker-1'],
      ['LeaveApproved', 'head-1'],
    ]);
    const approval = now.events[1];
    expect(approval?.changes.length).toBeGreaterThan(0);
    for (const { path: field } of approval?.changes ?? [])
      expect(now.setBy).toContainEqual(expect.objectContaining({ path: field, type: 'LeaveApproved' }));
    const names = now.setBy.map(({ path: field }) => field);
    expect(new Set(names).size).toBe(names.length);
  });

  it('[AUD-2] is named by an instant as well: what was recorded by then', async () => {
    await open(at.director, 'record', 'leave-worker-1');
    const then = async (instant: string): Promise<Answer> =>
      at.director.get(`audit/records/leave?id=worker-1&asOf=${encodeURIComponent(instant)}`);
    const before = await then('2026-03-10T08:59:59.999+08:00');
    expect([before.status, before.body.code]).toEqual([404, 'NOT_FOUND']);
    const [requested, approved] = [await then('2026-03-10T09:00:00+08:00'), await then('2026-03-11T09:00:00+08:00')];
    expect(JSON.parse(requested.text)).toMatchObject({ asOf: { facts: 1 } });
    expect(JSON.parse(approved.text)).toMatchObject({ asOf: { facts: 2 } });
    expect((await then('2026-13-41T09:00:00Z')).status).toBe(400);
  });

  it('[SEC-4] is read for a stated reason alone, and the reading is on record', async () => {
    const paths: [kind: 'record' | 'document', subject: string, path: string][] = [
      ['record', `supervisee-${person}`, `audit/records/supervisee?id=${person}`],
      ['document', `supervisee-roster/${person}`, `audit/documents/supervisee-roster?key=${person}`],
    ];
    for (const [kind, subject, path] of paths) {
      for (const unread of [path, path.replace(person, 'nobody')])
        expect((await at.auditor.get(unread)).body.code).toBe('HISTORY_NOT_OPENED');
      await open(at.auditor, kind, subject);
      expect((await at.auditor.get(path)).status).toBe(200);
      const { text } = await at.auditor.get('audit/events?type=HistoryOpened');
      expect(text).toContain(`"subjectId":"${subject}"`);
    }
  });

  it('[SEC-3] shows personal values to whoever may read them, and to nobody else', async () => {
    const path = `audit/documents/supervisee-roster?key=${person}`;
    await open(at.director, 'document', `supervisee-roster/${person}`);
    expect((await at.director.get(path)).text).toContain(form().name);
    const masked = (await at.auditor.get(path)).text;
    expect([masked.includes(form().name), masked.includes('sealed:'), masked.includes('***')]).toEqual([
      ...[false, false, true],
    ]);
  });

  it('[SEC-2] outside the reader’s unit never was', async () => {
    const subjects: [kind: 'record' | 'document', there: string, none: string, path: string][] = [
      ['record', `supervisee-${person}`, 'supervisee-nobody', 'audit/records/supervisee?id='],
      ['document', `supervisee-roster/${person}`, 'supervisee-roster/nobody', 'audit/documents/supervisee-roster?key='],
    ];
    for (const [kind, there, none, path] of subjects) {
      const [opened, openedNone] = [
        await open(at.otherDirector, kind, there),
        await open(at.otherDirector, kind, none),
      ];
      expect([opened.status, openedNone.status]).toEqual([200, 200]);
      const [hidden, missing] = [
        await at.otherDirector.get(path + person),
        await at.otherDirector.get(`${path}nobody`),
      ];
      expect([hidden.status, { ...hidden.body, instance: '' }]).toEqual([404, { ...missing.body, instance: '' }]);
    }
    const unknown = await open(at.auditor, 'record', 'nothing-1');
    expect(unknown.status).toBe(200);
    expect((await at.auditor.get('audit/records/nothing?id=1')).status).toBe(404);
  });
});
