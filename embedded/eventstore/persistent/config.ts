import type { FilterRule } from '../streams/event-filter.js';
import type { EventLog, LogEvent } from '../log/event-log.js';
import type { GroupSettings } from './settings.js';
import { formatStart, parseStart, sourceOf } from './source.js';
import { isStrategy } from './strategies.js';
import { json, parsedData, writeSystemEvent } from './system-events.js';

/** A group as it was created. */
export interface Definition {
  readonly stream: string;
  readonly group: string;
  readonly filter: FilterRule | undefined;
  readonly settings: GroupSettings;
  /** What the start meant when it was set: the group reads what comes after this place until it has a checkpoint. */
  readonly origin: number;
}

const STREAM = '$persistentSubscriptionConfig';
const TYPE = '$PersistentConfig';
const VERSION = '2';

/** The definition as it is kept: under the real server's names, and `filter` and `origin`. */
const written = (log: EventLog, { stream, group, filter, settings, origin }: Definition): object => ({
  stream,
  group,
  resolveLinkTos: settings.resolveLinks,
  extraStatistics: settings.extraStatistics,
  messageTimeout: settings.messageTimeout,
  startPosition: formatStart(sourceOf(log, stream, filter), settings.start),
  liveBufferSize: settings.liveBufferSize,
  historyBufferSize: settings.historyBufferSize,
  maxRetryCount: settings.maxRetryCount,
  readBatchSize: settings.readBatchSize,
  checkPointAfter: settings.checkpointAfter,
  minCheckPointCount: settings.minCheckpointCount,
  maxCheckPointCount: settings.maxCheckpointCount,
  maxSubscriberCount: settings.maxSubscriberCount,
  namedConsumerStrategy: settings.strategy,
  ...(filter ? { filter } : {}),
  origin,
});

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => {
  if (typeof value !== 'object' || value === null) throw new Error('An object is missing');
  return value as Fields;
};
const text = (fields: Fields, name: string): string => {
  const value = fields[name];
  if (typeof value !== 'string') throw new Error(`${name} is no text`);
  return value;
};
const number = (fields: Fields, name: string): number => {
  const value = fields[name];
  if (typeof value !== 'number') throw new Error(`${name} is no number`);
  return value;
};

const readFilter = (value: unknown): FilterRule | undefined => {
  if (value === undefined) return undefined;
  const fields = fieldsOf(value);
  const prefixes = Array.isArray(fields['prefixes']) ? fields['prefixes'].map(String) : [];
  return { on: text(fields, 'on') === 'stream' ? 'stream' : 'type', prefixes, regex: text(fields, 'regex') };
};

const read = (log: EventLog, value: unknown): Definition => {
  const fields = fieldsOf(value);
  const stream = text(fields, 'stream');
  const filter = readFilter(fields['filter']);
  const strategy = text(fields, 'namedConsumerStrategy');
  if (!isStrategy(strategy)) throw new Error(`Consumer strategy ${strategy} does not exist.`);
  const settings: GroupSettings = {
    resolveLinks: fields['resolveLinkTos'] === true,
    start: parseStart(sourceOf(log, stream, filter), text(fields, 'startPosition')),
    extraStatistics: fields['extraStatistics'] === true,
    messageTimeout: number(fields, 'messageTimeout'),
    maxRetryCount: number(fields, 'maxRetryCount'),
    checkpointAfter: number(fields, 'checkPointAfter'),
    minCheckpointCount: number(fields, 'minCheckPointCount'),
    maxCheckpointCount: number(fields, 'maxCheckPointCount'),
    maxSubscriberCount: number(fields, 'maxSubscriberCount'),
    liveBufferSize: number(fields, 'liveBufferSize'),
    readBatchSize: number(fields, 'readBatchSize'),
    historyBufferSize: number(fields, 'historyBufferSize'),
    strategy,
  };
  return { stream, group: text(fields, 'group'), filter, settings, origin: number(fields, 'origin') };
};

/** The definitions of all groups, kept as the last event of a system stream. */
export class Config {
  constructor(private readonly log: EventLog) {}

  /** What was saved last; none before the first time. */
  load(): Definition[] {
    const row = this.log.stream(STREAM);
    if (!row || row.tombstoned) return [];
    for (let from = row.last; from >= 0; from -= 1) {
      const [event] = this.log.streamDown(row, from, 1);
      const definitions = event && this.definitionsOf(event);
      if (definitions) return definitions;
    }
    return [];
  }

  /** Resolves when it is on disk. @throws StorageFull, StorageFailure: then what was saved before stands */
  async save(definitions: readonly Definition[], user: string): Promise<void> {
    const entries = definitions.map((definition) => written(this.log, definition));
    const data = json({ version: VERSION, updated: new Date().toISOString(), updatedBy: user, entries });
    await writeSystemEvent(this.log, STREAM, { type: TYPE, data });
  }

  /** Undefined for an event that somebody else wrote: it must not keep the server from starting. */
  private definitionsOf(event: LogEvent): Definition[] | undefined {
    try {
      const { entries } = fieldsOf(parsedData(event));
      return Array.isArray(entries) ? entries.map((entry) => read(this.log, entry)) : undefined;
    } catch (error) {
      process.stderr.write(`event store: event ${event.revision} of ${STREAM} is not heeded: ${String(error)}\n`);
      return undefined;
    }
  }
}
