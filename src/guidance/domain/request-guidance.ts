import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { RecordIdField } from '../../kernel/field-kinds/record-id.js';
import { ChoiceField, IdField, ObjectField, TextField } from '../../kernel/fields.js';
import { GUIDANCE_CATEGORIES, type GuidanceCategory, type GuidanceEvent } from './events.js';
import type { Inquiry } from './inquiry.js';
import { reject } from './rejections.js';

export class GuidanceOccasion {
  @IdField({ description: '记录类别 / kind of record', example: 'leave' }) declare readonly category: string;
  @RecordIdField({ description: '记录编号 / id of the record', example: 'r-001' }) declare readonly id: string;
}

export class RequestGuidance extends Command {
  @IdField({ optional: true, description: '请示编号，不填则自动生成 / id; one is given when left out' })
  declare readonly guidanceId?: string;
  @ChoiceField(GUIDANCE_CATEGORIES, { description: '情形 / category', example: 'RULE_UNCLEAR' })
  declare readonly category: GuidanceCategory;
  @TextField({ max: 500, description: '所涉规定 / rule in question', example: '社区矫正法第二十七条' })
  declare readonly rule: string;
  @TextField({
    description: '请示事项，不得写入个人信息 / question, without personal data',
    example: '经常性跨县活动如何审批？',
  })
  declare readonly question: string;
  @IdField({ description: '提出请示的单位 / unit that asks', example: 'office-cangshan' })
  declare readonly officeId: string;
  @ObjectField(() => GuidanceOccasion, { optional: true, description: '由何记录引起 / the record it came up with' })
  declare readonly about?: GuidanceOccasion;
}

/** Rules conflict, are unclear or silent: the level above is asked (GUI-1). The same occasion asks once. */
export const requestGuidance = (c: RequestGuidance, inquiry: Inquiry, context: Context): GuidanceEvent[] => {
  const { category, rule, question, about } = c;
  if (inquiry.status !== 'none') {
    const same = about !== undefined && inquiry.about?.category === about.category && inquiry.about.id === about.id;
    if (same) return [];
    throw reject('GUIDANCE_ALREADY_REQUESTED');
  }
  const of = { guidanceId: guidanceIdOf(c), officeId: context.jurisdiction.at(-1) ?? '' };
  const occasion = about && { about: { category: about.category, id: about.id } };
  return [{ type: 'GuidanceRequested', data: { ...of, category, rule, question, ...occasion } }];
};

export const guidanceIdOf = (c: RequestGuidance): string => c.guidanceId ?? c.meta.commandId;
