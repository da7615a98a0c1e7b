import { Inject, Injectable } from '@nestjs/common';
import type { Jurisdictions } from '../../kernel/context.js';
import { type Day, monthOf } from '../../kernel/day.js';
import type { PolicyRules } from '../../kernel/policy-rules.js';
import { JURISDICTIONS } from '../../platform/auth/jurisdictions.js';
import { type After, ReadStore } from '../../platform/read-store/read-store.js';
import { type Evidence, type Figures, FigureTally } from '../domain/counting/figures.js';
import { mentionsOf } from '../domain/counting/flow-table.js';
import { type CountedFact, definitionOf, type ReturnKind, scopeOf } from '../domain/counting/kinds.js';
import { daysOf, type Span } from '../domain/counting/span.js';
import { PeopleCounted } from '../people-counted.js';

const ENTRIES = 'file-entries';
/** What takes a fact back, by the field that names it in both. */
const STRUCK_OUT = { type: 'VisitStruckOut', of: 'visitId' } as const;

/** A row behind a figure, with what a list shows of the person. */
export type NamedEvidence = Evidence & {
  readonly name: string | null;
  readonly birthYear: number | null;
  readonly position: number | null;
};

/** What is counted for one unit and span. */
export interface Subject {
  readonly kind: ReturnKind;
  readonly unitId: string;
  readonly span: Span;
}

/** Counts what one return of a unit is made of, as of a position in history, from the read models. */
@Injectable()
export class FiguresReader {
  constructor(
    private readonly rows: ReadStore,
    private readonly people: PeopleCounted,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Pick<Jurisdictions, 'rulesAsKnown'>,
  ) {}

  /** Up to where every view that is counted from knows the history. */
  async asOf(after: After = {}): Promise<{ position: number; at: string | null }> {
    const all = await Promise.all([this.people.asOf(after), this.rows.asOf(ENTRIES, after)]);
    const [first] = all.sort((a, b) => a.position - b.position);
    return { position: first?.position ?? -1, at: first?.at ?? null };
  }

  async figures(subject: Subject, position: number): Promise<Figures> {
    const rules = await this.jurisdictions.rulesAsKnown(daysOf(subject.span).last, subject.unitId);
    const tally = new FigureTally(Object.keys(definitionOf(subject.kind).divisions(rules)));
    for await (const one of this.evidence(subject, position, rules)) tally.add(one);
    return tally.figures();
  }

  /** Everything that the figures count, row by row (STA-6). */
  async *evidence(subject: Subject, position: number, known?: PolicyRules): AsyncGenerator<NamedEvidence> {
    const { kind, unitId, span } = subject;
    const days = daysOf(span);
    const rules = known ?? (await this.jurisdictions.rulesAsKnown(days.last, unitId));
    const offices = (await this.people.unitsOn(days.last)).officesOf(unitId);
    const scope = scopeOf(kind, offices, days, position, rules);
    const { ofPerson, ofFact } = definitionOf(kind);
    const facts = await this.facts(kind, offices, days.first, position);
    const byPerson = new Map<string | null, CountedFact[]>();
    for (const fact of facts) byPerson.set(fact.superviseeId, [...(byPerson.get(fact.superviseeId) ?? []), fact]);
    for await (const course of this.people.courses(offices, days, position)) {
      const { superviseeId, name, birthYear } = course;
      const person = { superviseeId, name, birthYear, position: null };
      for (const mention of mentionsOf(course, scope)) yield { ...mention, ...person };
      for (const one of ofPerson(course, scope, byPerson.get(superviseeId) ?? [], rules)) yield { ...one, ...person };
    }
    for (const fact of facts)
      if (fact.day <= days.last) for (const one of ofFact(fact)) yield { ...one, ...unnamed(fact) };
  }

  /** Facts of the span, and those told of later that may be about it; without those that were taken back. */
  private async facts(
    kind: ReturnKind,
    offices: readonly string[],
    first: Day,
    position: number,
  ): Promise<CountedFact[]> {
    const { facts: types } = definitionOf(kind);
    if (types.length === 0) return [];
    const filter = {
      officeId: { $in: [...offices] },
      month: { $gte: monthOf(first) },
      type: { $in: [...types, STRUCK_OUT.type] },
      position: { $lte: position },
    };
    const found: CountedFact[] = [];
    for await (const row of this.rows.stream<CountedFact>(ENTRIES, filter, { position: 1 })) found.push(row);
    const struckOut = new Set(
      found.flatMap(({ type, data }) => (type === STRUCK_OUT.type ? [data?.[STRUCK_OUT.of]] : [])),
    );
    return found.filter(({ type, data }) => type !== STRUCK_OUT.type && !struckOut.has(data?.[STRUCK_OUT.of] ?? null));
  }
}

const unnamed = ({ superviseeId, position }: CountedFact) => ({ superviseeId, name: null, birthYear: null, position });
