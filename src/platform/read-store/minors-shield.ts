import { Inject, Injectable } from '@nestjs/common';
import type { Jurisdictions } from '../../kernel/context.js';
import { dayAt } from '../../kernel/day.js';
import { firstYearOfMinors } from '../../kernel/supervision/minors.js';
import type { PolicyRules } from '../../kernel/policy-rules.js';
import { JURISDICTIONS } from '../auth/jurisdictions.js';
import { Clock } from '../clock.js';
import { StoreUnavailable } from '../streams/errors.js';
import type { Reader } from './reach.js';

/** Field that rows about supervisees are shielded by. */
interface OfSomebody {
  readonly birthYear: number;
}

/**
 * Keeps minors out of what is shown to readers who do not handle them (INT-4): for those, there are no such rows. Who handles them,
 * and until when somebody is a minor, the policy of the reader's unit says.
 */
@Injectable()
export class MinorsShield {
  /** By unit, for when the event store is away: queries go on. */
  private readonly known = new Map<string, PolicyRules['minors']>();

  constructor(
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'pathOf' | 'policyOn'>,
    @Inject(Clock) private readonly clock: Clock,
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

  private async rulesFor({ unit }: Reader): Promise<{ minors: PolicyRules['minors']; first: number }> {
    const today = dayAt(this.clock.now());
    try {
      const path = (await this.jurisdictions.pathOf(unit)) ?? [];
      this.known.set(unit, (await this.jurisdictions.policyOn(today, path)).rules.minors);
    } catch (error) {
      if (!(error instanceof StoreUnavailable && this.known.has(unit))) throw error;
    }
    const minors = this.known.get(unit);
    if (!minors) throw new Error('The policy in force says nothing of minors');
    return { minors, first: firstYearOfMinors(today, minors) };
  }
}
