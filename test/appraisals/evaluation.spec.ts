import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type DemocraticEvaluationRow,
  democraticEvaluations,
} from '../../projections/appraisals/democratic-evaluations.view.js';
import { AbandonEvaluation } from '../../src/appraisals/domain/evaluation/abandon-evaluation.js';
import { evaluation } from '../../src/appraisals/domain/evaluation/evaluation.js';
import type { EvaluationEvent } from '../../src/appraisals/domain/evaluation/events.js';
import { OpenEvaluation } from '../../src/appraisals/domain/evaluation/open-evaluation.js';
import {
  CastBallot,
  CloseEvaluation,
  IssueBallotPaper,
  OpenVoting,
} from '../../src/appraisals/domain/evaluation/vote.js';
import { type Grade, GRADES } from '../../src/appraisals/domain/grades.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';

const of = { workerId: 'w-1', year: '2026' };
const annual = { id: 'w-1-2026', unit: 'office-1', status: 'open', facts: {} };
const county: World = { by: { actor: 'o-3', role: 'director', unit: 'county-1' }, references: { annual } };
const voter = (actor: string, more: object = {}): World => ({ by: { actor, role: 'social-worker', ...more } });
const box: World = { by: { actor: 'ballot-box', role: 'system', unit: '*' } };
const people = (...ids: string[]) => ids.map((personId) => ({ personId }));
const paper = (id: string) => ({ ...of, round: 1, blinded: id.repeat(512).slice(0, 512) });
const ballot = (n: number, grade: Grade = 'COMPETENT') => ({
  ...of,
  round: 1,
  ballotId: String(n).padStart(64, '0'),
  grade,
});
const opening = { ...of, voters: people('w-3', 'w-2', 'o-1', 'w-2') };
type Step = readonly [typeof OpenEvaluation, object, World];
const opened: Step = [OpenEvaluation, opening, county];
const papers = ['w-2', 'w-3', 'o-1'].map(
  (id, index) => [IssueBallotPaper, paper(String(index + 1)), voter(id)] as const,
);
const voting = [OpenVoting, of, county] as const;
const cast = (...grades: Grade[]) => grades.map((grade, index) => [CastBallot, ballot(index, grade), box] as const);
const told = (...steps: Parameters<typeof story>[1][]): DomainEvent[] => story(evaluation, ...steps);

