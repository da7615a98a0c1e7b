import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import {
  APPROVERS,
  type AwardRound,
  named,
  notOneself,
  OfNominee,
  openRound,
  pathOfNominee,
  type Round,
} from './award-round-state.js';
import type { AwardEvent } from './events.js';
import { reject } from './rejections.js';

export class ApproveAward extends OfNominee {
  @TextField({ max: 500, optional: true, description: '意见 / opinion', example: '同意' })
  declare readonly opinion?: string;
}
export class DeclineAward extends OfNominee {
  @TextField({ max: 500, description: '理由 / reasons', example: '名额所限' }) declare readonly reasons: string;
}

/** The level that gives the award approves, while there are places (AWD-1). */
export const approveAward = (c: ApproveAward, round: AwardRound, context: Context): AwardEvent[] => {
  const open = toDecide(c, round);
  const approved = [...open.nominees.values()].filter(({ stage }) => stage === 'approved').length;
  if (approved >= open.places) throw reject('AWARD_NO_PLACE_LEFT', { places: open.places });
  const { workerId, opinion } = c;
  const path = pathOfNominee(open, context);
  const nominee = { ...named(open), workerId, officeId: path.at(-1) ?? '', path, on: context.today };
  return [{ type: 'AwardApproved', data: { ...nominee, ...(opinion === undefined ? {} : { opinion }) } }];
};

/** It does not, and says why; also for one who has left since. */
export const declineAward = (c: DeclineAward, round: AwardRound, context: Context): AwardEvent[] => {
  const open = toDecide(c, round);
  const { workerId, reasons } = c;
  const { worker, offices } = context.references;
  const path = worker && offices?.facts[worker.unit];
  const units = typeof path === 'string' ? path.split('/') : context.jurisdiction;
  const nominee = { ...named(open), workerId, officeId: worker?.unit ?? '', path: units, on: context.today };
  return [{ type: 'AwardDeclined', data: { ...nominee, reasons } }];
};

/** The round of a nomination that waits, and is the caller's to decide. */
const toDecide = (c: OfNominee, round: AwardRound): Round => {
  notOneself(c);
  const open = openRound(round);
  if (!APPROVERS[open.level].some((role) => role === c.meta.role)) throw reject('AWARD_NOT_YOUR_LEVEL');
  const nominee = open.nominees.get(c.workerId);
  if (!nominee) throw reject('AWARD_NOT_NOMINATED');
  if (nominee.stage !== 'nominated') throw reject('AWARD_DECIDED', { stage: nominee.stage });
  return open;
};
