import type { Context } from '../../kernel/context.js';
import { addDays, type Day } from '../../kernel/day.js';
import { ChoiceField, DayField, FlagField, TextField } from '../../kernel/fields.js';
import { answerableFor, type DisciplinaryCase, named, OfDisciplinaryCase, pending } from './case-state.js';
import { type AccountabilityEvent, type Measure, MEASURES } from './events.js';
import { reject } from './rejections.js';

export class HearDisciplinaryCase extends OfDisciplinaryCase {
  @DayField({ description: '听取申辩之日 / day of the hearing', example: '2026-03-09' }) declare readonly heardOn: Day;
  @FlagField({ description: '本人是否到场 / the worker was there', example: true }) declare readonly present: boolean;
  @TextField({ description: '陈述和申辩 / what was said', example: '当日因处置突发事件未能走访' })
  declare readonly statement: string;
}
export class DecideDisciplinaryCase extends OfDisciplinaryCase {
  @ChoiceField(MEASURES, { description: '处理 / measure', example: 'PUBLIC_CRITICISM' })
  declare readonly measure: Measure;
  @TextField({ description: '理由 / reasons', example: '事实清楚，情节较轻' }) declare readonly reasons: string;
}

/** The worker is heard before anything is decided; a further hearing adds to the one before (DSP-1). */
export const hearDisciplinaryCase = (
  c: HearDisciplinaryCase,
  one: DisciplinaryCase,
  context: Context,
): AccountabilityEvent[] => {
  const open = pending(c, one);
  const { heardOn, present, statement } = c;
  if (heardOn > context.today) throw reject('CASE_DAY_IN_FUTURE', { today: context.today });
  const since = open.heardOn ?? open.openedOn;
  if (heardOn < since) throw reject('CASE_DAY_TOO_EARLY', { since });
  return [{ type: 'DisciplinaryCaseHeard', data: { ...named(open), heardOn, present, statement } }];
};

/** A person of the county decides, with reasons, once the worker was heard (DSP-1). */
export const decideDisciplinaryCase = (
  c: DecideDisciplinaryCase,
  one: DisciplinaryCase,
  context: Context,
): AccountabilityEvent[] => {
  const open = pending(c, one);
  if (open.status !== 'heard') throw reject('CASE_NOT_HEARD');
  const { measure, reasons } = c;
  const { today: on } = context;
  const appealUntil = addDays(on, context.policy.rules.discipline.appealWithinDays);
  const decided = { kind: open.kind, measure, on, by: answerableFor(c), reasons, appealUntil };
  return [{ type: 'DisciplinaryCaseDecided', data: { ...named(open), ...decided } }];
};
