import { Command, type CommandMeta } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../../kernel/fields.js';
import { hands } from '../../../kernel/roles.js';
import { registrationOf, underSupervisionOn } from '../../../kernel/supervision/under-supervision.js';
import { type MeasureDrafted, type MeasureEvent, type MeasureKind, REWARDS, SANCTIONS } from './events.js';
import type { Proceeding } from './proceeding.js';
import { reject } from './rejections.js';

abstract class MeasureDraft extends Command {
  @DayField({ description: '事实发生日期 / day of what it answers', example: '2026-04-01' })
  declare readonly happenedOn: Day;
  @TextField({ description: '事实 / facts', example: '未经批准离开所居住的县三日' }) declare readonly facts: string;
  @TextField({ description: '依据 / grounds', example: '《社区矫正法》第二十七条、第二十八条' })
  declare readonly grounds: string;
}
export class DraftSanction extends MeasureDraft {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @ChoiceField(SANCTIONS, { description: '处罚种类 / kind', example: 'ADMONITION' })
  declare readonly kind: (typeof SANCTIONS)[number];
}
export class DraftReward extends MeasureDraft {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @ChoiceField(REWARDS, { description: '奖励种类 / kind', example: 'COMMENDATION' })
  declare readonly kind: (typeof REWARDS)[number];
}
export class RedraftMeasure extends MeasureDraft {
  @IdField({ path: true }) declare readonly measureId: string;
}

/** A social worker or an officer of the office drafts a sanction or a reward with facts and grounds (SAN-1, RWD-1). */
export const draftMeasure = (c: DraftSanction | DraftReward, measure: Proceeding, context: Context): MeasureEvent[] => {
  if (measure.status !== 'none') throw reject('MEASURE_ALREADY_DRAFTED');
  const of = { measureId: c.meta.commandId, superviseeId: c.superviseeId, kind: c.kind };
  return [{ type: 'MeasureDrafted', data: draftOf(c, of, context) }];
};

/** What was returned for more comes again, and goes its way from the start. */
export const redraftMeasure = (c: RedraftMeasure, measure: Proceeding, context: Context): MeasureEvent[] => {
  if (measure.status === 'none') throw reject('MEASURE_NOT_FOUND');
  if (measure.status !== 'returned') throw reject('MEASURE_NOT_RETURNED', { status: measure.status });
  registrationOf(context.references.supervisee);
  const { measureId, superviseeId, kind } = measure;
  return [{ type: 'MeasureRedrafted', data: draftOf(c, { measureId, superviseeId, kind }, context) }];
};

const draftOf = (
  c: MeasureDraft & { readonly meta: CommandMeta },
  of: { readonly measureId: string; readonly superviseeId: string; readonly kind: MeasureKind },
  context: Context,
): MeasureDrafted['data'] => {
  underSupervisionOn(c.happenedOn, context);
  const { endorser, deciders } = context.policy.rules.measures;
  const { happenedOn, facts, grounds } = c;
  const way = { endorser: c.meta.role === endorser ? null : endorser, deciders };
  const drafted = { happenedOn, draftedBy: hands(c.meta), ...way, facts, grounds };
  return { ...of, officeId: context.jurisdiction.at(-1) ?? '', ...drafted };
};
