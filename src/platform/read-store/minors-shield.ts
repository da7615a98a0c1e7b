import { Inject, Injectable } from '@nestjs/common';
import type { Jurisdictions } from '../../kernel/context.js';
import { dayAt } from '../../kernel/day.js';
import { firstYearOfMinors } from '../../kernel/supervision/minors.js';
import type { PolicyRules } from '../../kernel/policy-rules.js';
import { JURISDICTIONS } from '../auth/jurisdictions.js';
import { Clock } from '../clock.js';
import { inReach, type Reader } from './reach.js';
import { type After, ReadStore } from './read-store.js';
import { Whereabouts } from './whereabouts.js';

/** Of all who are or were expected; their ids are those that other rows name people by. */
const ROSTER = 'supervisee-roster';

/** Field that rows about supervisees are shielded by. */
interface OfSomebody {
  readonly birthYear: number;
}
interface Entry extends OfSomebody {
  readonly superviseeId: string;
}

/**
 * Keeps minors out of what is shown to readers who do not handle them (INT-4): for those, there are no such rows. Who handles them,
 * and until when somebody is a minor, the policy of the reader's unit says.
 */
@Injectable()
export class MinorsShield {
  constructor(
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'rulesAsKnown'>,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(ReadStore) private readonly rows: Pick<ReadStore, 'few'>,
    @Inject(Whereabouts) private readonly whereabouts: Pick<Whereabouts, 'of'>,
  ) {}

  /** Filter for the rows that the reader may know of. */
  async filterFor(reader: Reader): Promise<{ birthYear?: { $lt: number } }> {
    const { minors, first } = await this.rulesFor(reader);
    return minors.readers.some((role) => role === reader.role) ? {} : { birthYear: { $lt: first } };
  }

  /** Whether the row is one that the filter would leave out. */
  async hides(reader: Reader, { birthYear }: OfSomebody): Promise<boolean> {
    const { birthYear: shown } = await this.filterFor(reader);
    return shown !== undefined && birthYear >= shown.$lt;
  }

  /**
   * As `filterFor`, for rows that name a person by id alone. Minors are few: the ids of those in reach are looked up, and of those who
   * left it, whom what was recorded of them before still names.
   * @param after what the answer has to show: who left up to there is known too, when that view gets there in time
   */
  async filterByPerson(reader: Reader, after: After = {}): Promise<{ $nor?: { superviseeId: { $in: string[] } }[] }> {
    const hidden = await this.hiddenFrom(reader, after);
    return hidden.size === 0 ? {} : { $nor: [{ superviseeId: { $in: [...hidden] } }] };
  }

  /** Ids of everybody whom the reader may not know of. */
  async hiddenFrom(reader: Reader, after: After = {}): Promise<ReadonlySet<string>> {
    const { birthYear } = await this.filterFor(reader);
    if (birthYear === undefined) return new Set();
    const left = (await this.whereabouts.of(reader, after)).whoLeft();
    const whose = left.length === 0 ? inReach(reader) : { $or: [inReach(reader), { _id: { $in: [...left] } }] };
    const minors = { ...whose, birthYear: { $gte: birthYear.$lt } };
    return new Set((await this.rows.few<Entry>(ROSTER, minors)).map(({ superviseeId }) => superviseeId));
  }

  /** As `hides`, for a row that names a person by id alone. */
  async hidesPerson(reader: Reader, superviseeId: string): Promise<boolean> {
    return (await this.hiddenFrom(reader)).has(superviseeId);
  }

  private async rulesFor({ unit }: Reader): Promise<{ minors: PolicyRules['minors']; first: number }> {
    const today = dayAt(this.clock.now());
    const { minors } = await this.jurisdictions.rulesAsKnown(today, unit);
    return { minors, first: firstYearOfMinors(today, minors) };
  }
}
