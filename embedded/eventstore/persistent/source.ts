import { acceptsBy, type FilterRule } from '../streams/event-filter.js';
import type { EventLog, LogEvent } from '../log/event-log.js';
import type { Start } from './settings.js';

/** Name that stands for the whole log. */
export const ALL = '$all';

/**
 * What a group reads. A place is a revision of a stream or a position in the log: a number that grows with each event. What comes
 * "after" a place leaves out the event there; before the first event is -1.
 */
export interface Source {
  /** The stream, or `$all`. */
  readonly name: string;
  readonly after: (place: number, count: number) => LogEvent[];
  readonly placeOf: (event: LogEvent) => number;
  /** Place of the last event there is. */
  readonly end: () => number;
  /**
   * `deliver` it, `skip` what the filter leaves out, or `ignore` it: what groups write about themselves. Else each checkpoint of a
   * group to `$all` would be an event that asks for the next.
   */
  readonly treat: (event: LogEvent) => 'deliver' | 'skip' | 'ignore';
  readonly format: (place: number) => string;
  /** Place that `format` wrote; undefined for anything else. */
  readonly parse: (text: string) => number | undefined;
}

export const sourceOf = (log: EventLog, name: string, filter: FilterRule | undefined): Source =>
  name === ALL ? wholeLog(log, filter) : oneStream(log, name);

const oneStream = (log: EventLog, name: string): Source => ({
  name,
  after: (place, count) => {
    const row = log.stream(name);
    return row && !row.tombstoned && row.last > place ? log.streamUp(row, place + 1, count) : [];
  },
  placeOf: (event) => event.revision,
  end: () => log.stream(name)?.last ?? -1,
  treat: () => 'deliver',
  format: (place) => String(place),
  parse: (text) => (/^-?\d+$/u.test(text) ? Number(text) : undefined),
});

const OWN = /^(\$\$)?\$persistentsubscription-\$all::/u;

const wholeLog = (log: EventLog, filter: FilterRule | undefined): Source => {
  const matches = filter ? acceptsBy(filter) : () => true;
  return {
    name: ALL,
    after: (place, count) => (log.end > place ? log.allUp(place, count) : []),
    placeOf: (event) => event.position,
    end: () => log.end,
    treat: (event) => {
      if (OWN.test(event.stream)) return 'ignore';
      return matches(event) ? 'deliver' : 'skip';
    },
    format: (place) => `C:${place}/P:${place}`,
    parse: (text) => {
      const [, commit] = /^C:(-?\d+)\/P:-?\d+$/u.exec(text) ?? [];
      return commit === undefined ? undefined : Number(commit);
    },
  };
};

/** A start as its events are written and shown: the real server's 0 for the start and -1 for the end. */
export const formatStart = (source: Source, start: Start): string =>
  source.format(start === 'start' ? 0 : start === 'end' ? -1 : start);

/** @throws Error when it is no start */
export const parseStart = (source: Source, text: string): Start => {
  const place = source.parse(text);
  if (place === undefined) throw new Error(`'${text}' is no place of ${source.name}`);
  return place === 0 ? 'start' : place < 0 ? 'end' : place;
};
