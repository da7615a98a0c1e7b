import type { EvaluationEvent, Tally } from '../../src/appraisals/domain/evaluation/events.js';
import { view } from '../../src/kernel/view.js';

/** The democratic evaluation of one worker and year: who may vote and has a paper, and, once it is closed, how the votes fell (APP-3). */
export interface DemocraticEvaluationRow {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly year: string;
  readonly round: number;
  readonly status: 'issuing' | 'voting' | 'closed' | 'abandoned';
  readonly voters: readonly { readonly personId: string; readonly paperIssued: boolean }[];
  readonly papers: number;
  readonly ballots: number;
  /** Null until the votes are counted: a tally that grows would tell who voted what. */
  readonly tally: Tally | null;
  readonly abandonedFor: string | null;
}

export const democraticEvaluations = view<DemocraticEvaluationRow, EvaluationEvent>({
  name: 'democratic-evaluations',
  version: 1,
  events: [
    'EvaluationOpened',
    'BallotPaperIssued',
    'VotingOpened',
    'BallotCast',
    'EvaluationClosed',
    'EvaluationAbandoned',
  ],
  keys: ({ data }) => [`${data.workerId}:${data.year}`],
  project: (row, { type, data, meta }) => {
    switch (type) {
      case 'EvaluationOpened': {
        const { workerId, officeId, year, round } = data;
        const voters = data.voters.map((personId) => ({ personId, paperIssued: false }));
        const place = { workerId, officeId, path: meta.jurisdiction, year, round };
        return { ...place, status: 'issuing', voters, papers: 0, ballots: 0, tally: null, abandonedFor: null };
      }
      case 'BallotPaperIssued': {
        if (!row) return null;
        const voters = row.voters.map((one) => (one.personId === data.voterId ? { ...one, paperIssued: true } : one));
        return { ...row, voters, papers: row.papers + 1 };
      }
      case 'VotingOpened':
        return row && { ...row, status: 'voting' };
      case 'BallotCast':
        return row && { ...row, ballots: row.ballots + 1 };
      case 'EvaluationClosed':
        return row && { ...row, status: 'closed', tally: data.tally };
      case 'EvaluationAbandoned':
        return row && { ...row, status: 'abandoned', abandonedFor: data.reason };
    }
  },
  indexes: [{ path: 1, year: -1, workerId: 1 }],
});
