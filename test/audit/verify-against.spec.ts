import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { verifyExport } from '../../src/audit/verification/verify.js';
import { type Continuation, NotComparable, verifyAgainst } from '../../src/audit/verification/verify-against.js';
import { MasterKey } from '../../src/platform/sealing/master-key.js';
import { exportOf, type Happened, happened, key } from './exported.js';

const textOf = ({ lines, footer }: ReturnType<typeof exportOf>): string[] =>
  [...lines, footer].map((line) => JSON.stringify(line));
const text = (history: readonly Happened[]): string[] => textOf(exportOf(history));
const against = (now: readonly string[], earlier: readonly string[], pem?: string): Promise<Continuation> =>
  verifyAgainst(
    () => now,
    () => earlier,
    pem,
  );
const findingIn = (found: Continuation) => found.unsound ?? found.verdict.finding;

/** What was exported, and what came after it. */
const EARLIER = 12;
const LATER = 20;

describe('checking an export against an earlier one', () => {
  const history = happened(LATER);
  const earlier = text(history.slice(0, EARLIER));
  const closing = earlier.slice(-1);

  it('[AUD-4] accepts history that went on, or did not, against the whole earlier export or its closing line', async () => {
    for (const kept of [earlier, closing, text([])])
      for (const now of [text(history), text(history.slice(0, EARLIER))])
        expect(findingIn(await against(now, kept, key.publicKey))).toBeNull();
    expect(await against(text(history), earlier)).toMatchObject({ earlierEvents: EARLIER, verdict: { events: LATER } });
  });

  const rewritten: [what: string, rewrite: () => Happened[], kind: string, line: number, named: RegExp][] = [
    [
      'an event changed and its stream chained anew',
      () => history.map((one) => (one.id === 'e4' ? { ...one, days: 90 } : one)),
      'changed',
      5,
      /leave-w1 revision 1 .*event e4/,
    ],
    [
      'an event replaced by another',
      () => history.map((one) => (one.id === 'e4' ? { ...one, id: 'forged' } : one)),
      'changed',
      5,
      /event forged.*event e4/,
    ],
    ['the last events dropped', () => history.slice(0, EARLIER - 1), 'dropped', 12, /leave-w2 revision 3 .*event e11/],
    [
      'an event dropped and everything chained anew',
      () => history.filter(({ id }) => id !== 'e4'),
      'dropped',
      5,
      /event e4.*before leave-w2 .*event e5/,
    ],
    [
      'a whole stream dropped',
      () => history.filter(({ stream }) => stream !== 'leave-w1'),
      'dropped',
      2,
      /leave-w1 revision 0 .*event e1/,
    ],
    [
      'an event inserted and everything chained anew',
      () => history.toSpliced(4, 0, { stream: 'leave-w1', id: 'forged', days: 1, position: 125 }),
      'inserted',
      5,
      /leave-w1 revision 1 .*event forged/,
    ],
    [
      'two events exchanged',
      () =>
        history
          .with(4, { ...history[5], position: 128 } as Happened)
          .with(5, { ...history[4], position: 135 } as Happened),
      'reordered',
      5,
      /event e5.*event e4/,
    ],
    [
      'an event moved to another position',
      () => history.with(4, { ...history[4], position: 127 } as Happened),
      'reordered',
      5,
      /event e4.*position 128/,
    ],
  ];

  it.each(rewritten)('[AUD-4] finds %s, which is sound alone', async (_, rewrite, kind, line, named) => {
    const now = text(rewrite());
    expect((await verifyExport(now, key.publicKey)).finding).toBeNull();
    const finding = findingIn(await against(now, earlier, key.publicKey));
    expect(finding).toMatchObject({ kind, line, what: expect.stringMatching(named) });
  });

  it.each(rewritten)('[AUD-4] notices %s by the closing line alone', async (_, rewrite) => {
    const finding = findingIn(await against(text(rewrite()), closing, key.publicKey));
    expect(['changed', 'dropped']).toContain(finding?.kind);
  });

  it('[AUD-4] names the first of any set of events that were changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 0, max: LATER - 1 }), { minLength: 1 }), async (changed) => {
        const now = text(history.map((one, n) => (changed.includes(n) ? { ...one, days: 99 } : one)));
        const first = Math.min(...changed);
        const finding = findingIn(await against(now, earlier));
        // What came after the earlier export it cannot speak of.
        if (first < EARLIER) expect(finding).toMatchObject({ kind: 'changed', line: first + 1 });
        else expect(finding).toBeNull();
      }),
    );
  });

  it('says first what is wrong with either of them alone', async () => {
    const broken = earlier.with(3, (earlier[3] ?? '').replace('"days":3', '"days":4'));
    expect(await against(text(history), broken)).toMatchObject({ unsound: { kind: 'changed', line: 4 } });
    expect(await against(text(history), earlier.slice(0, -1))).toMatchObject({ unsound: { kind: 'cut off' } });
    expect(await against(text(history), ['{"a":1}'])).toMatchObject({ unsound: { kind: 'unreadable' } });
    expect(await against(text(history), [])).toMatchObject({ unsound: { kind: 'cut off' } });
    const forged = closing.map((line) => line.replace('"events":12', '"events":11'));
    expect(await against(text(history), forged)).toMatchObject({ unsound: { kind: 'not signed' } });
    expect(await against(broken, earlier)).toMatchObject({ verdict: { finding: { kind: 'changed', line: 4 } } });
  });

  it('does not take the export of another installation, with the key or without', async () => {
    const other = textOf(exportOf(history, new MasterKey(Buffer.alloc(32, 9))));
    for (const kept of [earlier, closing])
      expect(await against(other, kept)).toMatchObject({ verdict: { finding: { kind: 'not signed' } } });
    expect(await against(text(history), other, key.publicKey)).toMatchObject({ unsound: { kind: 'not signed' } });
  });

  it('gives no verdict on a filtered export', async () => {
    const filtered = textOf(exportOf(history, key, false));
    await expect(against(filtered, earlier)).rejects.toThrow(NotComparable);
    await expect(against(text(history), filtered)).rejects.toThrow(/the earlier export is filtered/);
    await expect(against(text(history), filtered.slice(-1))).rejects.toThrow(/the earlier export is filtered/);
  });
});
