import type { Context } from '../../kernel/context.js';
import { ChoiceField, TextField } from '../../kernel/fields.js';
import {
  answerableFor,
  decisionAt,
  type DisciplinaryCase,
  named,
  notAgainst,
  OfDisciplinaryCase,
} from './case-state.js';
import { type AccountabilityEvent, APPEAL_OUTCOMES, type AppealOutcome, type Measure, MEASURES } from './events.js';
import { reject } from './rejections.js';

export class AppealDisciplinaryDecision extends OfDisciplinaryCase {
  @TextField({ description: '申诉理由 / grounds', example: '处理过重' }) declare readonly grounds: string;
}
export class DecideDisciplinaryAppeal extends OfDisciplinaryCase {
  @ChoiceField(APPEAL_OUTCOMES, { description: '维持、变更、撤销 / outcome', example: 'REVISED' })
  declare readonly outcome: AppealOutcome;
  @ChoiceField(MEASURES, {
    optional: true,
    description: '变更后的处理 / measure, when revised',
    example: 'ADMONISHMENT',
  })
  declare readonly measure?: Measure;
  @TextField({ description: '理由 / reasons', example: '经复核，予以变更' }) declare readonly reasons: string;
}

/** The worker appeals against the decision, once and in time (DSP-1). */
export const appealDisciplinaryDecision = (
  c: AppealDisciplinaryDecision,
  one: DisciplinaryCase,
  context: Context,
): AccountabilityEvent[] => {
  const decided = decisionAt(one, 'decided', 'CASE_NOT_APPEALABLE');
  const { measure, appealUntil } = decided;
  if (measure === 'NONE') throw reject('CASE_NOT_APPEALABLE', { status: 'NONE' });
  if (context.today > appealUntil) throw reject('CASE_APPEAL_LATE', { appealUntil });
  const data = { ...named(decided), measure, on: context.today, grounds: c.grounds };
  return [{ type: 'DisciplinaryDecisionAppealed', data }];
};

/** Somebody else than who decided decides on the appeal; a revision is never graver than what was appealed against (DSP-1). */
export const decideDisciplinaryAppeal = (
  c: DecideDisciplinaryAppeal,
  one: DisciplinaryCase,
  context: Context,
): AccountabilityEvent[] => {
  const appealed = decisionAt(one, 'appealed', 'CASE_NOT_APPEALED');
  notAgainst(c, appealed.workerId);
  if ([c.meta.actor, answerableFor(c)].includes(appealed.decidedBy)) throw reject('CASE_APPEAL_SAME_PERSON');
  const { outcome, reasons } = c;
  const measure = measureAfter(c, appealed.measure);
  const decided = { outcome, fromMeasure: appealed.measure, measure, on: context.today, reasons };
  return [{ type: 'DisciplinaryAppealDecided', data: { ...named(appealed), ...decided } }];
};

/** A measure is given with a revision alone, and is a milder one than before, but one. */
const measureAfter = ({ outcome, measure }: DecideDisciplinaryAppeal, before: Measure): Measure => {
  if ((outcome === 'REVISED') !== (measure !== undefined))
    throw reject('CASE_APPEAL_MEASURE_UNFIT', { measure: before });
  switch (outcome) {
    case 'UPHELD':
      return before;
    case 'REVOKED':
      return 'NONE';
    case 'REVISED':
      if (measure === undefined || measure === 'NONE' || rank(measure) >= rank(before))
        throw reject('CASE_APPEAL_MEASURE_UNFIT', { measure: before });
      return measure;
  }
};

const rank = (measure: Measure): number => MEASURES.indexOf(measure);
