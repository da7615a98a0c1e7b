import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditFooter, AuditLine } from '../../src/audit/audit-line.js';
import { verifyExport } from '../../src/audit/verification/verify.js';
import { type County, form, foundCounty } from '../harness/county.js';
import { Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';
import { until } from '../projections/read-side.js';

describe('the history, as an auditor reads it', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-09 08:20');
    await at.worker.done('supervisees', form());
    await at.otherHead.done('supervisees', form(2, { officeId: 'shangjie' }));
    const terminal = { device: 'terminal-1', place: '甘蔗司法所' };
    const headers = { 'idempotency-key': 'check-in-1', 'x-correlation-id': '0b6f7c1e-6f0a-4d52-9c39-7a5d0b8e4c11' };
    await at.worker.done('social-workers/worker-1/check-ins', terminal, headers);
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const exported = async (
    query = '',
    by = at.auditor,
  ): Promise<{ lines: AuditLine[]; footer: AuditFooter; text: string[] }> => {
    const answer = await by.get(`audit/events${query}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
    const text = answer.text.trimEnd().split('\n');
    const read = text.map((line) => JSON.parse(line) as AuditLine & AuditFooter);
    return { lines: read.slice(0, -1), footer: read.at(-1) as AuditFooter, text };
  };

  it('[AUD-1] is read whole, or filtered by stream, type, actor, unit, time and position', async () => {
    const all = await exported();
    expect(all.footer).toMatchObject({ events: all.lines.length, complete: true });
    const types = async (query: string): Promise<string[]> => (await exported(query)).lines.map(({ type }) => type);
    expect(await types('?stream=attendance-worker-1-2026')).toEqual(['CheckedIn']);
    expect(await types('?type=CheckedIn')).toEqual(['CheckedIn']);
    expect(await types('?actor=worker-1')).toEqual(['SuperviseeRegistered', 'CheckedIn']);
    expect(await types('?unit=shangjie&actor=head-2')).toEqual(['SuperviseeRegistered']);
    expect(await types('?from=2026-03-09T08:20:00%2B08:00')).toHaveLength(3);
    expect(await types('?from=2026-03-09T08:20:01%2B08:00')).toEqual([]);
    // What the days before led to by itself is still being recorded.
    await until('what was recorded before is all but three', async () => {
      const [before, whole] = [await types('?to=2026-03-09T08:19:59%2B08:00'), await exported()];
      return before.length === whole.lines.length - 3;
    });
    const half = all.lines[4]?.position ?? 0;
    const rest = await exported(`?after=${half}`);
    const after = all.lines.slice(5).map(({ id }) => id);
    expect(rest.lines.slice(0, after.length).map(({ id }) => id)).toEqual(after);
    expect(rest.footer.complete).toBe(false);
    for (const from of ['9999-12-31T23:59:59-01:00', '2200-01-01T00:00:00Z', '1899-12-31T23:59:59Z'])
      expect([from, (await at.auditor.get(`audit/events?from=${from}`)).status]).toEqual([from, 400]);
    expect((await at.auditor.get('audit/events?from=2199-12-31T00:00:00Z')).status).toBe(200);
    const nobody = await exported('?stream=visit-nobody');
    expect(nobody.lines).toEqual([]);
    // Another county's auditor is not even told that the record exists.
    const elsewhere = await service.as('auditor', 'lianjiang', 'auditor-2');
    expect(await exported('?stream=attendance-worker-1-2026', elsewhere)).toMatchObject({
      lines: [],
      footer: { events: 0, upTo: nobody.footer.upTo },
    });
  });

  it('[AUD-3] says of each event who, as what, where, when, by which command and rules', async () => {
    const { lines } = await exported('?type=CheckedIn');
    expect(lines[0]).toMatchObject({
      stream: 'attendance-worker-1-2026',
      revision: 0,
      meta: {
        actor: 'worker-1',
        role: 'social-worker',
        unit: 'ganzhe',
        command: 'CheckIn',
        jurisdiction: ['fuzhou', 'minhou', 'ganzhe'],
        occurredAt: '2026-03-09T00:20:00.000Z',
        recordedAt: '2026-03-09T00:20:00.000Z',
        $correlationId: '0b6f7c1e-6f0a-4d52-9c39-7a5d0b8e4c11',
        $causationId: expect.any(String),
        commandId: expect.any(String),
        policySet: 'fuzhou',
        schema: 1,
      },
    });
  });

  it('[AUD-4] checks offline as it was exported, and not when a line was touched', async () => {
    const { text, footer } = await exported();
    const { publicKey } = JSON.parse((await at.auditor.get('audit/public-key')).text) as { publicKey: string };
    expect(await verifyExport(text, publicKey)).toMatchObject({
      events: footer.events,
      upTo: footer.upTo,
      finding: null,
    });
    const line = text.findIndex((one) => one.includes('"SuperviseeRegistered"'));
    const changed = text.with(
      line,
      (text[line] ?? '').replace('"PAROLE"', '"x"').replace('SUSPENDED_SENTENCE', 'PAROLE'),
    );
    expect((await verifyExport(changed)).finding).toMatchObject({ line: line + 1, kind: 'changed' });
    expect((await verifyExport(text.toSpliced(line, 1))).finding).not.toBeNull();
    expect((await verifyExport(text.slice(0, -1))).finding).toMatchObject({ kind: 'cut off' });
  });

  it('[SEC-3] holds no personal data in clear', async () => {
    const { text } = await exported();
    const { name, identityNumber, phone, address } = form();
    for (const clear of [name, identityNumber, phone, address, '王晓梅'])
      expect([clear, text.some((line) => line.includes(clear))]).toEqual([clear, false]);
    expect(text.join()).toContain('闽侯县司法局');
  });

  it('[SEC-2] is for auditors, each within their unit', async () => {
    expect((await at.director.get('audit/events')).status).toBe(403);
    const local = await service.as('auditor', 'shangjie', 'auditor-2');
    const lines = (await local.get('audit/events')).text.trimEnd().split('\n').slice(0, -1);
    const units = lines.map((line) => (JSON.parse(line) as AuditLine).meta.jurisdiction);
    expect(units.length).toBeGreaterThan(2);
    expect(units.filter((path) => !path.includes('shangjie'))).toEqual([]);
  });
});
