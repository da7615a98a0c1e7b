import { Injectable } from '@nestjs/common';
import { ReadStore } from '../../platform/read-store/read-store.js';
import {
  breaksBetween,
  type Continuity,
  recordedSince,
  type Since,
  type Told,
  toldOf,
} from '../domain/counting/continuity.js';
import { daysOf, spanBefore } from '../domain/counting/span.js';
import type { Computed } from '../domain/returns/draft-return.js';
import { PeopleCounted } from '../people-counted.js';
import type { Subject } from './figures-reader.js';
import { RETURNS, type ReturnRow, returnIdOf, type VersionRow, versionOf } from './return-row.js';

/** As of which position each office was counted. */
type Counted = ReadonlyMap<string, number>;

/** Holds a return against the accepted one of the span before. */
@Injectable()
export class ReturnContinuity {
  constructor(
    private readonly rows: ReadStore,
    private readonly people: PeopleCounted,
  ) {}

  /** @returns null where no return of the span before is accepted */
  async of(subject: Subject, now: Pick<Computed, 'figures' | 'position' | 'parts'>): Promise<Continuity | null> {
    const span = spanBefore(subject.span);
    const row = await this.rows.one<ReturnRow>(RETURNS, returnIdOf({ ...subject, span }));
    const before = row && row.accepted !== null ? versionOf(row, row.accepted) : undefined;
    if (!before) return null;
    const breaks = breaksBetween(before.figures.table, now.figures.table);
    const told = breaks.length === 0 ? toldOf([]) : await this.since({ ...subject, span }, before, subject, now);
    return { span, version: before.version, breaks, ...told };
  }

  private async since(
    earlier: Subject,
    before: Pick<VersionRow, 'position' | 'parts'>,
    later: Subject,
    now: Pick<Computed, 'position' | 'parts'>,
  ): Promise<Told> {
    const [then, today] = [await this.countedIn(earlier, before), await this.countedIn(later, now)];
    const days = daysOf(earlier.span);
    const units = await this.people.unitsOn(days.last);
    const found: Since[] = [];
    for (const [office, position] of today) {
      // Either may have been made later: the return before, when it was corrected in the meantime.
      const [after = position, upTo = position] = [then.get(office) ?? position, position].sort((a, b) => a - b);
      for await (const course of this.people.courses(units.officesOf(office), days, after))
        found.push(...recordedSince(course, days.last, after, upTo));
    }
    return toldOf(found);
  }

  private async countedIn(
    { kind, unitId, span }: Subject,
    { position, parts }: { position: number; parts: readonly { unitId: string; version: number | null }[] },
  ): Promise<Counted> {
    if (parts.length === 0) return new Map([[unitId, position]]);
    const all: [string, number][] = [];
    for (const part of parts) {
      const below = { kind, span, unitId: part.unitId };
      const row = await this.rows.one<ReturnRow>(RETURNS, returnIdOf(below));
      const version = part.version === null ? undefined : versionOf(row, part.version);
      if (version) all.push(...(await this.countedIn(below, version)));
    }
    return new Map(all);
  }
}
