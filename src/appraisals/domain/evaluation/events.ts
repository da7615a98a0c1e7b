import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';
import type { Grade } from '../grades.js';

interface OfEvaluation {
  readonly workerId: string;
  readonly officeId: string;
  readonly year: string;
  /** 1 for the first attempt, more after one that was abandoned: credentials of one are none of another. */
  readonly round: number;
}
export type Tally = Readonly<Record<Grade, number>>;

export type EvaluationOpened = DomainEvent<
  'EvaluationOpened',
  OfEvaluation & {
    /** Ids of those who may vote. */
    readonly voters: readonly string[];
  }
>;
/** A voter has got the one credential to vote with. `blinded` is what was signed: it tells nothing of the ballot it is used for. */
export type BallotPaperIssued = DomainEvent<
  'BallotPaperIssued',
  OfEvaluation & { readonly voterId: string; readonly blinded: string }
>;
/** From now on ballots are cast, and no more papers are issued. */
export type VotingOpened = DomainEvent<'VotingOpened', OfEvaluation & { readonly papers: number }>;
/** A ballot: of whom, nobody knows. `ballotId` is the digest of a secret that its voter made up. */
export type BallotCast = DomainEvent<'BallotCast', OfEvaluation & { readonly ballotId: string; readonly grade: Grade }>;
export type EvaluationClosed = DomainEvent<
  'EvaluationClosed',
  OfEvaluation & { readonly papers: number; readonly ballots: number; readonly tally: Tally }
>;
/** It came to nothing; its ballots are not counted. */
export type EvaluationAbandoned = DomainEvent<'EvaluationAbandoned', OfEvaluation & { readonly reason: Personal }>;

export type EvaluationEvent =
  EvaluationOpened | BallotPaperIssued | VotingOpened | BallotCast | EvaluationClosed | EvaluationAbandoned;

export const evaluationEvents: EventDefinitions<EvaluationEvent> = {
  EvaluationOpened: { title: ['启动民主测评', 'Democratic evaluation opened'], version: 1 },
  BallotPaperIssued: { title: ['发放测评票', 'Ballot paper issued'], version: 1 },
  VotingOpened: { title: ['开始测评投票', 'Voting opened'], version: 1 },
  BallotCast: { title: ['投票', 'Ballot cast'], version: 1 },
  EvaluationClosed: { title: ['民主测评结束', 'Democratic evaluation closed'], version: 1 },
  EvaluationAbandoned: {
    title: ['民主测评作废', 'Democratic evaluation abandoned'],
    version: 1,
    subject: 'workerId',
    personal: ['reason'],
  },
};
