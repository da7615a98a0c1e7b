import type { Collection } from 'mongodb';
import { REQUESTS, type RequestDocument } from '../../src/platform/read-store/read-documents.js';
import { Fenced } from './checkpoints.js';
import { findDrift } from './rows/drift.js';
import { retryKey, skipFact } from './rows/key-repair.js';
import type { RunnerParts } from './runner-parts.js';
import type { TrackedView } from './tracked-view.js';

/** What of the runner carrying out an order needs. */
export interface RequestParts extends RunnerParts {
  readonly viewNamed: (name: string) => TrackedView | undefined;
  /** Runs something while the view takes no batch. */
  readonly between: <T>(view: TrackedView, work: () => Promise<T>) => Promise<T>;
  /** Sets a blocked view going again; `skip` passes over the fact that it stopped at. */
  readonly unblock: (view: TrackedView, skip: boolean) => Promise<object>;
  /** Begins to build the view anew beside the live one; with `hold` it takes the live one's place only by order. */
  readonly rebuild: (view: TrackedView, hold: boolean) => Promise<object>;
  /** Lets what was built take the live one's place. */
  readonly promote: (view: TrackedView) => Promise<object>;
}

/** Most differences that a report keeps with their content. */
const REPORTED = 20;

/** Carries out orders that administrators left in the database, in the order in which they came. */
export class Requests {
  private readonly requests: Collection<RequestDocument>;

  constructor(private readonly parts: RequestParts) {
    this.requests = parts.db.collection(REQUESTS);
  }

  async carryOut(signal: AbortSignal): Promise<void> {
    const open = await this.requests.find({ status: 'open' }).sort({ _id: 1 }).limit(20).toArray();
    for (const request of open) {
      if (signal.aborted) return;
      const change = await this.outcome(request, signal);
      if (signal.aborted) return;
      await this.requests.updateOne({ _id: request._id }, { $set: change });
    }
  }

  private async outcome(
    request: RequestDocument,
    signal: AbortSignal,
  ): Promise<Pick<RequestDocument, 'status' | 'result'>> {
    const { kind, view: name, key, by } = request;
    try {
      const view = this.parts.viewNamed(name);
      if (!view) throw new Error(`There is no view ${name}`);
      const result = await this.do(request, view, signal);
      this.parts.log.info({ kind, view: name, key, by, ...figuresOf(result) }, 'Carried out a request');
      return { status: 'done', result };
    } catch (error) {
      // Another runner carries it out, or this one when it has begun anew.
      if (error instanceof Fenced || signal.aborted) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      this.parts.log.warn({ kind, view: name, key, by, reason }, 'A request failed');
      return { status: 'failed', result: { reason } };
    }
  }

  private async do(request: RequestDocument, view: TrackedView, signal: AbortSignal): Promise<object> {
    const { kind, key, oneIn, hold = false } = request;
    const { client, reader } = this.parts;
    switch (kind) {
      case 'rebuild':
        return this.parts.rebuild(view, hold);
      case 'switch':
        return this.parts.promote(view);
      case 'retry':
        if (key === null) return this.parts.unblock(view, false);
        return this.parts.between(view, () => retryKey(view, key, client, reader));
      case 'skip':
        if (key === null) return this.parts.unblock(view, true);
        return this.parts.between(view, () => skipFact(view, key, client, reader));
      case 'drift': {
        const scope = key === null ? { oneIn } : { key };
        const { report } = await findDrift(this.parts, view.view, scope, signal);
        const { differences, ...rest } = report;
        return { ...rest, differing: differences.length, differences: differences.slice(0, REPORTED) };
      }
      case 'repair':
        if (key === null) throw new Error('One key at a time is repaired');
        return repairKey(this.parts, view, key, signal);
    }
  }
}

/** What of a result may be logged: how many and whether. Rows hold personal data. */
const figuresOf = (result: object): object =>
  Object.fromEntries(Object.entries(result).filter(([, value]) => ['number', 'boolean'].includes(typeof value)));

/** How often a row that goes on while it is compared is compared again. */
const REPAIR_TRIES = 5;

/** Writes a row as history makes it. It is compared while the view goes on, and written if it is still the row that was compared. */
const repairKey = async (
  parts: RequestParts,
  of: TrackedView,
  key: string,
  signal: AbortSignal,
): Promise<{ repaired: boolean }> => {
  for (let tries = 0; tries < REPAIR_TRIES; tries += 1) {
    const { report, live, expected } = await findDrift(parts, of.view, { key }, signal);
    if (report.quarantined > 0) throw new Error(`${key} is in quarantine`);
    if (report.differences.length === 0) return { repaired: false };
    const made = expected.get(key);
    // Its position stays at least where it was, so that no fact is taken twice.
    const _position = Math.max(live.get(key)?._position ?? -1, made?._position ?? -1);
    const after = made ? { ...made, _position } : { _id: key, _position, _deleted: true as const };
    const written = await parts.between(of, async () => {
      const before = await of.writer.load(key);
      if (before?._position !== live.get(key)?._position) return false;
      return of.writer.replace({ key, before, after });
    });
    if (written) return { repaired: true };
  }
  throw new Error(`The row ${key} kept changing`);
};
