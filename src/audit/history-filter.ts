import type { Stored } from '../platform/streams/event-codec.js';

/** What an auditor asks for; all that is given must hold. */
export interface AuditFilter {
  readonly stream?: string;
  /** Kind of record: the first part of the streams' names. */
  readonly category?: string;
  readonly type?: string;
  readonly actor?: string;
  /** A unit on the path that the record belongs to. */
  readonly unit?: string;
  /** A person whom the fact names, in whatever field. */
  readonly person?: string;
  /** From when to when it happened, and when it was recorded. */
  readonly from?: string;
  readonly to?: string;
  readonly recordedFrom?: string;
  readonly recordedTo?: string;
  /** Position after which to go on. */
  readonly after?: number;
  /** Position up to which to read. */
  readonly upTo?: number;
}

export type AuditScope = '*' | readonly string[];

/** Whether every event there is would be in an answer. */
export const isComplete = (filter: AuditFilter, scope: AuditScope): boolean =>
  scope === '*' && Object.values(filter).every((value) => value === undefined);

/**
 * A test of events, made once for all of them.
 * @param scope units that the auditor may see into; '*' for all
 */
export const matcherOf = (filter: AuditFilter, scope: AuditScope): ((stored: Stored) => boolean) => {
  const happened = within(filter.from, filter.to);
  const recorded = within(filter.recordedFrom, filter.recordedTo);
  const { category, type, actor, unit, person } = filter;
  return ({ event, raw }) => {
    const { meta, stream } = event;
    return (
      (scope === '*' || meta.jurisdiction.some((one) => scope.includes(one))) &&
      (type === undefined || event.type === type) &&
      (category === undefined || stream.startsWith(`${category}-`)) &&
      (actor === undefined || meta.actor === actor) &&
      (unit === undefined || meta.jurisdiction.includes(unit)) &&
      happened(meta.occurredAt) &&
      recorded(meta.recordedAt) &&
      (person === undefined || names(raw, person))
    );
  };
};

const within = (from: string | undefined, to: string | undefined): ((instant: string) => boolean) => {
  if (from === undefined && to === undefined) return () => true;
  const [first, last] = [
    from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from),
    to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to),
  ];
  return (instant) => {
    const at = Date.parse(instant);
    return at >= first && at <= last;
  };
};

/** Whether a fact names a person: files go by one field, but some facts name several, in lists and deeper (who took part). */
const names = (value: unknown, person: string): boolean => {
  if (typeof value === 'string') return value === person;
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some((part) => names(part, person));
};
