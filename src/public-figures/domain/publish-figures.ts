import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { lastDayOfQuarter, type Quarter } from '../../kernel/day.js';
import { IdField, QuarterField } from '../../kernel/fields.js';
import { rejections } from '../../kernel/rejection.js';
import type { PublicFiguresEvent } from './events.js';
import { type Counted, suppress } from './suppression/suppress.js';

export const reject = rejections({
  FIGURES_NEED_CITY: ['数据由市级公布', 'Figures are published by a city'],
  FIGURES_QUARTER_NOT_OVER: ['该季度尚未结束', 'The quarter is not over'],
  FIGURES_ALREADY_PUBLISHED: [
    '该季度的数据已经公布，不再更改',
    'The figures of the quarter are published, and stay as they are',
  ],
  FIGURES_NOT_READY: [
    '统计尚未跟上最新记录，请稍后再公布',
    'What is counted is behind the records; publish a little later',
  ],
});

/** What a city orders; the service counts, and publishes what may be shown. */
export class PublishPublicFigures extends Command {
  @IdField({ path: true }) declare readonly cityId: string;
  @QuarterField({ path: true }) declare readonly quarter: Quarter;
}

/** The same with what was counted; nobody sends it from outside. */
export class RecordPublicFigures extends PublishPublicFigures {
  declare readonly position: number;
  /** Persons under supervision at the end of the quarter, by county. */
  declare readonly counted: readonly Counted[];
}

/**
 * Once for each quarter that is over, and never again: two tables of the same quarter would tell by their difference what each of them
 * leaves out (GOV-2).
 */
export const recordPublicFigures = (
  c: RecordPublicFigures,
  { published }: { readonly published: boolean },
  context: Context,
): PublicFiguresEvent[] => {
  if (context.jurisdiction.length !== 1) throw reject('FIGURES_NEED_CITY', { unitId: c.cityId });
  if (context.today <= lastDayOfQuarter(c.quarter)) throw reject('FIGURES_QUARTER_NOT_OVER');
  if (published) throw reject('FIGURES_ALREADY_PUBLISHED');
  const { leastCount } = context.policy.rules.publicity;
  const { cityId, quarter, position } = c;
  const of = { cityId, quarter, publishedOn: context.today, position, leastCount };
  return [{ type: 'PublicFiguresPublished', data: { ...of, table: suppress(c.counted, leastCount) } }];
};
