import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { ChoiceField, IdField, PatternField } from '../../../kernel/fields.js';
import { RETURN_KINDS, type ReturnKind } from '../counting/kinds.js';
import { daysOf, SPAN, type Span } from '../counting/span.js';
import { reject } from './rejections.js';
import { returnIdOf, type ReturnName } from './return-id.js';
import type { StatisticalReturn } from './return-state.js';

/** A command about one return: of a unit, a kind and a span. */
export abstract class OfReturn extends Command {
  @IdField({ path: true }) declare readonly unitId: string;
  @ChoiceField(RETURN_KINDS, { path: true }) declare readonly kind: ReturnKind;
  @PatternField(SPAN, { path: true }) declare readonly span: Span;
}

export const named = ({ unitId, kind, span }: OfReturn): ReturnName => ({ unitId, kind, span });

/** The same for a fact that has words: they are sealed with the key of the return. */
export const inWords = (c: OfReturn): ReturnName & { returnId: string } => ({ ...named(c), returnId: returnIdOf(c) });

/** The last working day to hand the return in on, by the level of the unit (STA-5). */
export const dueDay = ({ span }: OfReturn, { policy, calendar, jurisdiction }: Context): Day => {
  const { office, county, city } = policy.rules.returns.deadlines;
  const within = [city, county, office][jurisdiction.length - 1] ?? office;
  let day = daysOf(span).last;
  for (let passed = 0; passed < within; passed += 1) day = calendar.nextWorkingDay(day);
  return day;
};

/** The unit that a return is about makes it, and nobody above in its place. */
export const byTheUnit = (c: OfReturn, { jurisdiction }: Context): void => {
  if (c.meta.unit !== jurisdiction.at(-1)) throw reject('RETURN_NOT_OWN');
};

/** The unit right above decides. */
export const byTheOneAbove = (c: OfReturn, { jurisdiction }: Context): void => {
  if (jurisdiction.length < 2 || c.meta.unit !== jurisdiction.at(-2)) throw reject('RETURN_NOT_YOURS_TO_DECIDE');
};

export const drafted = (state: StatisticalReturn): number => {
  if (state.status !== 'drafted') throw reject('RETURN_NOT_DRAFTED', { status: state.status });
  return state.version;
};
