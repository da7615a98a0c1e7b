import type { Context } from '../../../kernel/context.js';
import { ChoiceField, TextField } from '../../../kernel/fields.js';
import { named, OfSupervisee, underSupervision } from '../of-supervisee.js';
import { type LevelEvent, SUPERVISION_LEVELS, type SupervisionLevel } from './events.js';
import { reject } from './rejections.js';
import type { Standing } from './standing.js';

export class SetLevel extends OfSupervisee {
  @ChoiceField(SUPERVISION_LEVELS, { description: '管理类别 / level', example: 'GENERAL' })
  declare readonly level: SupervisionLevel;
  @TextField({ max: 500, description: '理由 / reason', example: '评分与日常表现相符' })
  declare readonly reason: string;
}

/** An officer sets or changes the level, as suggested or not, with a reason; it says how often there is contact (LVL-1). */
export const setLevel = (c: SetLevel, standing: Standing, context: Context): LevelEvent[] => {
  underSupervision(context);
  const { level, reason } = c;
  const { open: suggested, level: from = null, assessments: assessment } = standing;
  if (suggested === undefined) throw reject('LEVEL_NEEDS_ASSESSMENT');
  if (level === from) throw reject('LEVEL_UNCHANGED', { level });
  const { reportsPerWeek, visitsPerQuarter } = context.policy.rules.level.contact[level];
  const set = { from, level, suggested, setOn: context.today, contact: { reportsPerWeek, visitsPerQuarter }, reason };
  return [{ type: 'SupervisionLevelSet', data: { ...named(c, context), assessment, ...set } }];
};
