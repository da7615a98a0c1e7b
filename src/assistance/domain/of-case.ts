import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { DayField, IdField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import { underSupervisionOn } from '../../kernel/supervision/under-supervision.js';
import type { AssistanceKind } from './events.js';
import type { Helping, KnownCase } from './helping.js';
import { reject } from './rejections.js';

/** A step of one case on record. */
export abstract class OfCase extends Command {
  @IdField({ path: true }) declare readonly caseId: string;
  @DayField({ description: '日期 / day', example: '2026-03-12' }) declare readonly on: Day;
}

interface Named {
  readonly caseId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly kind: AssistanceKind;
  readonly on: Day;
}

/** The open case of somebody under supervision, when the step is not before the latest one. */
export const nextStep = (c: OfCase, helping: Helping, context: Context): { open: KnownCase; named: Named } => {
  if (helping.status === 'none') throw notFound();
  if (helping.status === 'closed') throw reject('ASSISTANCE_CLOSED');
  underSupervisionOn(c.on, context);
  if (c.on < helping.latestOn) throw reject('ASSISTANCE_OUT_OF_ORDER', { latestOn: helping.latestOn });
  const { caseId, superviseeId, kind } = helping;
  return {
    open: helping,
    named: { caseId, superviseeId, officeId: context.jurisdiction.at(-1) ?? '', kind, on: c.on },
  };
};
