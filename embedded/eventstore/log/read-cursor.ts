import type { StreamsPb } from '../protocol/messages.js';
import { nameOf } from '../protocol/messages.js';
import { DELETED } from './log-schema.js';
import { invalid, streamDeleted } from '../protocol/errors.js';
import type { EventLog, LogEvent } from './event-log.js';

type Options = StreamsPb.ReadReq.Options;

/** Where a read is, and how it goes on: pages until there is no more for now. */
export interface Cursor {
  /** The next events, at most `count`; none means: no more for now. */
  readonly next: (count: number) => LogEvent[];
  /** Whether anything can be read at all: false for a stream that does not exist. */
  readonly exists: () => boolean;
  /** The stream's name; undefined for `$all`. */
  readonly stream: string | undefined;
}

const number = (text: string): number => {
  const value = Number(text);
  // Beyond what a place can be: Int64.Max and UInt64.Max mean the end.
  return Number.isSafeInteger(value) ? value : DELETED;
};

/** The cursor that a read request asks for. @throws ServiceError on a tombstoned stream or a request that says nothing */
export const cursorOf = (log: EventLog, options: Options): Cursor => {
  const stream = options.getStream();
  if (stream) return streamCursor(log, options, nameOf(stream.getStreamIdentifier()), stream);
  const all = options.getAll();
  if (all) return allCursor(log, options, all);
  throw invalid('A read needs a stream or $all');
};

const BACKWARDS = 1;
const isBackwards = (options: Options): boolean => Number(options.getReadDirection()) === BACKWARDS;

const streamCursor = (
  log: EventLog,
  options: Options,
  name: string,
  at: StreamsPb.ReadReq.Options.StreamOptions,
): Cursor => {
  const exists = (): boolean => {
    const row = log.stream(name);
    if (row?.tombstoned) throw streamDeleted(name);
    return row !== undefined && row.last >= 0 && row.truncateBefore !== DELETED;
  };
  const subscribing = options.hasSubscription();
  let next = at.hasStart() ? 0 : number(at.getRevision()) + (subscribing ? 1 : 0);
  if (at.hasEnd()) next = isBackwards(options) ? DELETED : (log.stream(name)?.last ?? -1) + 1;
  exists();
  if (isBackwards(options)) {
    const start = at.hasStart() ? 0 : next;
    let from = start;
    return {
      stream: name,
      exists,
      next: (count) => {
        const row = log.stream(name);
        const page = row && from >= 0 ? log.streamDown(row, from, count) : [];
        from = (page.at(-1)?.revision ?? 0) - 1;
        return page;
      },
    };
  }
  return {
    stream: name,
    exists,
    next: (count) => {
      const row = log.stream(name);
      const page = row && exists() ? log.streamUp(row, next, count) : [];
      next = (page.at(-1)?.revision ?? next - 1) + 1;
      return page;
    },
  };
};

const allCursor = (log: EventLog, options: Options, at: StreamsPb.ReadReq.Options.AllOptions): Cursor => {
  const given = number(at.getPosition()?.getCommitPosition() ?? '0');
  const common = { stream: undefined, exists: () => true };
  if (isBackwards(options)) {
    // Backwards the position itself is not included.
    let before = at.hasEnd() ? DELETED : at.hasStart() ? 0 : given;
    return {
      ...common,
      next: (count) => {
        const page = log.allDown(before, count);
        before = page.at(-1)?.position ?? 0;
        return page;
      },
    };
  }
  // Forwards a read includes the position, a subscription goes on after it.
  let after = at.hasStart() ? -1 : at.hasEnd() ? log.end : options.hasSubscription() ? given : given - 1;
  return {
    ...common,
    next: (count) => {
      const page = log.allUp(after, count);
      after = page.at(-1)?.position ?? after;
      return page;
    },
  };
};
