import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { IdField, TextField } from '../../../kernel/fields.js';
import { hands, type Post } from '../../../kernel/roles.js';
import { registrationOf } from '../../../kernel/supervision/under-supervision.js';
import { postAmong } from '../post-among.js';
import type { MeasureDecided, MeasureEvent } from './events.js';
import type { Drafted, Endorsed, Proceeding } from './proceeding.js';
import { reject } from './rejections.js';

/** A command about one measure. */
export abstract class OfMeasure extends Command {
  @IdField({ path: true }) declare readonly measureId: string;
}
abstract class MeasureOpinion extends OfMeasure {
  @TextField({ max: 500, description: '意见 / opinion', example: '事实清楚，依据充分，同意' })
  declare readonly opinion: string;
}
export class EndorseMeasure extends MeasureOpinion {}
export class ReturnMeasure extends MeasureOpinion {}
export class RefuseMeasure extends MeasureOpinion {}
export class DecideMeasure extends MeasureOpinion {}

/** The head of the office gives an opinion and passes the draft up (SAN-1). */
export const endorseMeasure = (c: EndorseMeasure, measure: Proceeding, context: Context): MeasureEvent[] => {
  const { pending, by } = yourTurn(c, measure, context);
  if (pending.status !== 'drafted') throw reject('MEASURE_NOT_PENDING', { status: pending.status });
  const { deciders } = pending;
  return [{ type: 'MeasureEndorsed', data: { ...opinionOf(c, pending, by, context), deciders } }];
};

/** Whoever's turn it is asks for more before deciding. */
export const returnMeasure = (c: ReturnMeasure, measure: Proceeding, context: Context): MeasureEvent[] => {
  const { pending, by } = yourTurn(c, measure, context);
  return [{ type: 'MeasureReturned', data: opinionOf(c, pending, by, context) }];
};

/** Whoever's turn it is says no, with the reason. */
export const refuseMeasure = (c: RefuseMeasure, measure: Proceeding, context: Context): MeasureEvent[] => {
  const { pending, by } = yourTurn(c, measure, context);
  return [{ type: 'MeasureRefused', data: opinionOf(c, pending, by, context) }];
};

/** The county decides what was endorsed; a social worker never does, nor who drafted it (SAN-1, RWD-1). */
export const decideMeasure = (c: DecideMeasure, measure: Proceeding, context: Context): MeasureEvent[] => {
  const { pending, by } = yourTurn(c, measure, context);
  if (pending.status !== 'endorsed') throw reject('MEASURE_NEEDS_ENDORSEMENT', { endorser: pending.endorser });
  return [{ type: 'MeasureDecided', data: opinionOf(c, pending, by, context) }];
};

const yourTurn = (
  c: OfMeasure,
  measure: Proceeding,
  context: Context,
): { readonly pending: Drafted | Endorsed; readonly by: Post } => {
  if (measure.status === 'none') throw reject('MEASURE_NOT_FOUND');
  if (measure.status !== 'drafted' && measure.status !== 'endorsed')
    throw reject('MEASURE_NOT_PENDING', { status: measure.status });
  registrationOf(context.references.supervisee);
  if (hands(c.meta).some((id) => measure.draftedBy.includes(id))) throw reject('MEASURE_OWN_DRAFT');
  const awaiting = measure.status === 'drafted' ? [measure.endorser] : measure.deciders;
  const by = postAmong(c.meta, awaiting);
  if (by === undefined) throw reject('MEASURE_NOT_YOUR_TURN', { awaiting });
  return { pending: measure, by };
};

const opinionOf = (
  c: MeasureOpinion,
  { measureId, superviseeId, kind }: Drafted | Endorsed,
  by: Post,
  context: Context,
): MeasureDecided['data'] => ({
  ...{ measureId, superviseeId, officeId: context.jurisdiction.at(-1) ?? '', kind },
  ...{ by, opinion: c.opinion },
});
