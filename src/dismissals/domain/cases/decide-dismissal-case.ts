import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, IdField, TextField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { CASE_OUTCOMES, type CaseOutcome, type ServiceRecordEvent } from '../events.js';
import type { ServiceRecord } from '../record-state.js';
import { reject } from '../rejections.js';
import { named } from './judge.js';

export class DecideDismissalCase extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @IdField({ path: true }) declare readonly caseId: string;
  @ChoiceField(CASE_OUTCOMES, { description: '解除聘用或继续聘用 / outcome', example: 'KEEP' })
  declare readonly outcome: CaseOutcome;
  @DayField({ optional: true, description: '解除聘用之日，默认当日 / last day of service, today when not given' })
  declare readonly on?: Day;
  @TextField({ max: 2_000, description: '理由 / reasons', example: '情节轻微，本人已检查，予以留用' })
  declare readonly reasons: string;
}

/** A person of the county decides whether the grounds end the appointment; what is decided on is no ground again by itself (THR-6). */
export const decideDismissalCase = (
  c: DecideDismissalCase,
  record: ServiceRecord,
  context: Context,
): ServiceRecordEvent[] => {
  const { caseId, outcome, reasons } = c;
  const status = Object.hasOwn(record.cases, caseId) ? record.cases[caseId] : undefined;
  if (status === undefined) throw notFound();
  const { open } = record;
  if (open?.caseId !== caseId) throw reject('DISMISSAL_CASE_CLOSED', { status });
  if ([c.meta.actor, c.meta.onBehalfOf].includes(c.workerId)) throw reject('DISMISSAL_CASE_OWN');
  const decided = { outcome, reasons, by: c.meta.onBehalfOf ?? c.meta.actor, grounds: open.grounds };
  const data = { ...named(c, context), caseId, ...decided, ...lastDay(c, context) };
  return [{ type: 'DismissalCaseDecided', data }];
};

const lastDay = ({ outcome, on }: DecideDismissalCase, context: Context): { on?: Day } => {
  if (outcome === 'KEEP') {
    if (on !== undefined) throw reject('DISMISSAL_DAY_UNFIT', { on });
    return {};
  }
  const { since } = context.references.worker?.facts ?? {};
  const day = on ?? context.today;
  if (day > context.today || (typeof since === 'string' && day < since))
    throw reject('DISMISSAL_DAY_UNFIT', { on: day });
  return { on: day };
};
