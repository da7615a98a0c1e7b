import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AuditLine, FIRST_DIGEST, nextDigest, signedText } from '../../src/audit/audit-line.js';
import { verifyExport } from '../../src/audit/verification/verify.js';
import { MasterKey } from '../../src/platform/sealing/master-key.js';
import { chainHash, GENESIS } from '../../src/platform/streams/chain.js';
import { exported, key } from './exported.js';

const check = (lines: readonly object[]) =>
  verifyExport(
    lines.map((line) => JSON.stringify(line)),
    key.publicKey,
  );

describe('checking an export offline', () => {
  it('[AUD-4] accepts history as it was exported', async () => {
    const { lines, footer } = exported(30);
    expect(await check([...lines, footer])).toEqual({ events: 30, streams: 3, upTo: 100 + 29 * 7, finding: null });
  });

  it('[AUD-4] names the event that was changed, whatever was changed in it', async () => {
    const { lines, footer } = exported(12);
    const tamper: ((line: AuditLine) => object)[] = [
      (l) => ({ ...l, data: { ...l.data, days: 99 } }),
      (l) => ({ ...l, meta: { ...l.meta, actor: 'somebody' } }),
      (l) => ({ ...l, type: 'LeaveRejected' }),
      (l) => ({ ...l, id: 'other' }),
    ];
    for (const change of tamper) {
      const altered = lines.map((line, n) => (n === 5 ? change(line) : line));
      expect((await check([...altered, footer])).finding).toMatchObject({ line: 6, kind: 'changed' });
    }
  });

  it('[AUD-4] finds any one event dropped, at the next of its stream or at the end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 20 }), async (n) => {
        const { lines, footer } = exported(21);
        const dropped = lines[n];
        const { finding } = await check([...lines.filter((line) => line !== dropped), footer]);
        // The next line's running digest is the first to miss it.
        expect(finding).toMatchObject({ line: n + 1, kind: 'dropped' });
        // Of the last of each stream nothing tells but the count.
        if (n < 18) expect(finding?.what).toContain(`${dropped?.stream} revision ${dropped?.revision}, before `);
      }),
    );
  });

  it('lets a filtered export have gaps, and a complete one not', async () => {
    const { lines } = exported(9);
    let digest = FIRST_DIGEST;
    const some = lines
      .filter((_, n) => n !== 3)
      .map((line) => ({ ...line, digest: (digest = nextDigest(digest, line)) }));
    const closing = (complete: boolean) => {
      const end = { events: 8, upTo: 200, digest, complete };
      return { ...end, signature: key.sign(signedText(end)), publicKey: key.publicKey };
    };
    expect((await check([...some, closing(false)])).finding).toBeNull();
    expect((await check([...some, closing(true)])).finding).toMatchObject({ kind: 'dropped', line: 6 });
  });

  it('[AUD-4] finds two lines exchanged, and a line said twice', async () => {
    const { lines, footer } = exported(9);
    const [a, b, c] = lines as [AuditLine, AuditLine, AuditLine];
    expect((await check([b, a, c, ...lines.slice(3), footer])).finding).toMatchObject({ line: 1, kind: 'reordered' });
    expect((await check([a, { ...a, position: 103 }, b, c, ...lines.slice(3), footer])).finding).toMatchObject({
      line: 2,
      kind: 'inserted',
    });
    expect((await check([a, { ...b, position: 101 }, ...lines.slice(2), footer])).finding).toMatchObject({
      line: 2,
      kind: 'reordered',
    });
  });

  it('[AUD-4] finds an event inserted with a hash of its own', async () => {
    const { lines, footer } = exported(9);
    const last = lines.at(-1);
    if (!last) throw new Error('no lines');
    const forged = { ...last, revision: 3, id: 'forged', previousHash: GENESIS, position: last.position + 1 };
    const text = { data: JSON.stringify(forged.data), envelope: JSON.stringify(forged.meta) };
    const line = { ...forged, hash: chainHash(GENESIS, { ...forged, ...text }) };
    expect((await check([...lines, line, footer])).finding).toMatchObject({ line: 10, kind: 'inserted' });
  });

  it('[AUD-4] finds an event inserted as the first of a stream that never was', async () => {
    const { lines, footer } = exported(9);
    const { lines: others } = exported(12);
    const forged = { ...(others[0] as AuditLine), stream: 'leave-w9', id: 'forged', position: 110 };
    const text = { data: JSON.stringify(forged.data), envelope: JSON.stringify(forged.meta) };
    const line = { ...forged, hash: chainHash(GENESIS, { ...forged, ...text }) };
    const { finding } = await check([...lines.slice(0, 2), line, ...lines.slice(2), footer]);
    expect(finding).toMatchObject({ line: 3, kind: 'inserted' });
    expect(finding?.what).toContain('leave-w9');
  });

  it('[AUD-4] tells two lines of one stream exchanged from one dropped, and what follows does not hide it', async () => {
    const { lines, footer } = exported(9);
    const exchanged = lines.with(1, lines[4] as AuditLine).with(4, lines[1] as AuditLine);
    expect((await check([...exchanged, footer])).finding).toMatchObject({ line: 2, kind: 'reordered' });
    const changed = { ...(lines[7] as AuditLine), type: 'LeaveRejected' };
    const dropped = lines.with(7, changed).toSpliced(3, 1);
    expect((await check([...dropped, footer])).finding).toMatchObject({ line: 4, kind: 'dropped' });
    expect((await check(dropped)).finding).toMatchObject({ line: 4, kind: 'dropped' });
  });

  it('[AUD-4] notices an end cut off, a closing line of another key, and lines that are no events', async () => {
    const { lines, footer } = exported(6);
    expect((await check(lines)).finding?.kind).toBe('cut off');
    expect((await check([...lines.slice(0, 5), footer])).finding).toMatchObject({ line: 6, kind: 'dropped' });
    const stranger = new MasterKey(Buffer.alloc(32, 8));
    const resigned = { ...footer, signature: stranger.sign('x'), publicKey: stranger.publicKey };
    expect((await check([...lines, resigned])).finding?.kind).toBe('not signed');
    const garbled = JSON.stringify({ ...footer, publicKey: 'no key' });
    const text = [...lines.map((line) => JSON.stringify(line)), garbled];
    expect((await verifyExport(text)).finding?.kind).toBe('not signed');
    expect((await verifyExport(['{"a":1}'])).finding?.kind).toBe('unreadable');
    expect((await verifyExport(['not json'])).finding?.kind).toBe('unreadable');
  });
});
