import type { Context, Face } from '../../../kernel/context.js';
import { Command } from '../../../kernel/command.js';
import { IdField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { GRADES, YearField } from '../grades.js';
import type { EvaluationEvent, Tally } from './events.js';
import { reject } from './rejections.js';

/** The evaluation of one worker and year: papers are issued, then ballots cast, then counted; or it comes to nothing. */
export interface Evaluation {
  readonly status: 'issuing' | 'voting' | 'closed' | 'abandoned';
  readonly workerId: string;
  readonly officeId: string;
  readonly year: string;
  readonly round: number;
  readonly voters: ReadonlySet<string>;
  /** What was signed for whom. */
  readonly papers: ReadonlyMap<string, string>;
  readonly ballots: ReadonlySet<string>;
  readonly tally: Tally;
}
export type DemocraticEvaluation = { readonly status: 'none' } | Evaluation;

export const NO_EVALUATION: DemocraticEvaluation = { status: 'none' };
const NO_VOTES: Tally = { EXCELLENT: 0, COMPETENT: 0, BASICALLY_COMPETENT: 0, NOT_COMPETENT: 0 };

export const evolve = (before: DemocraticEvaluation, event: EvaluationEvent): DemocraticEvaluation => {
  if (event.type === 'EvaluationOpened') {
    const { workerId, officeId, year, round, voters } = event.data;
    const empty = { papers: new Map<string, string>(), ballots: new Set<string>(), tally: NO_VOTES };
    return { status: 'issuing', workerId, officeId, year, round, voters: new Set(voters), ...empty };
  }
  return before.status === 'none' ? before : { ...before, ...changed(before, event) };
};

type Later = Exclude<EvaluationEvent, { type: 'EvaluationOpened' }>;

const changed = (before: Evaluation, event: Later): Partial<Evaluation> => {
  switch (event.type) {
    case 'BallotPaperIssued':
      return { papers: new Map([...before.papers, [event.data.voterId, event.data.blinded]]) };
    case 'VotingOpened':
      return { status: 'voting' };
    case 'BallotCast': {
      const { ballotId, grade } = event.data;
      const tally = { ...before.tally, [grade]: before.tally[grade] + 1 };
      return { ballots: new Set([...before.ballots, ballotId]), tally };
    }
    case 'EvaluationClosed':
      return { status: 'closed' };
    case 'EvaluationAbandoned':
      return { status: 'abandoned' };
  }
};

/** What the annual appraisal sees of it: votes are told once they are counted. */
export const face = (evaluation: DemocraticEvaluation): Face | undefined => {
  if (evaluation.status === 'none') return undefined;
  const { status, workerId, year, officeId: unit, tally } = evaluation;
  const facts = status === 'closed' ? Object.fromEntries(GRADES.map((grade) => [grade, tally[grade]])) : {};
  return { id: `${workerId}-${year}`, unit, status, facts };
};

/** A command about the evaluation of one worker and year. */
export abstract class OfEvaluation extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @YearField({ path: true, description: '年度 / year', example: '2026' }) declare readonly year: string;
}

export const inStatus = (evaluation: DemocraticEvaluation, status: Evaluation['status']): Evaluation => {
  if (evaluation.status === 'none') throw notFound();
  if (evaluation.status !== status) throw reject('EVALUATION_NOT_AT_THIS_STAGE', { status: evaluation.status });
  return evaluation;
};

/** Nobody has a hand in the evaluation of themselves. */
export const notOfOneself = ({ meta, workerId }: OfEvaluation): void => {
  if ([meta.actor, meta.onBehalfOf].includes(workerId)) throw reject('EVALUATION_OWN');
};

/** Names the evaluation: what every event of it says. */
export const named = (
  { workerId, year }: OfEvaluation,
  round: number,
  context: Context,
): { workerId: string; officeId: string; year: string; round: number } => ({
  workerId,
  officeId: context.jurisdiction.at(-1) ?? '',
  year,
  round,
});
