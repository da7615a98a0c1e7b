import { type AuditFooter, type AuditLine, FIRST_DIGEST, nextDigest, signedText } from '../../src/audit/audit-line.js';
import { MasterKey } from '../../src/platform/sealing/master-key.js';
import { chainHash, GENESIS } from '../../src/platform/streams/chain.js';

export const key = new MasterKey(Buffer.alloc(32, 7));

/** What happened, before it is chained. */
export interface Happened {
  readonly stream: string;
  readonly id: string;
  readonly days: number;
  readonly position: number;
}

/** `count` events, dealt out to three streams in turn. */
export const happened = (count: number): Happened[] =>
  Array.from({ length: count }, (_, n) => ({ stream: `leave-w${n % 3}`, id: `e${n}`, days: n, position: 100 + n * 7 }));

/** The export of a store that holds these events: chained, digested and signed, whatever they are. */
export const exportOf = (
  history: readonly Happened[],
  master: MasterKey = key,
  complete = true,
): { lines: AuditLine[]; footer: AuditFooter } => {
  const heads = new Map<string, { revision: number; hash: string }>();
  let digest = FIRST_DIGEST;
  const lines = history.map(({ stream, id, days, position }): AuditLine => {
    const head = heads.get(stream) ?? { revision: -1, hash: GENESIS };
    const meta = { commandId: id.replace('e', 'c'), actor: 'o-1', schema: 1 } as unknown as AuditLine['meta'];
    const event = { stream, revision: head.revision + 1, id, type: 'LeaveApproved' };
    const data = { days, opinion: 'sealed:1:x:y:z' };
    const text = { data: JSON.stringify(data), envelope: JSON.stringify(meta) };
    const hash = chainHash(head.hash, { ...event, ...text });
    heads.set(stream, { revision: event.revision, hash });
    digest = nextDigest(digest, { position, hash });
    return { ...event, position, data, meta, previousHash: head.hash, hash, digest };
  });
  const end = { events: lines.length, upTo: lines.at(-1)?.position ?? -1, digest, complete };
  return { lines, footer: { ...end, signature: master.sign(signedText(end)), publicKey: master.publicKey } };
};

/** An export of `count` events, dealt out to three streams in turn. */
export const exported = (count: number): { lines: AuditLine[]; footer: AuditFooter } => exportOf(happened(count));
