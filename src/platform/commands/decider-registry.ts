import type { AnyDecider, Reference } from '../../kernel/decider.js';
import type { Face } from '../../kernel/context.js';
import type { StreamStore } from '../streams/stream-store.js';

/** How old a looked-up record may be, in ms: what another process wrote is seen after this long at the latest. */
export const REFERENCE_AGE_MS = 1_000;

/** All deciders of the installation, by category: how one record can be asked about by decisions on another. */
export class DeciderRegistry {
  private readonly byCategory: ReadonlyMap<string, AnyDecider>;

  constructor(readonly deciders: readonly AnyDecider[]) {
    this.byCategory = new Map(deciders.map((of) => [of.category, of]));
    if (this.byCategory.size !== deciders.length) throw new Error('Two deciders share a category');
  }

  /** What a record shows of itself; undefined when it does not exist. */
  async face(reference: Reference, streams: StreamStore): Promise<Face | undefined> {
    const of = this.byCategory.get(reference.category);
    if (!of?.face) throw new Error(`Nothing in category ${reference.category} can be referred to`);
    const { state } = await streams.load<unknown>(of, reference.id, REFERENCE_AGE_MS);
    return of.face(state);
  }
}