describe('the democratic evaluation', () => {
  it('[APP-3] names its voters, enough of them, the worker not among them', () => {
    const open = (...ids: string[]) =>
      given(evaluation).when(OpenEvaluation, { ...of, voters: people(...ids) }, county);
    open('w-3', 'w-2', 'o-1', 'w-2').then({
      type: 'EvaluationOpened',
      data: { ...of, officeId: 'office-1', round: 1, voters: ['o-1', 'w-2', 'w-3'] },
    });
    open('w-2', 'w-3', 'w-2').thenRejected('EVALUATION_TOO_FEW');
    open('w-2', 'w-3', 'w-1').thenRejected('EVALUATION_VOTER_IS_WORKER');
    given(evaluation, told(opened)).when(OpenEvaluation, opening, county).thenRejected('EVALUATION_EXISTS');
    for (const references of [{}, { annual: { ...annual, status: 'graded' } }])
      given(evaluation)
        .when(OpenEvaluation, opening, { ...county, references })
        .thenRejected('EVALUATION_APPRAISAL_NOT_OPEN');
  });
  it('[APP-3] gives each voter one paper, for themselves, and the same again to who asks again', () => {
    const issue = (fields: object, world: World, events = told(opened)) =>
      given(evaluation, events).when(IssueBallotPaper, { ...paper('1'), ...fields }, world);
    issue({}, voter('w-2')).then({ type: 'BallotPaperIssued', data: { voterId: 'w-2', round: 1 } });
    issue({}, voter('w-9')).thenRejected('EVALUATION_NOT_ENTITLED');
    issue({}, voter('w-9', { onBehalfOf: 'w-2' })).thenRejected('EVALUATION_VOTE_NOT_DELEGABLE');
    issue({ round: 2 }, voter('w-2')).thenRejected('EVALUATION_OTHER_ROUND');
    const issued = told(opened, [IssueBallotPaper, paper('1'), voter('w-2')]);
    issue({}, voter('w-2'), issued).thenNothing();
    issue(paper('2'), voter('w-2'), issued).thenRejected('EVALUATION_PAPER_ISSUED');
    issue({}, voter('w-3'), told(opened, ...papers, voting)).thenRejected('EVALUATION_NOT_AT_THIS_STAGE');
  });
  it('[APP-3] takes ballots only when all papers are out, so that none follows close on its own paper', () => {
    given(evaluation, told(opened, ...papers))
      .when(CastBallot, ballot(1), box)
      .thenRejected('EVALUATION_NOT_AT_THIS_STAGE');
    given(evaluation, told(opened, ...papers.slice(0, 2)))
      .when(OpenVoting, of, county)
      .thenRejected('EVALUATION_TOO_FEW');
    given(evaluation, told(opened, ...papers))
      .when(OpenVoting, of, county)
      .then({ type: 'VotingOpened', data: { papers: 3 } });
  });
  it('[APP-3] takes each ballot once, and says of nobody whose it is', () => {
    const open = told(opened, ...papers, voting);
    const [event] = given(evaluation, open).when(CastBallot, ballot(1), box).events();
    expect(event).toEqual({
      type: 'BallotCast',
      data: { ...of, officeId: 'office-1', round: 1, ballotId: ballot(1).ballotId, grade: 'COMPETENT' },
    });
    given(evaluation, told(opened, ...papers, voting, [CastBallot, ballot(1), box]))
      .when(CastBallot, ballot(1, 'EXCELLENT'), box)
      .thenRejected('EVALUATION_BALLOT_CAST');
    given(evaluation, open)
      .when(CastBallot, { ...ballot(1), round: 2 }, box)
      .thenRejected('EVALUATION_OTHER_ROUND');
  });
  it('[APP-3] is counted when there are enough ballots', () => {
    const two = told(opened, ...papers, voting, ...cast('EXCELLENT', 'COMPETENT'));
    given(evaluation, two).when(CloseEvaluation, of, county).thenRejected('EVALUATION_TOO_FEW');
    const three = told(opened, ...papers, voting, ...cast('EXCELLENT', 'COMPETENT', 'COMPETENT'));
    const tally = { EXCELLENT: 1, COMPETENT: 2, BASICALLY_COMPETENT: 0, NOT_COMPETENT: 0 };
    given(evaluation, three)
      .when(CloseEvaluation, of, county)
      .then({ type: 'EvaluationClosed', data: { papers: 3, ballots: 3, tally } });
    const closed = [
      ...three,
      ...given(evaluation, three).when(CloseEvaluation, of, county).events(),
    ] as EvaluationEvent[];
    const faceOf = (events: EvaluationEvent[]) => evaluation.face?.(fold(evaluation, evaluation.initial, events));
    expect(faceOf(closed)).toEqual({ id: 'w-1-2026', unit: 'office-1', status: 'closed', facts: tally });
    expect(faceOf(three as EvaluationEvent[])?.facts).toEqual({});
    expect(faceOf([])).toBeUndefined();
    given(evaluation, closed).when(CastBallot, ballot(9), box).thenRejected('EVALUATION_NOT_AT_THIS_STAGE');
    given(evaluation, closed)
      .when(AbandonEvaluation, { ...of, reason: '？' }, county)
      .thenRejected('EVALUATION_NOT_AT_THIS_STAGE');
  });
  it('[APP-3] that is given up counts nothing; another attempt has credentials of its own', () => {
    const given1 = told(opened, ...papers, voting, [AbandonEvaluation, { ...of, reason: '人数不足' }, county]);
    given(evaluation, given1)
      .when(OpenEvaluation, opening, county)
      .then({ type: 'EvaluationOpened', data: { round: 2 } });
    const again = [...given1, ...given(evaluation, given1).when(OpenEvaluation, opening, county).events()];
    given(evaluation, again).when(IssueBallotPaper, paper('1'), voter('w-2')).thenRejected('EVALUATION_OTHER_ROUND');
    given(evaluation)
      .when(AbandonEvaluation, { ...of, reason: '？' }, county)
      .thenRejected('NOT_FOUND');
    expect(evaluation.events.EvaluationAbandoned).toMatchObject({ subject: 'workerId', personal: ['reason'] });
  });
  it('[APP-3] is in nobody’s hand who is evaluated', () => {
    for (const by of [{ actor: 'w-1' }, { actor: 'o-9', onBehalfOf: 'w-1' }])
      for (const step of [
        opened,
        voting,
        [CloseEvaluation, of, county],
        [AbandonEvaluation, { ...of, reason: '？' }, county],
      ])
        given(evaluation, told(opened, ...papers))
          .when(step[0] as typeof OpenEvaluation, step[1] as typeof opening, { ...county, by })
          .thenRejected('EVALUATION_OWN');
  });
  it('[APP-3] whatever is tried, there is at most one paper to a voter and the tally is that of the ballots', () => {
    const step = fc.oneof(
      fc.tuple(fc.constant(IssueBallotPaper), fc.constantFrom('w-2', 'w-3', 'o-1', 'w-9'), fc.constantFrom('1', '2')),
      fc.tuple(fc.constant(OpenVoting), fc.constant(''), fc.constant('')),
      fc.tuple(fc.constant(CastBallot), fc.constantFrom('1', '2', '3', '4'), fc.constantFrom(...GRADES)),
      fc.tuple(fc.constant(CloseEvaluation), fc.constant(''), fc.constant('')),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const events = steps.reduce<DomainEvent[]>((before, [type, who, what]) => {
          const fields = { ...paper(what), ...ballot(Number(who), what as Grade) };
          const world = type === IssueBallotPaper ? voter(who) : county;
          try {
            return [
              ...before,
              ...given(evaluation, before)
                .when(type as typeof CastBallot, fields, world)
                .events(),
            ];
          } catch (error) {
            if (error instanceof Rejection) return before;
            throw error;
          }
        }, told(opened)) as EvaluationEvent[];
        const issued = events.flatMap((e) => (e.type === 'BallotPaperIssued' ? [e.data.voterId] : []));
        expect(issued).toEqual([...new Set(issued)]);
        const grades = events.flatMap((e) => (e.type === 'BallotCast' ? [e.data.grade] : []));
        const closed = events.find((e) => e.type === 'EvaluationClosed');
        if (closed)
          for (const grade of GRADES) expect(closed.data.tally[grade]).toBe(grades.filter((g) => g === grade).length);
        const order = events.map(({ type }) => type);
        if (order.includes('BallotCast'))
          expect(order.lastIndexOf('BallotPaperIssued')).toBeLessThan(order.indexOf('BallotCast'));
      }),
    );
  });
});

