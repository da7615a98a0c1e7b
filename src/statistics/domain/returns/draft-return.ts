import type { Context } from '../../../kernel/context.js';
import type { Reference } from '../../../kernel/decider.js';
import type { Instant } from '../../../kernel/day.js';
import { IntegerField, TextField } from '../../../kernel/fields.js';
import type { Continuity } from '../counting/continuity.js';
import type { Figures } from '../counting/figures.js';
import { fits } from '../counting/kinds.js';
import { daysOf } from '../counting/span.js';
import type { AnalysisTexts, Part, ReturnEvent } from './events.js';
import { byTheUnit, dueDay, inWords, named, OfReturn } from './of-return.js';
import { reject } from './rejections.js';
import { returnIdOf } from './return-id.js';
import type { StatisticalReturn } from './return-state.js';

/** What was computed for a draft before it was ordered. */
export interface Computed {
  readonly position: number;
  readonly asOf: Instant | null;
  readonly figures: Figures;
  /** Of an office none: it counts people. Null for a version that is not there. */
  readonly parts: readonly { readonly unitId: string; readonly version: number | null }[];
  readonly texts: AnalysisTexts | null;
  readonly continuity: Continuity | null;
}

export class DraftReturn extends OfReturn {
  @TextField({
    optional: true,
    max: 500,
    description: '更正理由；更正已接收的报表时必填 / why an accepted return is corrected',
    example: '补录期内登记一人',
  })
  declare readonly reason?: string;
  @IntegerField({
    optional: true,
    description:
      '回执中的 position：数字须包含此前的全部记录 / position of a receipt: what was recorded up to there is counted',
    example: 42,
  })
  declare readonly after?: number;
  /**
   * Looked up from the read models, and handed in as data: nobody sends it. Without it nothing is recorded, but whether it may be
   * drafted is decided.
   */
  declare readonly computed?: Computed;
}

/** The returns that this one is made of, as they are on record now. */
export const partsOf = (c: OfReturn): Readonly<Record<string, Reference>> =>
  c instanceof DraftReturn && c.computed
    ? Object.fromEntries(
        c.computed.parts.map(({ unitId }) => [
          unitId,
          { category: 'statisticalReturn', id: returnIdOf({ ...named(c), unitId }) },
        ]),
      )
    : {};

/**
 * The figures of a span that is over, as the history up to a position gives them (STA-5). An office counts; a county and the city take the
 * accepted returns of all that are below. An accepted return is corrected with a reason, and stands until the correction is accepted.
 */
export const draftReturn = (c: DraftReturn, state: StatisticalReturn, context: Context): ReturnEvent[] => {
  byTheUnit(c, context);
  if (!fits(c.kind, c.span)) throw reject('RETURN_SPAN_UNFIT');
  if (context.today <= daysOf(c.span).last) throw reject('RETURN_SPAN_NOT_OVER');
  if (state.status === 'submitted') throw reject('RETURN_UNDECIDED', { version: state.version });
  if (state.status === 'accepted' && c.reason === undefined) throw reject('RETURN_REASON_NEEDED');
  if (!c.computed) return [];
  const { position, asOf, figures, texts, continuity } = c.computed;
  if (position < (c.after ?? 0)) throw reject('RETURN_FIGURES_BEHIND', { position });
  const version = state.status === 'drafted' ? state.version : state.version + 1;
  const why = c.reason === undefined ? {} : { reason: c.reason };
  const made = { position, asOf, figures, parts: acceptedParts(c.computed, context), texts, continuity, ...why };
  return [{ type: 'ReturnDrafted', data: { ...inWords(c), version, dueOn: dueDay(c, context), ...made } }];
};

const acceptedParts = (computed: Computed, { references }: Context): Part[] => {
  const isThere = ({ unitId, version }: Computed['parts'][number]): boolean =>
    version !== null && references[unitId]?.facts.accepted === version;
  const missing = computed.parts.filter((part) => !isThere(part)).map(({ unitId }) => unitId);
  if (missing.length > 0) throw reject('RETURN_PARTS_MISSING', { units: missing });
  return computed.parts.map(({ unitId, version }) => ({ unitId, version: version ?? 0 }));
};
