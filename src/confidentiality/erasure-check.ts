import { Injectable } from '@nestjs/common';
import { ReadStore } from '../platform/read-store/read-store.js';
import { SubjectKeys } from '../platform/sealing/subject-keys.js';
import type { ErasureFound, ViewChecked } from './domain/events.js';

/** Looks at everything that could still show something of a person. */
@Injectable()
export class ErasureCheck {
  constructor(
    private readonly rows: ReadStore,
    private readonly keys: SubjectKeys,
  ) {}

  /**
   * Reads every row of every view, so it takes as long as reading the read database.
   * @param key name of the person's key
   */
  async of(key: string): Promise<ErasureFound> {
    const { destroyedAt, cachesEmptyFrom, sealingRefused } = await this.keys.fate(key);
    const views: ViewChecked[] = [];
    for (const view of await this.rows.names()) views.push(await this.view(view, key));
    return { keyDestroyedAt: destroyedAt, sealingRefused, cachesEmptyFrom, views };
  }

  private async view(view: string, key: string): Promise<ViewChecked> {
    let [rows, sealed, readable] = [0, 0, 0];
    for await (const row of this.rows.stream(view)) {
      rows += 1;
      const found = await this.keys.readable(row, key);
      sealed += found.sealed;
      readable += found.readable;
    }
    return { view, rows, sealed, readable };
  }
}
