import { Injectable } from '@nestjs/common';
import { transfersWithin } from '../../kernel/supervision/course.js';
import { type After, ReadStore } from '../../platform/read-store/read-store.js';
import { draftedText } from '../domain/counting/drafted-text.js';
import { type Figures, rolledUp } from '../domain/counting/figures.js';
import { daysOf } from '../domain/counting/span.js';
import type { AnalysisTexts } from '../domain/returns/events.js';
import type { Computed } from '../domain/returns/draft-return.js';
import { PeopleCounted } from '../people-counted.js';
import { ReturnContinuity } from './return-continuity.js';
import { FiguresReader, type Subject } from './figures-reader.js';
import { RETURNS, type ReturnRow, returnIdOf, versionOf } from './return-row.js';
import { word } from './words.js';

type Counted = Omit<Computed, 'continuity'>;

/** What a draft is made of, looked up before it is ordered. */
@Injectable()
export class ReturnDrafts {
  constructor(
    private readonly rows: ReadStore,
    private readonly people: PeopleCounted,
    private readonly reader: FiguresReader,
    private readonly continuity: ReturnContinuity,
  ) {}

  /** What a draft is made of, and how it follows on the return before. */
  async computed(subject: Subject, after: After = {}): Promise<Computed> {
    const counted = await this.now(subject, after);
    return { ...counted, continuity: await this.continuity.of(subject, counted) };
  }

  /** What a draft would be made of now. */
  async now({ kind, unitId, span }: Subject, after: After = {}): Promise<Counted> {
    const subject = { kind, unitId, span };
    const unit = await this.people.unit(subject.unitId);
    const made =
      unit?.kind === 'OFFICE' || !unit ? await this.counted(subject, after) : await this.made(subject, unit.path);
    const texts = subject.kind === 'ANALYSIS' ? this.texts(unit?.name ?? '', subject, made.figures) : null;
    return { ...made, texts };
  }

  private async counted(subject: Subject, after: After): Promise<Omit<Counted, 'texts'>> {
    const { position, at } = await this.reader.asOf(after);
    return { position, asOf: at, figures: await this.reader.figures(subject, position), parts: [] };
  }

  /** Of the accepted returns of the units below. */
  private async made(subject: Subject, path: readonly string[]): Promise<Omit<Counted, 'texts'>> {
    const { position, at } = await this.rows.asOf(RETURNS);
    const below = (await this.people.unitsOn(daysOf(subject.span).last)).partsOf(subject.unitId);
    const parts = await Promise.all(
      below.map(async ({ unitId }) => {
        const row = await this.rows.one<ReturnRow>(RETURNS, returnIdOf({ ...subject, unitId }));
        const version = row?.accepted ?? null;
        return { unitId, version, figures: version === null ? undefined : versionOf(row, version)?.figures };
      }),
    );
    const inner = transfersWithin(path);
    const figures = rolledUp(
      parts.flatMap((part) => part.figures ?? []),
      inner,
    );
    return { position, asOf: at, figures, parts: parts.map(({ unitId, version }) => ({ unitId, version })) };
  }

  private texts(name: string, { span }: Subject, figures: Figures): AnalysisTexts {
    return draftedText(name, span, figures, word);
  }
}
