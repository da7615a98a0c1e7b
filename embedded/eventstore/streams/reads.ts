import type { ServerWritableStream } from '@grpc/grpc-js';
import { serviceError, stopping, unimplemented } from '../protocol/errors.js';
import { filterOf, type EventFilter } from './event-filter.js';
import type { EventLog, LogEvent } from '../log/event-log.js';
import { identifierOf, streams, type StreamsPb } from '../protocol/messages.js';
import { cursorOf, type Cursor } from '../log/read-cursor.js';
import { resolveLink } from './links.js';
import { encodeLinkResponse, encodeReadResponse } from '../log/record.js';

/** What goes out on a read: a message, or the bytes of one. */
export type ReadAnswer = StreamsPb.ReadResp | Buffer;
type Call = ServerWritableStream<StreamsPb.ReadReq, ReadAnswer>;

const PAGE = 500;

/** How far a filtered subscription is: events considered since its last checkpoint, and the position of the last. */
interface Progress extends EventFilter {
  considered: number;
  at: number;
}

/** Sends a checkpoint once so many events were considered since the last one. */
const tell = (call: Call, progress: Progress, after: number): void => {
  if (progress.considered < after) return;
  call.write(checkpoint(progress.at));
  progress.considered = 0;
};

/** Answers reads and subscriptions. One loop each: read a page; when there is none, wait for a commit. So nothing is missed. */
export class Reads {
  private readonly wakers = new Set<() => void>();
  private stopped = false;

  constructor(private readonly log: EventLog) {
    log.onCommit(() => {
      for (const wake of this.wakers) wake();
    });
  }

  /** Ends all subscriptions: they get UNAVAILABLE. */
  stop(): void {
    this.stopped = true;
    for (const wake of this.wakers) wake();
  }

  readonly read = (call: Call): void => {
    this.answer(call).catch((error: unknown) => call.emit('error', serviceError(error)));
  };

  private async answer(call: Call): Promise<void> {
    const options = call.request.getOptions();
    if (!options) throw unimplemented('A read without options');
    const cursor = cursorOf(this.log, options);
    const filter = options.getFilter()
      ? filterOf(options.getFilter() as StreamsPb.ReadReq.Options.FilterOptions)
      : undefined;
    if (options.hasSubscription()) await this.subscribe(call, cursor, filter);
    else await this.once(call, cursor, filter, Number(options.getCount()));
    call.end();
  }

  private async once(call: Call, cursor: Cursor, filter: EventFilter | undefined, count: number): Promise<void> {
    if (!cursor.exists()) return void call.write(notFound(cursor.stream ?? ''));
    let left = count;
    while (left > 0 && !call.cancelled) {
      const page = cursor.next(Math.min(PAGE, left));
      if (page.length === 0) return;
      const wanted = filter ? page.filter(filter.accepts) : page;
      left -= wanted.length;
      await this.send(call, wanted);
    }
  }

  private async subscribe(call: Call, cursor: Cursor, filter: EventFilter | undefined): Promise<void> {
    call.write(confirmation());
    const progress = filter ? { ...filter, considered: 0, at: 0 } : undefined;
    let live = false;
    while (!call.cancelled && !this.stopped) {
      const page = cursor.next(PAGE);
      if (page.length > 0) {
        if (progress) await this.sendFiltered(call, page, progress);
        else await this.send(call, page);
        continue;
      }
      // Also where it has caught up, if anything was considered since the last one.
      if (!live && progress) tell(call, progress, 1);
      if (!live) call.write(caughtUp());
      live = true;
      await this.commit(call);
    }
    if (this.stopped) throw stopping();
  }

  private async sendFiltered(call: Call, page: readonly LogEvent[], progress: Progress): Promise<void> {
    for (let from = 0; from < page.length;) {
      const part = page.slice(from, from + progress.checkpointEvery - progress.considered);
      await this.send(call, part.filter(progress.accepts));
      from += part.length;
      progress.considered += part.length;
      progress.at = part.at(-1)?.position ?? progress.at;
      tell(call, progress, progress.checkpointEvery);
    }
  }

  /** Sends events, as fast as the other side takes them. */
  private async send(call: Call, events: readonly LogEvent[]): Promise<void> {
    const resolving = call.request.getOptions()?.getResolveLinks() ?? false;
    for (const event of events) {
      if (call.cancelled) return;
      const more = call.write(resolving ? this.resolved(event) : encodeReadResponse(event.record, event.position));
      if (!more) await drained(call);
    }
  }

  private resolved(event: LogEvent): Buffer {
    const link = resolveLink(this.log, event);
    return link
      ? encodeLinkResponse(event.record, link.target?.record, event.position)
      : encodeReadResponse(event.record, event.position);
  }

  /** Resolves at the next commit, or when the call or the server ends. */
  private async commit(call: Call): Promise<void> {
    await new Promise<void>((wake) => {
      const done = (): void => {
        this.wakers.delete(done);
        call.removeListener('cancelled', done);
        wake();
      };
      this.wakers.add(done);
      call.on('cancelled', done);
      if (this.stopped || call.cancelled) done();
    });
  }
}

/** Resolves when the other side has taken what was sent, or has gone. */
const drained = (call: Call): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      for (const name of ENDS) call.removeListener(name, done);
      resolve();
    };
    for (const name of ENDS) call.once(name, done);
  });
const ENDS = ['drain', 'cancelled', 'close', 'error'];

const notFound = (name: string): StreamsPb.ReadResp => {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifierOf(name));
  const response = new streams.ReadResp();
  response.setStreamNotFound(missing);
  return response;
};

const confirmation = (): StreamsPb.ReadResp => {
  const confirmed = new streams.ReadResp.SubscriptionConfirmation();
  confirmed.setSubscriptionId(crypto.randomUUID());
  const response = new streams.ReadResp();
  response.setConfirmation(confirmed);
  return response;
};

const caughtUp = (): StreamsPb.ReadResp => {
  const response = new streams.ReadResp();
  response.setCaughtUp(new streams.ReadResp.CaughtUp());
  return response;
};

const checkpoint = (position: number): StreamsPb.ReadResp => {
  const reached = new streams.ReadResp.Checkpoint();
  reached.setCommitPosition(String(position));
  reached.setPreparePosition(String(position));
  const response = new streams.ReadResp();
  response.setCheckpoint(reached);
  return response;
};
