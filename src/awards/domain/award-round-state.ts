import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { ChoiceField, IdField, PatternField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import type { Role } from '../../kernel/roles.js';
import { type Award, AWARDS, type AwardEvent, type AwardLevel } from './events.js';
import { reject } from './rejections.js';

type Nomination = 'nominated' | 'approved' | 'declined';
export interface Round {
  readonly status: 'open' | 'closed';
  readonly unitId: string;
  readonly period: string;
  readonly award: Award;
  readonly level: AwardLevel;
  readonly places: number;
  readonly nominees: ReadonlyMap<string, { readonly stage: Nomination; readonly by: string }>;
}
/** One round of one award of one unit: who is nominated, and what became of it. */
export type AwardRound = { readonly status: 'none' } | Round;

export const NO_ROUND: AwardRound = { status: 'none' };

export const evolve = (before: AwardRound, event: AwardEvent): AwardRound => {
  if (event.type === 'AwardRoundOpened') {
    const { unitId, period, award, level, places } = event.data;
    return { status: 'open', unitId, period, award, level, places, nominees: new Map() };
  }
  return before.status === 'none' ? before : { ...before, ...changed(before, event) };
};

const changed = (before: Round, event: Exclude<AwardEvent, { type: 'AwardRoundOpened' }>): Partial<Round> => {
  switch (event.type) {
    case 'NominatedForAward':
      return withNominee(before, event.data.workerId, 'nominated', event.data.by);
    case 'AwardApproved':
      return withNominee(before, event.data.workerId, 'approved');
    case 'AwardDeclined':
      return withNominee(before, event.data.workerId, 'declined');
    case 'AwardRoundClosed':
      return { status: 'closed' };
  }
};

const withNominee = ({ nominees }: Round, workerId: string, stage: Nomination, by?: string): Partial<Round> => ({
  nominees: new Map([...nominees, [workerId, { stage, by: by ?? nominees.get(workerId)?.by ?? '' }]]),
});

/** A command about one round. */
export abstract class OfRound extends Command {
  @IdField({ path: true, description: '授奖单位 / unit that gives the award', example: 'county-minhou' })
  declare readonly unitId: string;
  @ChoiceField(AWARDS, { path: true, description: '嘉奖、先进工作者 / award', example: 'ADVANCED_WORKER' })
  declare readonly award: Award;
  @PatternField(/^(20|21)\d{2}(Q[1-4])?$/, { path: true, description: '季度或年度 / quarter or year', example: '2026' })
  declare readonly period: string;
}
/** A command about one nominee. */
export abstract class OfNominee extends OfRound {
  @IdField({ path: true }) declare readonly workerId: string;
}

/** Who approves at which level (AWD-1): a citation the head of the office, an advanced worker the county or the city. */
export const APPROVERS: Readonly<Record<AwardLevel, readonly Role[]>> = {
  office: ['office-head'],
  county: ['deputy-director', 'director'],
  city: ['city-officer'],
};

export const openRound = (round: AwardRound): Round => {
  if (round.status === 'none') throw notFound();
  if (round.status === 'closed') throw reject('AWARD_ROUND_CLOSED');
  return round;
};

/** Nobody nominates or decides for themselves, nor has it done in their name. */
export const notOneself = ({ meta, workerId }: OfNominee): void => {
  if ([meta.actor, meta.onBehalfOf].includes(workerId)) throw reject('AWARD_OWN');
};

/** Units of the worker's office: a serving worker of the unit that gives the award, or of one below it. */
export const pathOfNominee = ({ unitId }: Round, { references: { worker, offices } }: Context): readonly string[] => {
  const path = worker && offices?.facts[worker.unit];
  const known = typeof path === 'string' ? path.split('/') : [];
  if (worker?.status !== 'serving' || !known.includes(unitId)) throw reject('AWARD_WORKER_UNFIT');
  return known;
};

export const named = ({ unitId, period, award, level }: Round) => ({ unitId, period, award, level });
