import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../kernel/fields.js';
import { answerableFor, type DisciplinaryCase, notAgainst } from './case-state.js';
import { type AccountabilityEvent, CASE_KINDS, type CaseKind } from './events.js';
import { reject } from './rejections.js';

export class OpenDisciplinaryCase extends Command {
  @IdField({ description: '社工 / social worker', example: 'w-001' }) declare readonly workerId: string;
  @ChoiceField(CASE_KINDS, { description: '纪律处分、责任追究 / kind', example: 'ACCOUNTABILITY' })
  declare readonly kind: CaseKind;
  @DayField({ description: '发生之日 / day of the neglect', example: '2026-03-02' }) declare readonly happenedOn: Day;
  @TextField({ description: '失职事实 / what was neglected', example: '未按规定走访，致脱管三日未被发现' })
  declare readonly neglect: string;
}

/** A neglect of duty, of a day in the worker's service, becomes a case (责任追究), under the command's id (DSP-1). */
export const openDisciplinaryCase = (
  c: OpenDisciplinaryCase,
  one: DisciplinaryCase,
  context: Context,
): AccountabilityEvent[] => {
  if (one.status !== 'none') throw reject('CASE_EXISTS');
  const { workerId, kind, happenedOn, neglect } = c;
  notAgainst(c, workerId);
  const { worker } = context.references;
  if (worker?.status !== 'serving') throw reject('WORKER_NOT_SERVING');
  if (happenedOn > context.today) throw reject('CASE_DAY_IN_FUTURE', { today: context.today });
  const { appointedOn } = worker.facts;
  if (typeof appointedOn === 'string' && happenedOn < appointedOn) throw reject('CASE_BEFORE_SERVICE', { appointedOn });
  const what = { caseId: c.meta.commandId, workerId, officeId: worker.unit, kind, happenedOn, neglect };
  return [{ type: 'DisciplinaryCaseOpened', data: { ...what, by: answerableFor(c) } }];
};
