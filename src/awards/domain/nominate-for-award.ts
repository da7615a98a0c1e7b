import type { Context } from '../../kernel/context.js';
import { TextField } from '../../kernel/fields.js';
import { type AwardRound, named, notOneself, OfNominee, openRound, pathOfNominee } from './award-round-state.js';
import type { AwardEvent } from './events.js';
import { reject } from './rejections.js';

export class NominateForAward extends OfNominee {
  @TextField({ description: '主要事迹 / grounds', example: '全年帮教对象无一重新犯罪' })
  declare readonly grounds: string;
}

/** Whoever leads the worker says why they should have the award, once (AWD-1). */
export const nominateForAward = (c: NominateForAward, round: AwardRound, context: Context): AwardEvent[] => {
  notOneself(c);
  const open = openRound(round);
  const { workerId, grounds } = c;
  if (open.nominees.has(workerId)) throw reject('AWARD_NOMINATED');
  const path = pathOfNominee(open, context);
  const nominee = { ...named(open), workerId, officeId: path.at(-1) ?? '', path };
  return [{ type: 'NominatedForAward', data: { ...nominee, grounds, by: c.meta.onBehalfOf ?? c.meta.actor } }];
};
