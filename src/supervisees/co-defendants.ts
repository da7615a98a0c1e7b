import { Injectable } from '@nestjs/common';
import { Gathered } from '../platform/gathered.js';
import { mongoCall } from '../platform/read-store/mongo-calls.js';
import { ReadStore } from '../platform/read-store/read-store.js';
import { SubjectKeys } from '../platform/sealing/subject-keys.js';
import type { DecisionDocument } from './domain/decision-document.js';
import { reject } from './domain/rejections.js';
import { documentIdOf, superviseeIdOf } from './domain/supervisee-id.js';

interface Defendant {
  readonly superviseeId: string;
  readonly documentId: string;
  /** Sealed as kept. */
  readonly identityNumber: string;
}

/** Whom else a decision document is about: each of them once, wherever they are supervised (INT-2). */
@Injectable()
export class CoDefendants {
  /** By document: when many register at the same time, those that are on record are looked up together. */
  private readonly onRecord: Gathered<Defendant[]>;

  constructor(
    private readonly rows: ReadStore,
    private readonly keys: SubjectKeys,
  ) {
    this.onRecord = new Gathered((documents) => this.lookUp(documents), true);
  }

  /**
   * Looked up before the decision, as numbers on record are sealed: a decider cannot compare them, and an id that derived from one would
   * give it away. So of two people who register the same person under two places at once, both may pass.
   * @throws Rejection SAME_PERSON_IN_DOCUMENT when the person is on record under another place in the same document
   */
  async check(document: DecisionDocument): Promise<void> {
    const id = superviseeIdOf(document);
    // One look-up may have to wait for another: for both together no longer than for one.
    const all = await mongoCall('who is in a document', () => this.onRecord.ask(documentIdOf(document)));
    const others = (all ?? []).filter(({ superviseeId }) => superviseeId !== id);
    const known = await this.keys.open(
      others.map(({ identityNumber }) => identityNumber),
      true,
    );
    if (known.includes(document.identityNumber)) throw reject('SAME_PERSON_IN_DOCUMENT');
  }

  /** One call, for how current the rows are makes no difference; most documents are of one person. */
  private async lookUp(documents: readonly string[]): Promise<Map<string, Defendant[]>> {
    const found = new Map<string, Defendant[]>();
    const filter = { documentId: { $in: [...documents] } };
    for (const one of await this.rows.few<Defendant>('supervisee-roster', filter)) {
      const others = found.get(one.documentId);
      if (others) others.push(one);
      else found.set(one.documentId, [one]);
    }
    return found;
  }
}
