import type { Context } from '../../kernel/context.js';
import { firstDayOfQuarter } from '../../kernel/day.js';
import { IntegerField } from '../../kernel/fields.js';
import { APPROVERS, type AwardRound, named, OfRound, openRound } from './award-round-state.js';
import type { Award, AwardEvent, AwardLevel } from './events.js';
import { reject } from './rejections.js';

export class OpenAwardRound extends OfRound {
  @IntegerField({ min: 1, max: 1_000, description: '名额 / places', example: 3 }) declare readonly places: number;
}
export class CloseAwardRound extends OfRound {}

const LEVELS: readonly AwardLevel[] = ['city', 'county', 'office'];
const LEVELS_OF: Readonly<Record<Award, readonly AwardLevel[]>> = {
  CITATION: ['office'],
  ADVANCED_WORKER: ['county', 'city'],
};

/** A quarter's or a year's round of an award, by who gives it: an office citations, county and city advanced workers (AWD-1). */
export const openAwardRound = (c: OpenAwardRound, round: AwardRound, context: Context): AwardEvent[] => {
  if (round.status !== 'none') throw reject('AWARD_ROUND_EXISTS');
  const { unitId, period, award, places } = c;
  const level = LEVELS[context.jurisdiction.length - 1];
  if (level === undefined || context.jurisdiction.at(-1) !== unitId || !LEVELS_OF[award].includes(level))
    throw reject('AWARD_LEVEL_UNFIT', { levels: LEVELS_OF[award] });
  if (!APPROVERS[level].some((role) => role === c.meta.role)) throw reject('AWARD_NOT_YOUR_LEVEL');
  const begins = period.includes('Q') ? firstDayOfQuarter(period) : `${period}-01-01`;
  if (begins > context.today) throw reject('AWARD_PERIOD_NOT_BEGUN', { begins });
  return [{ type: 'AwardRoundOpened', data: { unitId, period, award, level, places } }];
};

/** Everything is decided: the round ends with those who got the award. */
export const closeAwardRound = (c: CloseAwardRound, round: AwardRound): AwardEvent[] => {
  const open = openRound(round);
  if (!APPROVERS[open.level].some((role) => role === c.meta.role)) throw reject('AWARD_NOT_YOUR_LEVEL');
  const nominees = [...open.nominees];
  const pending = nominees.flatMap(([workerId, { stage }]) => (stage === 'nominated' ? [workerId] : []));
  if (pending.length > 0) throw reject('AWARD_UNDECIDED', { workers: pending });
  const approved = nominees.flatMap(([workerId, { stage }]) => (stage === 'approved' ? [workerId] : []));
  return [{ type: 'AwardRoundClosed', data: { ...named(open), approved } }];
};
