import { Injectable } from '@nestjs/common';
import type { Instant } from '../kernel/day.js';
import { ReadStore } from '../platform/read-store/read-store.js';
import { SubjectKeys } from '../platform/sealing/subject-keys.js';
import { keyOf } from './destroy-key.handler.js';
import type { ErasureFound, OfOneKey, ViewChecked } from './domain/events.js';

/** Looks at everything that could still show something of a person. */
@Injectable()
export class ErasureCheck {
  constructor(
    private readonly rows: ReadStore,
    private readonly keys: SubjectKeys,
  ) {}

  /**
   * Reads every row of every view, so it takes as long as reading the read database.
   * @param person and what is linked to the person
   */
  async of(person: OfOneKey, linked: readonly OfOneKey[]): Promise<ErasureFound> {
    const keys = [person, ...linked].map(({ kind, personId }) => keyOf(kind, personId));
    const fates = await Promise.all(keys.map((key) => this.keys.fate(key)));
    const views: ViewChecked[] = [];
    for (const view of await this.rows.names()) views.push(await this.view(view, keys));
    return {
      linked,
      keyDestroyedAt: latest(fates.map(({ destroyedAt }) => destroyedAt)),
      sealingRefused: fates.every(({ sealingRefused }) => sealingRefused),
      cachesEmptyFrom: latest(fates.map(({ cachesEmptyFrom }) => cachesEmptyFrom)),
      views,
    };
  }

  private async view(view: string, keys: readonly string[]): Promise<ViewChecked> {
    let [rows, sealed, readable] = [0, 0, 0];
    for await (const row of this.rows.stream(view)) {
      rows += 1;
      for (const key of keys) {
        const found = await this.keys.readable(row, key);
        sealed += found.sealed;
        readable += found.readable;
      }
    }
    return { view, rows, sealed, readable };
  }
}

/** The last of some moments, once there is one for each. */
const latest = (moments: readonly (Instant | null)[]): Instant | null =>
  moments.reduce((last, one) => (last === null || one === null ? null : one > last ? one : last), moments[0] ?? null);
