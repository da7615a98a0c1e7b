import { type AuditFooter, type AuditLine, FIRST_DIGEST, nextDigest, signedText } from '../../src/audit/audit-line.js';
import { MasterKey } from '../../src/platform/sealing/master-key.js';
import { chainHash, GENESIS } from '../../src/platform/streams/chain.js';

export const key = new MasterKey(Buffer.alloc(32, 7));

/** An export of `count` events, dealt out to three streams in turn. */
export const exported = (count: number): { lines: AuditLine[]; footer: AuditFooter } => {
  const heads = new Map<string, { revision: number; hash: string }>();
  let digest = FIRST_DIGEST;
  const lines = Array.from({ length: count }, (_, n): AuditLine => {
    const stream = `leave-w${n % 3}`;
    const head = heads.get(stream) ?? { revision: -1, hash: GENESIS };
    const meta = { commandId: `c${n}`, actor: 'o-1', schema: 1 } as unknown as AuditLine['meta'];
    const event = { stream, revision: head.revision + 1, id: `e${n}`, type: 'LeaveApproved' };
    const data = { days: n, opinion: 'sealed:1:x:y:z' };
    const text = { data: JSON.stringify(data), envelope: JSON.stringify(meta) };
    const hash = chainHash(head.hash, { ...event, ...text });
    heads.set(stream, { revision: event.revision, hash });
    const position = 100 + n * 7;
    digest = nextDigest(digest, { position, hash });
    return { ...event, position, data, meta, previousHash: head.hash, hash, digest };
  });
  const end = { events: count, upTo: lines.at(-1)?.position ?? -1, digest, complete: true };
  return { lines, footer: { ...end, signature: key.sign(signedText(end)), publicKey: key.publicKey } };
};
