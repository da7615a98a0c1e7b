import type { Day, Instant } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions } from '../../../kernel/event.js';
import type { Figures } from '../counting/figures.js';
import type { ReturnKind } from '../counting/kinds.js';
import type { Span } from '../counting/span.js';

/** The four parts of the monthly analysis (STA-4): 对象情况, 工作开展, 教育矫正, 其他. */
export const ANALYSIS_PARTS = ['supervisees', 'work', 'correction', 'other'] as const;
export type AnalysisTexts = Readonly<Record<(typeof ANALYSIS_PARTS)[number], string>>;

/** The return of a unit below, in the version that was taken up. */
export interface Part {
  readonly unitId: string;
  readonly version: number;
}

interface OfReturn {
  readonly unitId: string;
  readonly kind: ReturnKind;
  readonly span: Span;
}
interface OfVersion extends OfReturn {
  /** From 1: what was sent back or corrected is followed by the next. */
  readonly version: number;
}

/** The span is over: the return can be drafted, and is due on the day. */
export type ReturnFellDue = DomainEvent<'ReturnFellDue', OfReturn & { readonly dueOn: Day }>;
/** The figures were computed from the history up to a position. Until it is handed in, a draft is followed by another at will. */
export type ReturnDrafted = DomainEvent<
  'ReturnDrafted',
  OfVersion & {
    readonly dueOn: Day;
    readonly position: number;
    /** When the fact at the position was recorded. */
    readonly asOf: Instant | null;
    readonly figures: Figures;
    /** Of which returns it is made; none for an office, which counts people. */
    readonly parts: readonly Part[];
    /** The analysis in words, as the figures say. */
    readonly texts: AnalysisTexts | null;
    /** Why a return that was accepted is corrected. */
    readonly reason?: string;
  }
>;
/** A person completed the analysis. */
export type AnalysisCompleted = DomainEvent<'AnalysisCompleted', OfVersion & { readonly texts: AnalysisTexts }>;
/** From now on the version stays as it is. */
export type ReturnSubmitted = DomainEvent<
  'ReturnSubmitted',
  OfVersion & {
    readonly submittedOn: Day;
    readonly dueOn: Day;
    readonly daysLate: number;
    /** Nobody above has to accept it. */
    readonly final: boolean;
  }
>;
export type ReturnAccepted = DomainEvent<'ReturnAccepted', OfVersion & { readonly opinion?: string }>;
export type ReturnSentBack = DomainEvent<'ReturnSentBack', OfVersion & { readonly reasons: string }>;

export type ReturnEvent =
  ReturnFellDue | ReturnDrafted | AnalysisCompleted | ReturnSubmitted | ReturnAccepted | ReturnSentBack;

export const returnEvents: EventDefinitions<ReturnEvent> = {
  ReturnFellDue: { version: 1, title: ['统计报表待报送', 'Return fell due'] },
  ReturnDrafted: { version: 1, title: ['生成统计报表', 'Return drafted'] },
  AnalysisCompleted: { version: 1, title: ['完成工作情况分析', 'Analysis completed'] },
  ReturnSubmitted: { version: 1, title: ['报送统计报表', 'Return submitted'], day: 'submittedOn' },
  ReturnAccepted: { version: 1, title: ['接收统计报表', 'Return accepted'] },
  ReturnSentBack: { version: 1, title: ['退回统计报表', 'Return sent back'] },
};
