import type { Day, Instant } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';
import { type Continuity, MOST_TOLD } from '../counting/continuity.js';
import type { Figures } from '../counting/figures.js';
import { returnIdOf, type ReturnName } from './return-id.js';

/** The four parts of the monthly analysis (STA-4): 对象情况, 工作开展, 教育矫正, 其他. */
export const ANALYSIS_PARTS = ['supervisees', 'work', 'correction', 'other'] as const;
export type AnalysisTexts = Readonly<Record<(typeof ANALYSIS_PARTS)[number], string>>;

/** The return of a unit below, in the version that was taken up. */
export interface Part {
  readonly unitId: string;
  readonly version: number;
}

/** Words of a return are about many persons at once: they are sealed with a key of the return itself. */
interface InWords {
  readonly returnId: string;
}
interface OfVersion extends ReturnName {
  /** From 1: what was sent back or corrected is followed by the next. */
  readonly version: number;
}

/** The span is over: the return can be drafted, and is due on the day. */
export type ReturnFellDue = DomainEvent<'ReturnFellDue', ReturnName & { readonly dueOn: Day }>;
/** The figures were computed from the history up to a position. Until it is handed in, a draft is followed by another at will. */
export type ReturnDrafted = DomainEvent<
  'ReturnDrafted',
  OfVersion &
    InWords & {
      readonly dueOn: Day;
      readonly position: number;
      /** When the fact at the position was recorded. */
      readonly asOf: Instant | null;
      readonly figures: Figures;
      /** Of which returns it is made; none for an office, which counts people. */
      readonly parts: readonly Part[];
      /** How it follows on the return of the span before; null where none is accepted. */
      readonly continuity: Continuity | null;
      /** The analysis in words, as the figures say. */
      readonly texts: AnalysisTexts | null;
      /** Why a return that was accepted is corrected. */
      readonly reason?: Personal;
    }
>;
/** A person completed the analysis. */
export type AnalysisCompleted = DomainEvent<
  'AnalysisCompleted',
  OfVersion & InWords & Readonly<Record<(typeof ANALYSIS_PARTS)[number], Personal>>
>;
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
export type ReturnAccepted = DomainEvent<'ReturnAccepted', OfVersion & InWords & { readonly opinion?: Personal }>;
export type ReturnSentBack = DomainEvent<'ReturnSentBack', OfVersion & InWords & { readonly reasons: Personal }>;

export type ReturnEvent =
  ReturnFellDue | ReturnDrafted | AnalysisCompleted | ReturnSubmitted | ReturnAccepted | ReturnSentBack;

/** Version 1 named no key: its words were not sealed. */
const keyed = <Data extends InWords>(data: Record<string, unknown>): Data => {
  const of = data as unknown as Data & ReturnName;
  return { ...of, returnId: returnIdOf(of) };
};
/** Version 2 was not held against the return before; version 3 did not say how much more there was than it told. */
const counted = ({ continuity, ...rest }: Record<string, unknown>): ReturnDrafted['data'] => {
  const told = (continuity ?? null) as Omit<Continuity, 'recorded'> | null;
  const recorded = told && (told.since.length < MOST_TOLD ? told.since.length : null);
  return keyed({ ...rest, continuity: told && { recorded, ...told } });
};
const sealed = { version: 2, subject: 'returnId' } as const;

export const returnEvents: EventDefinitions<ReturnEvent> = {
  ReturnFellDue: { version: 1, title: ['统计报表待报送', 'Return fell due'] },
  ReturnDrafted: {
    ...sealed,
    version: 4,
    personal: ['reason'],
    upcast: counted,
    title: ['生成统计报表', 'Return drafted'],
  },
  AnalysisCompleted: {
    ...sealed,
    personal: ANALYSIS_PARTS,
    title: ['完成工作情况分析', 'Analysis completed'],
    upcast: ({ texts, ...rest }) => keyed({ ...rest, ...(texts as AnalysisTexts) }),
  },
  ReturnSubmitted: { version: 1, title: ['报送统计报表', 'Return submitted'], day: 'submittedOn' },
  ReturnAccepted: { ...sealed, personal: ['opinion'], upcast: keyed, title: ['接收统计报表', 'Return accepted'] },
  ReturnSentBack: { ...sealed, personal: ['reasons'], upcast: keyed, title: ['退回统计报表', 'Return sent back'] },
};