describe('the evaluation that somebody sees', () => {
  const rowOf = (events: DomainEvent[]) =>
    foldView<DemocraticEvaluationRow>(
      democraticEvaluations,
      events.map((event, position) => recorded(event, { position })),
    ).get('w-1:2026');
  it('[APP-3] shows who has a paper and how many ballots are in, and how they fell once they are counted', () => {
    const three = told(
      opened,
      ...papers.slice(1),
      papers[0] ?? opened,
      voting,
      ...cast('EXCELLENT', 'EXCELLENT', 'COMPETENT'),
    );
    expect(rowOf(told(opened, ...papers.slice(0, 1)))).toMatchObject({
      status: 'issuing',
      voters: [
        { personId: 'o-1', paperIssued: false },
        { personId: 'w-2', paperIssued: true },
        { personId: 'w-3', paperIssued: false },
      ],
    });
    expect(rowOf(three)).toMatchObject({ status: 'voting', papers: 3, ballots: 3, tally: null });
    const closed = [...three, ...given(evaluation, three).when(CloseEvaluation, of, county).events()];
    expect(rowOf(closed)).toMatchObject({ status: 'closed', tally: { EXCELLENT: 2, COMPETENT: 1 } });
    const abandoned = [
      ...three,
      ...given(evaluation, three)
        .when(AbandonEvaluation, { ...of, reason: '？' }, county)
        .events(),
    ];
    expect(rowOf(abandoned)).toMatchObject({ status: 'abandoned', tally: null, abandonedFor: '？' });
  });
});
