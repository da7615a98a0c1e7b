import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditFooter, AuditLine } from '../../../src/audit/audit-line.js';
import { verifyExport } from '../../../src/audit/verification/verify.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

interface Read {
  readonly lines: AuditLine[];
  readonly footer: AuditFooter;
  readonly text: string[];
}
const OF_SUPERVISEE = 'supervisee';
const reason = '核查案件办理过程';

describe('the history by person, kind, unit, time, actor and position', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let person: string;
  let other: string;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores, '2026-01-05 08:00', { RATE_LIMIT: '1000000' });
    at = await foundCounty(service);
    service.clock.set('2026-03-09 08:20');
    person = (await at.worker.done('supervisees', form())).id;
    other = (await at.worker.done('supervisees', form(2))).id;
    service.clock.set('2026-03-10 11:00');
    const lecture = {
      officeId: 'ganzhe',
      subject: 'LEGAL',
      title: '民法典专题讲座',
      place: '会议室',
      day: '2026-03-18',
    };
    const planned = { ...lecture, from: '09:00', to: '11:00', ledBy: 'worker-1', participants: [person, other] };
    await at.worker.done('education-sessions', planned);
    const visit = { kind: 'HOME_VISIT', day: '2026-03-10', time: '09:30', visitors: ['worker-1'], place: '甘蔗街道' };
    await at.worker.done(`supervisees/${person}/visits`, { ...visit, findings: '在家，情绪稳定' });
  }, 180_000);
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const read = async (query: string, by = at.auditor): Promise<Read> => {
    const answer = await by.get(`audit/events${query}`);
    expect([query, answer.status]).toEqual([query, 200]);
    const text = answer.text.trimEnd().split('\n');
    const lines = text.map((line) => JSON.parse(line) as AuditLine & AuditFooter);
    return { lines: lines.slice(0, -1), footer: lines.at(-1) as AuditFooter, text };
  };
  /** Reads that are compared end at the same place: the service records what falls due meanwhile. */
  const upToNow = async (): Promise<string> => `upTo=${(await read('')).lines.at(-1)?.position ?? 0}`;
  const opens = (by: Person, subjectId: string, kind = OF_SUPERVISEE) =>
    by.post('audit/readings', { kind, subjectId, reason });

  it('[SEC-4] of a person is shown once it is on record who reads it and why, for as long as the policy says', async () => {
    for (const query of [`?person=${person}`, `?stream=supervisee-${person}`])
      expect(await at.auditor.get(`audit/events${query}`)).toMatchObject({
        status: 403,
        body: { code: 'HISTORY_NOT_OPENED' },
      });
    expect((await opens(at.auditor, person)).status).toBe(200);
    expect((await read(`?stream=supervisee-${person}`)).lines.map(({ type }) => type)).toEqual([
      'SuperviseeRegistered',
    ]);
    const { lines } = await read('?type=HistoryOpened');
    expect(lines.at(-1)).toMatchObject({
      data: { kind: 'supervisee', subjectId: person, superviseeId: person, reader: 'auditor-1', reason },
      meta: { actor: 'auditor-1', role: 'auditor', jurisdiction: ['fuzhou', 'minhou', 'ganzhe'] },
    });
    // Each reader for themselves, and of this person alone.
    expect((await at.auditor.get(`audit/events?person=${other}`)).status).toBe(403);
    const another = await service.as('auditor', 'minhou', 'auditor-3');
    expect((await another.get(`audit/events?person=${person}`)).status).toBe(403);
    service.clock.set('2026-03-11 09:00');
    expect((await at.auditor.get(`audit/events?person=${person}`)).status).toBe(403);
    await opens(at.auditor, person);
  });

  it('[SEC-4] says in the person’s own file who read it', async () => {
    await at.head.done(`supervisees/${person}/file-openings`, { reason: '季度评审' });
    const { items } = await at.head.see(`supervisees/${person}/file?type=HistoryOpened`);
    expect(items[0]).toMatchObject({ by: 'auditor-1', role: 'auditor', data: { reason } });
  });

  it('[SEC-2] of a person outside the reader’s unit does not exist', async () => {
    const elsewhere = await service.as('auditor', 'lianjiang', 'auditor-2');
    const [refused, none] = [await opens(elsewhere, person), await opens(elsewhere, 'nobody')];
    expect([refused.status, { ...refused.body, instance: '' }]).toEqual([404, { ...none.body, instance: '' }]);
    expect((await opens(at.head, person)).status).toBe(403);
  });

  it('[AUD-1] holds every fact that names the person, in whatever field, and no other', async () => {
    const end = await upToNow();
    const whole = await read(`?${end}`);
    const { lines } = await read(`?person=${person}&${end}`);
    const named = whole.lines.filter(({ data }) => JSON.stringify(data).includes(`"${person}"`));
    expect(lines.map(({ id }) => id)).toEqual(named.map(({ id }) => id));
    expect(new Set(lines.map(({ type }) => type)).size).toBeGreaterThan(2);
    expect(lines.some(({ stream }) => !stream.includes(person))).toBe(true);
  });

  it('[AUD-1] is filtered by category, by when it was recorded, and up to a position', async () => {
    const whole = await read('');
    const visits = await read('?category=visit');
    expect(visits.lines.map(({ type }) => type)).toEqual(['VisitMade']);
    const from = encodeURIComponent('2026-03-10T00:00:00+08:00');
    const to = encodeURIComponent('2026-03-10T23:59:59+08:00');
    const onThatDay = await read(`?recordedFrom=${from}&recordedTo=${to}`);
    expect(onThatDay.lines.map(({ meta }) => meta.recordedAt)).not.toEqual([]);
    expect(onThatDay.lines.filter(({ meta }) => meta.recordedAt !== '2026-03-10T03:00:00.000Z')).toEqual([]);
    const fifth = whole.lines[4]?.position ?? 0;
    const first = await read(`?upTo=${fifth}`);
    expect(first.lines.map(({ id }) => id)).toEqual(whole.lines.slice(0, 5).map(({ id }) => id));
    expect(first.footer.complete).toBe(false);
  });

  it('[AUD-1] is read in pages that together are the stream, personal values masked', async () => {
    const end = await upToNow();
    const whole = await read(`?category=supervisee&${end}`);
    const ids: string[] = [];
    let after = '';
    for (;;) {
      const { body, text } = await at.auditor.get(`audit/events/page?category=supervisee&limit=1&${end}${after}`);
      ids.push(...body.items.map(({ id }) => id));
      expect(body.items).toHaveLength(1);
      expect(text).not.toContain('sealed:');
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(ids).toEqual(whole.lines.map(({ id }) => id));
  });

  /** Reads until so many bytes came, then cuts the connection. @returns what came */
  const cut = (query: string, bytes: number): Promise<string> =>
    new Promise((done, failed) => {
      const headers = { authorization: `Bearer ${at.auditor.token}` };
      const request = get(`${service.url}/v1/audit/events${query}`, { headers }, (answer: IncomingMessage) => {
        let came = '';
        answer.on('data', (chunk: Buffer) => {
          came += chunk.toString('utf8');
          if (came.length < bytes) return;
          request.destroy();
          done(came);
        });
        answer.on('error', () => undefined);
      });
      request.on('error', failed);
    });

  it('[AUD-1] goes on after a connection that was cut in the middle of a line, and is signed as a whole', async () => {
    const end = await upToNow();
    const came = await cut(`?${end}`, 4_500);
    const kept = came.slice(0, came.lastIndexOf('\n')).split('\n');
    const have = (JSON.parse(kept.at(-1) ?? '') as AuditLine).position;
    const rest = await read(`?have=${have}&${end}`);
    const whole = await read(`?${end}`);
    expect(rest.lines.length).toBeLessThan(whole.lines.length);
    expect([...kept, ...rest.text]).toEqual(whole.text);
    expect(await verifyExport([...kept, ...rest.text])).toMatchObject({ finding: null, events: whole.lines.length });
    // A reader that keeps nothing goes on by position alone.
    const later = await read(`?after=${have}&${end}`);
    expect(later.lines.map(({ id }) => id)).toEqual(rest.lines.map(({ id }) => id));
  });
});
