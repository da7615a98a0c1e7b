import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../kernel/fields.js';
import { underSupervisionOn } from '../../kernel/supervision/under-supervision.js';
import { ASSISTANCE_KINDS, type AssistanceEvent, type AssistanceKind } from './events.js';
import type { Helping } from './helping.js';
import { reject } from './rejections.js';

export class OpenAssistance extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @ChoiceField(ASSISTANCE_KINDS, { description: '帮扶类别 / kind', example: 'EMPLOYMENT' })
  declare readonly kind: AssistanceKind;
  @DayField({ description: '立项日期 / day', example: '2026-03-10' }) declare readonly on: Day;
  @TextField({ description: '困难和需求 / what is needed', example: '失业三个月，希望学习电工技能并就业' })
  declare readonly need: string;
}

/** Somebody under supervision needs help with work, school, health or the law: a case is opened (AID-1). */
export const openAssistance = (c: OpenAssistance, helping: Helping, context: Context): AssistanceEvent[] => {
  if (helping.status !== 'none') throw reject('ASSISTANCE_ALREADY_OPENED');
  const { superviseeId, kind, on, need } = c;
  underSupervisionOn(on, context);
  const of = { caseId: c.meta.commandId, superviseeId, officeId: context.jurisdiction.at(-1) ?? '', kind, on };
  return [{ type: 'AssistanceOpened', data: { ...of, need } }];
};
