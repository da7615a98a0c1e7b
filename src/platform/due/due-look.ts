import type { Instant } from '../../kernel/day.js';
import type { ReadStore } from '../read-store/read-store.js';
import { DueCount } from './due-count.js';
import type { DueOutcomeDocument } from './due-documents.js';
import type { DueJournal } from './due-journal.js';
import { type DueNow, earliestDue } from './due-rows.js';

/** As long as no more rows than this are passed over, each look begins with the earliest. */
const FEW = 500;
/** While there are more, a whole look is followed by so many times what it took without another … */
const REST = 20;
/** … but not longer than this, ms: what a look took may have been spent waiting. */
const LONGEST_REST_MS = 10_000;

/**
 * Looks for what has come and is to be acted upon. Rows that were acted upon, or whose command was refused and is not to be tried
 * again yet, are passed over. When a rule refuses everybody's, there are thousands of them: to read all at every look would take the
 * process. So of looks one in a while is a whole one, and the others begin where the last one ended: what comes now is found at
 * once; what the view shows only when its moment has passed, and what is to be tried again, at the next whole one.
 */
export class DueLook {
  /** Rows that were acted upon, until the view shows it: their moment, and their position then. */
  private readonly done = new Map<string, { readonly dueAt: Instant; readonly position: number }>();
  /** The outcomes that stand, by the key of the row. */
  private outcomes = new Map<string, DueOutcomeDocument>();
  private readonly count: DueCount;
  /** All that came before this was passed over; undefined before the first look. */
  private from: Instant | undefined;
  /** When it looked last, by the clock of the service. */
  private lookedAt: Instant = '';
  /** Not before is a whole look made; milliseconds of a monotonic clock. */
  private wholeFrom = Number.NEGATIVE_INFINITY;
  private seenSince: Instant | null = null;

  /** @param countMs how often it is counted what waits, ms */
  constructor(
    private readonly rows: Pick<ReadStore, 'rows'>,
    private readonly journal: Pick<DueJournal, 'open' | 'note' | 'settle'>,
    countMs: number,
  ) {
    this.count = new DueCount(rows, countMs);
  }

  /** The oldest moment that was found and not acted upon; null when there is none. */
  get overdueSince(): Instant | null {
    return this.seenSince;
  }

  /** Moments that have come and were not acted upon, as last counted. */
  get waiting(): number {
    return this.count.waiting;
  }

  /** Moments whose command was refused or given up, and that wait to be tried again. */
  get refused(): number {
    return this.outcomes.size;
  }

  /**
   * The earliest that are to be acted upon: all of one moment, or as many as are taken at a time. None when nothing is left.
   * @throws StoreUnavailable when the read database is away
   */
  async earliest(now: Instant): Promise<readonly DueNow[]> {
    const { from } = this;
    const begun = performance.now();
    const isWhole = from === undefined || now < this.lookedAt || begun >= this.wholeFrom;
    if (isWhole) this.outcomes = await this.journal.open();
    const span = { from: isWhole ? undefined : from, to: now };
    const { moments, skipped } = await earliestDue(this.rows, span, (row) => this.skips(row, now));
    if (isWhole && skipped.size > FEW) this.wholeFrom = performance.now() + restAfter(performance.now() - begun);
    const first = moments[0]?.dueAt;
    this.from = first ?? justAfter(now);
    this.lookedAt = now;
    this.seenSince = first ?? null;
    await this.forget(skipped, span.from ?? '', this.from);
    if (first === undefined) this.count.reset();
    else await this.count.after(moments.length, { from: first, to: now }, this.heldFrom(first, now));
    return moments;
  }

  /** A row was acted upon as it is. */
  async acted(row: DueNow): Promise<void> {
    if (this.outcomes.has(row._id)) await this.journal.settle([row._id]);
    this.outcomes.delete(row._id);
    this.leave(row);
  }

  /** A row is left to others: it is passed over as it is. */
  leave({ _id, dueAt, _position }: DueNow): void {
    this.done.set(_id, { dueAt, position: _position });
  }

  /** What is kept of a row whose command did not simply pass. */
  outcomeOf({ _id }: DueNow): DueOutcomeDocument | undefined {
    return this.outcomes.get(_id);
  }

  async note(outcome: DueOutcomeDocument): Promise<void> {
    await this.journal.note(outcome);
    this.outcomes.set(outcome._id, outcome);
  }

  /** Another process looks from now on: whatever is kept in mind may be old when this one looks again. */
  reset(): void {
    this.done.clear();
    this.outcomes.clear();
    this.count.reset();
    this.from = undefined;
    this.lookedAt = '';
    this.wholeFrom = Number.NEGATIVE_INFINITY;
    this.seenSince = null;
  }

  /** Whether a row was acted upon as it is, or is not to be tried again yet. */
  private skips(row: DueNow, now: Instant): boolean {
    const done = this.done.get(row._id);
    if (done?.dueAt === row.dueAt && done.position >= row._position) return true;
    const outcome = this.outcomes.get(row._id);
    return outcome?.dueAt === row.dueAt && now < outcome.nextTryAt;
  }

  /** How many that were refused are passed over from a moment on. */
  private heldFrom(moment: Instant, now: Instant): number {
    let held = 0;
    for (const { dueAt, nextTryAt } of this.outcomes.values()) if (dueAt >= moment && now < nextTryAt) held += 1;
    return held;
  }

  /** Of moments within what was read, those that were not met are waited for no more: they are not kept in mind. */
  private async forget(skipped: ReadonlyMap<string, Instant>, from: Instant, before: Instant): Promise<void> {
    const isOver = (id: string, dueAt: Instant): boolean =>
      from <= dueAt && dueAt < before && skipped.get(id) !== dueAt;
    for (const [id, { dueAt }] of this.done) if (isOver(id, dueAt)) this.done.delete(id);
    const over = [...this.outcomes.values()].filter(({ _id, dueAt }) => isOver(_id, dueAt)).map(({ _id }) => _id);
    await this.journal.settle(over);
    for (const id of over) this.outcomes.delete(id);
  }
}

const restAfter = (tookMs: number): number => Math.min(REST * tookMs, LONGEST_REST_MS);

const justAfter = (instant: Instant): Instant => new Date(Date.parse(instant) + 1).toISOString();
