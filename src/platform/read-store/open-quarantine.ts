import type { Collection } from 'mongodb';
import type { QuarantineDocument } from './read-documents.js';

/** Which versions of views lack facts that they could not take. One key is asked by its id: a look-up that finds what is there now. */
export class OpenQuarantine {
  constructor(private readonly all: Collection<QuarantineDocument>) {}

  /** Whether the key of a version, or without a key any, or the whole version, waits in quarantine. */
  async of(viewId: string, key?: string): Promise<boolean> {
    const which =
      key === undefined
        ? // Ids begin with the version's: a range of the index that is there anyway.
          { _id: { $gte: `${viewId}|`, $lt: `${viewId}}` } }
        : { _id: { $in: [`${viewId}|${key}`, `${viewId}|`] } };
    return (await this.all.findOne({ ...which, status: 'open' }, { projection: { _id: 1 } })) !== null;
  }
}
