import type { Collection } from 'mongodb';
import type { ViewDocument } from './read-documents.js';

/** How long a switch of versions may go unnoticed, ms. The version before stays readable for longer than that. */
export const SWITCH_SEEN_MS = 250;

/** Which version of each view answers queries: followed as it is switched, with no restart. */
export class LiveVersions {
  private known: ReadonlyMap<string, number> = new Map();
  private loadedAt = Number.NEGATIVE_INFINITY;
  private loading: Promise<void> | undefined;

  constructor(private readonly views: Collection<ViewDocument>) {}

  /** The live version; undefined when no runner has begun with the view yet. */
  async of(name: string): Promise<number | undefined> {
    if (performance.now() - this.loadedAt > SWITCH_SEEN_MS) await (this.loading ??= this.load());
    return this.known.get(name);
  }

  private async load(): Promise<void> {
    const asked = performance.now();
    try {
      const all = await this.views.find({}, { projection: { live: 1 } }).toArray();
      this.known = new Map(all.map((view) => [view._id, view.live]));
      this.loadedAt = asked;
    } finally {
      this.loading = undefined;
    }
  }
}
