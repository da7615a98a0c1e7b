import { createHash } from 'node:crypto';
import type { AuditFooter, AuditLine } from '../src/audit/audit-line.js';
import { isSealed } from '../src/platform/sealing/seal.js';
import type { Caller } from './caller.js';
import type { Actor } from './county.js';

export interface History {
  readonly events: number;
  /**
   * Over all streams, each in its order: type, time, who, what and content of every event, but for the time of those that followed by
   * themselves. The same seed gives the same.
   */
  readonly digest: string;
}

/** Reads the whole history as an auditor does. */
export const readHistory = async (caller: Caller, auditor: Actor): Promise<History> => {
  const told: string[] = [];
  let footer: AuditFooter | undefined;
  for await (const line of caller.lines(auditor, 'audit/events')) {
    const one = line as AuditLine | AuditFooter;
    if ('stream' in one) told.push(tell(one));
    else footer = one;
  }
  if (footer?.events !== told.length) throw new Error('The history was cut off');
  const digest = createHash('sha256').update(told.sort().join('\n')).digest('hex');
  return { events: told.length, digest };
};

const tell = ({ stream, revision, type, meta, data }: AuditLine): string => {
  const place = [stream, String(revision).padStart(9, '0')];
  // What follows by itself follows when the machine gets round to it: by then people may be a minute further.
  const at = meta.actor === 'system' ? '' : meta.occurredAt;
  return [...place, type, at, meta.actor, meta.command, JSON.stringify(data, withoutNonces)].join('\t');
};

/** Sealed anew each time, a value never looks the same twice. */
const withoutNonces = (_key: string, value: unknown): unknown => (isSealed(value) ? 'sealed' : value);
