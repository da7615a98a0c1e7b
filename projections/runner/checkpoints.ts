import type { Collection, Db, Filter } from 'mongodb';
import type { AnyView } from '../../src/kernel/view.js';
import {
  CHECKPOINTS,
  type CheckpointDocument,
  idOf,
  type ViewState,
} from '../../src/platform/read-store/read-documents.js';

/** Another runner has taken over: nothing more may be written on this one's word. */
export class Fenced extends Error {
  constructor() {
    super('Another runner has taken over');
    this.name = 'Fenced';
  }
}

/** What is reported of how a view does; shown to administrators, never read by the runner. */
export type Standing = Pick<
  CheckpointDocument,
  'state' | 'lagEvents' | 'lagSeconds' | 'rate' | 'remainingSeconds' | 'healthy'
>;

/** How far each version of each view is. Every write is fenced by the runner's token. */
export class Checkpoints {
  private readonly all: Collection<CheckpointDocument>;

  constructor(
    db: Db,
    private readonly token: number,
    private readonly now: () => Date,
  ) {
    this.all = db.collection(CHECKPOINTS);
  }

  /**
   * Makes the checkpoints this runner's own and reads them.
   * @returns checkpoint by `<name>@<version>`; at -1 for a version that begins now
   * @throws Fenced when another runner has taken over, or drops one of the versions
   */
  async claim(views: readonly AnyView[]): Promise<Map<string, CheckpointDocument>> {
    if (views.length === 0) return new Map();
    const begin: Omit<CheckpointDocument, '_id' | 'view' | 'version' | 'token' | 'updatedAt'> = {
      position: -1,
      recordedAt: null,
      state: 'building',
      lagEvents: 0,
      lagSeconds: 0,
      rate: 0,
      remainingSeconds: null,
      healthy: true,
    };
    const ids = views.map(idOf);
    await this.all.bulkWrite(
      views.map((view) => ({
        updateOne: {
          filter: { _id: idOf(view) },
          update: {
            $setOnInsert: {
              ...begin,
              view: view.name,
              version: view.version,
              token: this.token,
              updatedAt: this.now(),
            },
          },
          upsert: true,
        },
      })),
    );
    await this.fenced(ids, { token: this.token, updatedAt: this.now() });
    const found = await this.all.find({ _id: { $in: ids } }, { batchSize: ids.length + 1 }).toArray();
    return new Map(found.map((checkpoint) => [checkpoint._id, checkpoint]));
  }

  /**
   * Moves views on: everything up to the position is in them.
   * @throws Fenced when another runner has taken over
   */
  async advance(ids: readonly string[], position: number, recordedAt: string | null): Promise<void> {
    const at = recordedAt === null ? {} : { recordedAt };
    await this.fenced(ids, { position, ...at, updatedAt: this.now() });
  }

  async setState(id: string, state: ViewState): Promise<void> {
    await this.note(id, { state });
  }

  /** Notes something of a version beside its position. @throws Fenced when another runner has taken over */
  async note(id: string, change: Pick<Partial<CheckpointDocument>, 'state' | 'hold' | 'comparison'>): Promise<void> {
    await this.fenced([id], { ...change, updatedAt: this.now() });
  }

  /** Reports how views do. What state they are in is noted when it changes: a report may come late. */
  async report(standings: ReadonlyMap<string, Standing>): Promise<void> {
    if (standings.size === 0) return;
    const updatedAt = this.now();
    const result = await this.all.bulkWrite(
      [...standings].map(([_id, { state: _, ...figures }]) => ({
        updateOne: { filter: { _id, token: this.token }, update: { $set: { ...figures, updatedAt } } },
      })),
      { ordered: false },
    );
    if (result.matchedCount < standings.size) throw new Fenced();
  }

  private async fenced(ids: readonly string[], change: Partial<CheckpointDocument>): Promise<void> {
    const mine: Filter<CheckpointDocument> = {
      _id: { $in: [...ids] },
      token: { $lte: this.token },
      state: { $ne: 'dropping' },
    };
    const { matchedCount } = await this.all.updateMany(mine, { $set: change });
    if (matchedCount < ids.length) throw new Fenced();
  }
}
