import type { EventLog, LogEvent } from '../log/event-log.js';
import { streams } from '../protocol/messages.js';

/** Type of an event that stands for another: its data are `revision@stream`. */
const LINK = '$>';

/**
 * What a link stands for; undefined for an event that is no link. `target` is undefined when the event is gone: its stream was
 * deleted or tombstoned, it was truncated, or it never was. A link to a link gives that link: one step, as EventStoreDB 24.2
 * (`ResolveLinkTo` of its index reader) takes.
 */
export const resolveLink = (log: EventLog, event: LogEvent): { readonly target: LogEvent | undefined } | undefined => {
  if (event.type !== LINK) return undefined;
  const data = streams.ReadResp.ReadEvent.RecordedEvent.deserializeBinary(event.record).getData_asU8();
  const [, revision, name] = /^(\d+)@(.+)$/su.exec(Buffer.from(data).toString('utf8')) ?? [];
  const stream = name === undefined ? undefined : log.stream(name);
  if (!stream || stream.tombstoned) return { target: undefined };
  const [found] = log.streamUp(stream, Number(revision), 1);
  return { target: found?.revision === Number(revision) ? found : undefined };
};
