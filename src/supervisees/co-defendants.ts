import { Injectable } from '@nestjs/common';
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
  constructor(
    private readonly rows: ReadStore,
    private readonly keys: SubjectKeys,
  ) {}

  /**
   * Looked up before the decision, as numbers on record are sealed: a decider cannot compare them, and an id that derived from one would
   * give it away. So of two people who register the same person under two places at once, both may pass.
   * @throws Rejection SAME_PERSON_IN_DOCUMENT when the person is on record under another place in the same document
   */
  async check(document: DecisionDocument): Promise<void> {
    const filter = { documentId: documentIdOf(document), superviseeId: { $ne: superviseeIdOf(document) } };
    // One call, for how current the rows are makes no difference; most documents are of one person.
    const others = await this.rows.few<Defendant>('supervisee-roster', filter);
    const known = await this.keys.open(
      others.map(({ identityNumber }) => identityNumber),
      true,
    );
    if (known.includes(document.identityNumber)) throw reject('SAME_PERSON_IN_DOCUMENT');
  }
}
