import type { Db } from 'mongodb';
import type { Recorded } from '../../src/kernel/event.js';
import type { AnyView } from '../../src/kernel/view.js';
import { idOf, type KeptRow, type ViewState } from '../../src/platform/read-store/read-documents.js';
import type { FeedBatch } from '../../src/platform/subscriptions/event-feed.js';
import { Blocked } from './rows/fold.js';
import { Quarantine } from './rows/quarantine.js';
import type { RowCache } from './rows/row-cache.js';
import { RowStore } from './rows/row-store.js';
import type { RunnerParts } from './runner-parts.js';
import { ViewWriter } from './rows/view-writer.js';

/** One build of one version of a view while a runner brings it up to date. */
export interface TrackedView {
  /** The view with the number of this build for its version. */
  readonly view: AnyView;
  readonly id: string;
  /** What figures call it: the view's name, or the id of what is built beside one that answers. */
  label: string;
  readonly types: ReadonlySet<string>;
  readonly quarantine: Quarantine;
  readonly writer: ViewWriter;
  /** Every fact up to here is in the view. */
  cursor: number;
  state: ViewState;
  /** Takes the live one's place only by order. */
  hold: boolean;
}

export const systemNow = (): Date => new Date();

export const trackView = async (
  parts: Pick<RunnerParts, 'log' | 'metrics'> & { readonly db: Db; readonly cache: RowCache },
  view: AnyView,
  from: Pick<TrackedView, 'cursor' | 'state' | 'label' | 'hold'>,
): Promise<TrackedView> => {
  const { db, cache, log, metrics } = parts;
  const id = idOf(view);
  const quarantine = new Quarantine(db, id);
  await quarantine.refresh();
  const writer = new ViewWriter({
    view,
    viewId: id,
    rows: new RowStore(db.collection<KeptRow>(id)),
    cache,
    quarantine,
    now: systemNow,
    onQuarantine: (key, { event, error }) => {
      metrics.quarantine(view.name);
      log.error(
        { view: id, key, position: event.position, type: event.type, reason: error.message },
        'Quarantined a key',
      );
    },
  });
  return { view, id, types: new Set(view.events as string[]), quarantine, writer, ...from };
};

/**
 * The facts of a batch that a view has still to take.
 * @throws Blocked at one of its types that could not be understood
 */
export const factsFor = (of: TrackedView, batch: FeedBatch): Recorded[] => {
  const facts: Recorded[] = [];
  for (const item of batch.items) {
    if (item.position <= of.cursor || !of.types.has(item.type) || of.quarantine.passesOver(item.position)) continue;
    if (item.error) throw new Blocked(item.position, item.type, item.error);
    if (item.event) facts.push(item.event);
  }
  return facts;
};
