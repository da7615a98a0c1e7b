import { dayAt, endOf, monthOf, quarterOf } from '../../../kernel/day.js';
import { dueMoments } from '../../../kernel/due.js';
import type { UnitFounded, UnitMerged } from '../../../organisation/domain/events.js';
import { definitionOf, RETURN_KINDS, type ReturnKind } from '../counting/kinds.js';
import { daysOf, type Span, spanAfter } from '../counting/span.js';
import type { ReturnFellDue } from './events.js';
import { NoteReturnDue } from './note-return-due.js';

/** The span whose return of one kind a unit makes next. */
interface Waiting {
  readonly unitId: string;
  readonly kind: ReturnKind;
  readonly span: Span;
}
type Fact = UnitFounded | UnitMerged | ReturnFellDue;

/** Every unit makes its returns from the span on that it was founded in, for as long as it is one of its own (STA-5). */
export const returnDue = dueMoments<Waiting, Fact, NoteReturnDue>({
  name: 'return-due',
  version: 1,
  events: ['UnitFounded', 'UnitMerged', 'ReturnFellDue'],
  keys: ({ type, data }) => {
    if (type === 'ReturnFellDue') return [`${data.kind}.${data.unitId}`];
    return data.kind === 'LEADING_GROUP' ? [] : RETURN_KINDS.map((kind) => `${kind}.${data.unitId}`);
  },
  project: (waiting, { type, data, meta }, key) => {
    switch (type) {
      case 'UnitFounded': {
        const [kind, day] = [kindIn(key), dayAt(meta.occurredAt)];
        return { unitId: data.unitId, kind, span: definitionOf(kind).quarterly ? quarterOf(day) : monthOf(day) };
      }
      case 'UnitMerged':
        return null;
      case 'ReturnFellDue':
        return waiting && { ...waiting, span: spanAfter(data.span) };
    }
  },
  due: ({ unitId, kind, span }) => ({ at: endOf(daysOf(span).last), fields: { unitId, kind, span } }),
  command: NoteReturnDue,
});

const kindIn = (key: string): ReturnKind => RETURN_KINDS.find((kind) => key.startsWith(`${kind}.`)) ?? 'BASIC_FACTS';
