import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AnnualAppraisalRow, annualAppraisals } from '../../projections/appraisals/annual-appraisals.view.js';
import { annualAppraisal } from '../../src/appraisals/domain/annual/annual-appraisal.js';
import {
  AppealAnnualAppraisal,
  DecideAnnualAppeal,
} from '../../src/appraisals/domain/annual/appeal-annual-appraisal.js';
import type { AnnualAppraisalEvent } from '../../src/appraisals/domain/annual/events.js';
import { GradeAnnualAppraisal } from '../../src/appraisals/domain/annual/grade-annual-appraisal.js';
import {
  GiveHeadOpinion,
  OpenAnnualAppraisal,
  ScoreDimensions,
} from '../../src/appraisals/domain/annual/prepare-annual-appraisal.js';
import { suggestionOf } from '../../src/appraisals/domain/annual/suggestion.js';
import { GRADES } from '../../src/appraisals/domain/grades.js';
import { command } from '../../src/kernel/command.js';
import type { Face } from '../../src/kernel/context.js';
import { fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import type { Principal } from '../../src/kernel/roles.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';

const of = { workerId: 'w-1', year: '2026' };
const faceOf = (id: string, status: string, facts: Face['facts'] = {}): Face => ({
  id,
  unit: 'office-1',
  status,
  facts,
});
const TALLY = { EXCELLENT: 1, COMPETENT: 2, BASICALLY_COMPETENT: 0, NOT_COMPETENT: 0 };
const complete = {
  worker: { ...servingWorker(), facts: { appointedOn: '2026-05-01', leftOn: null } },
  '2026Q2': faceOf('q2', 'passed'),
  '2026Q3': faceOf('q3', 'recorded'),
  '2026Q4': faceOf('q4', 'recorded'),
  evaluation: faceOf('e', 'closed', TALLY),
};
const world = (by: Partial<Principal>, on = '2026-12-30', references: World['references'] = complete): World => ({
  at: `${on} 09:00`,
  by,
  references,
});
const director = (on?: string, references?: World['references']) =>
  world({ actor: 'o-3', role: 'director', unit: 'county-1' }, on, references);
const head = world({ actor: 'o-1', role: 'office-head' });
const herself = (on?: string) => world({ actor: 'w-1', role: 'social-worker' }, on);

const opinion = { ...of, opinion: '工作主动', grade: 'COMPETENT' as const };
const scores = { ...of, integrity: 88, ability: 85, diligence: 90, achievement: 86 };
const opened = [OpenAnnualAppraisal, of, director()] as const;
const prepared = [opened, [GiveHeadOpinion, opinion, head], [ScoreDimensions, scores, director()]] as const;
const told = (...steps: Parameters<typeof story>[1][]): DomainEvent[] => story(annualAppraisal, ...steps);
const graded = (grade = 'COMPETENT', reason?: string): DomainEvent[] =>
  told(...prepared, [GradeAnnualAppraisal, { ...of, grade, ...(reason === undefined ? {} : { reason }) }, director()]);
const failed = (): DomainEvent[] => graded('NOT_COMPETENT', '重大失职');

describe('the annual appraisal', () => {
  it('[APP-3] opens at the end of the year, for the quarters that the worker served in', () => {
    const open = (on: string, references?: World['references']) =>
      given(annualAppraisal).when(OpenAnnualAppraisal, of, director(on, references));
    open('2026-12-15').thenRejected('ANNUAL_NOT_OPEN');
    open('2026-12-16').then({
      type: 'AnnualAppraisalOpened',
      data: { ...of, officeId: 'office-1', quarters: ['2026Q2', '2026Q3', '2026Q4'] },
    });
    const left = {
      worker: { ...servingWorker(), status: 'left', facts: { appointedOn: '2025-01-01', leftOn: '2026-04-01' } },
    };
    open('2027-01-10', left).then({ type: 'AnnualAppraisalOpened', data: { quarters: ['2026Q1', '2026Q2'] } });
    const late = { worker: { ...servingWorker(), facts: { appointedOn: '2027-01-01' } } };
    open('2027-01-10', late).thenRejected('ANNUAL_NOT_SERVING');
    given(annualAppraisal, told(opened)).when(OpenAnnualAppraisal, of, director()).thenRejected('ANNUAL_EXISTS');
  });
  it('[APP-3] has the opinion of the head, once, and scores of the four dimensions, anew until it is graded', () => {
    given(annualAppraisal, told(opened))
      .when(GiveHeadOpinion, opinion, head)
      .then({ type: 'HeadOpinionGiven', data: { ...opinion, by: 'o-1' } });
    given(annualAppraisal, told(...prepared))
      .when(GiveHeadOpinion, opinion, head)
      .thenRejected('ANNUAL_OPINION_GIVEN');
    const first = { INTEGRITY: 88, ABILITY: 85, DILIGENCE: 90, ACHIEVEMENT: 86 };
    given(annualAppraisal, told(opened))
      .when(ScoreDimensions, scores, director())
      .then({ type: 'DimensionsScored', data: { scores: first } });
    given(annualAppraisal, told(...prepared))
      .when(ScoreDimensions, { ...scores, ability: 80 }, director())
      .then({ type: 'DimensionsScored', data: { scores: { ...first, ABILITY: 80 }, previous: first } });
    given(annualAppraisal, graded()).when(ScoreDimensions, scores, director()).thenRejected('ANNUAL_GRADED');
    given(annualAppraisal).when(ScoreDimensions, scores, director()).thenRejected('NOT_FOUND');
  });
  it('[APP-3] is graded by a person beside the suggestion, with all that it rests on', () => {
    given(annualAppraisal, told(...prepared))
      .when(GradeAnnualAppraisal, { ...of, grade: 'COMPETENT' }, director())
      .then({
        type: 'AnnualAppraisalGraded',
        data: {
          grade: 'COMPETENT',
          on: '2026-12-30',
          by: 'o-3',
          suggestion: { grade: 'COMPETENT', score: 86.64, dimensionScore: 87.05, evaluationScore: 85 },
          ballots: TALLY,
          quarters: ['2026Q2', '2026Q3', '2026Q4'],
          appealUntil: '2027-01-14',
        },
      });
  });
  it('[APP-3] needs a reason for another grade than the suggestion, and where nobody voted', () => {
    const grade = (fields: object, references: World['references'] = complete) =>
      given(annualAppraisal, told(...prepared)).when(
        GradeAnnualAppraisal,
        { ...of, grade: 'COMPETENT', ...fields },
        director('2026-12-30', references),
      );
    grade({ grade: 'EXCELLENT' }).thenRejected('ANNUAL_REASON_NEEDED');
    grade({ grade: 'EXCELLENT', reason: '立功' }).then({ type: 'AnnualAppraisalGraded', data: { reason: '立功' } });
    const { evaluation: _evaluation, ...unevaluated } = complete;
    for (const references of [unevaluated, { ...complete, evaluation: faceOf('e', 'abandoned') }]) {
      grade({}, references).thenRejected('ANNUAL_REASON_NEEDED');
      grade({ reason: '人数不足' }, references).then({
        type: 'AnnualAppraisalGraded',
        data: { suggestion: { grade: 'COMPETENT', score: 87.05 } },
      });
    }
  });
  it('[APP-3] waits for what is missing: quarters, opinion, scores, the end of the voting', () => {
    const grade = (events: DomainEvent[], references: World['references'] = complete) =>
      given(annualAppraisal, events).when(
        GradeAnnualAppraisal,
        { ...of, grade: 'COMPETENT' },
        director('2026-12-30', references),
      );
    const [one, two, three] = prepared;
    grade(told(one, three)).thenRejected('ANNUAL_OPINION_MISSING');
    grade(told(one, two)).thenRejected('ANNUAL_SCORES_MISSING');
    const { '2026Q3': _q3, ...without } = complete;
    grade(told(...prepared), without).thenRejected('ANNUAL_QUARTERS_MISSING');
    grade(told(...prepared), { ...complete, '2026Q3': faceOf('q3', 'returned') }).thenRejected(
      'ANNUAL_QUARTERS_MISSING',
    );
    for (const status of ['issuing', 'voting'])
      grade(told(...prepared), { ...complete, evaluation: faceOf('e', status) }).thenRejected('ANNUAL_EVALUATION_OPEN');
    grade(graded()).thenRejected('ANNUAL_GRADED');
  });
  it('[APP-3] nobody has a hand in their own', () => {
    for (const by of [
      { actor: 'w-1', role: 'director' as const },
      { actor: 'o-9', role: 'director' as const, onBehalfOf: 'w-1' },
    ]) {
      given(annualAppraisal).when(OpenAnnualAppraisal, of, world(by)).thenRejected('ANNUAL_OWN');
      const ready = given(annualAppraisal, told(...prepared));
      ready.when(GiveHeadOpinion, opinion, world(by)).thenRejected('ANNUAL_OWN');
      ready.when(ScoreDimensions, scores, world(by)).thenRejected('ANNUAL_OWN');
      ready.when(GradeAnnualAppraisal, { ...of, grade: 'COMPETENT' }, world(by)).thenRejected('ANNUAL_OWN');
    }
  });
});

describe('the appeal', () => {
  const appeal = { ...of, grounds: '与事实不符' };
  const decision = { ...of, outcome: 'REVISED' as const, grade: 'BASICALLY_COMPETENT' as const, reasons: '经复核' };
  const appealed = (): DomainEvent[] => [
    ...failed(),
    ...given(annualAppraisal, failed()).when(AppealAnnualAppraisal, appeal, herself()).events(),
  ];
  const other = world({ actor: 'o-4', role: 'director', unit: 'county-1' }, '2027-01-20');
  it('[APP-4] is made by the worker, once, in time', () => {
    const file = (on: string, events = failed()) =>
      given(annualAppraisal, events).when(AppealAnnualAppraisal, appeal, herself(on));
    file('2027-01-14').then({ type: 'AnnualAppraisalAppealed', data: { grade: 'NOT_COMPETENT', on: '2027-01-14' } });
    file('2027-01-15').thenRejected('ANNUAL_APPEAL_LATE');
    file('2027-01-02', appealed()).thenRejected('ANNUAL_NOT_APPEALABLE');
    file('2027-01-02', told(...prepared)).thenRejected('ANNUAL_NOT_APPEALABLE');
    file('2027-01-02', []).thenRejected('NOT_FOUND');
  });
  it('[APP-4] is decided by another person than who set the grade, and that is the end of it', () => {
    const decide = (fields: object = {}, by: World = other, events = appealed()) =>
      given(annualAppraisal, events).when(DecideAnnualAppeal, { ...decision, ...fields }, by);
    decide().then({
      type: 'AnnualAppealDecided',
      data: { outcome: 'REVISED', fromGrade: 'NOT_COMPETENT', grade: 'BASICALLY_COMPETENT', on: '2027-01-20' },
    });
    decide({ outcome: 'UPHELD', grade: undefined }).then({
      type: 'AnnualAppealDecided',
      data: { grade: 'NOT_COMPETENT' },
    });
    decide({ outcome: 'UPHELD' }).thenRejected('ANNUAL_APPEAL_GRADE_UNFIT');
    decide({ grade: 'NOT_COMPETENT' }).thenRejected('ANNUAL_APPEAL_GRADE_UNFIT');
    decide({ grade: undefined }).thenRejected('ANNUAL_APPEAL_GRADE_UNFIT');
    decide({}, director()).thenRejected('ANNUAL_APPEAL_SAME_PERSON');
    decide({}, world({ actor: 'o-9', role: 'director', onBehalfOf: 'o-3' })).thenRejected('ANNUAL_APPEAL_SAME_PERSON');
    decide({}, world({ actor: 'w-1', role: 'director' })).thenRejected('ANNUAL_OWN');
    decide({}, other, failed()).thenRejected('ANNUAL_NOT_APPEALED');
    const settled = [...appealed(), ...decide().events()];
    given(annualAppraisal, settled)
      .when(AppealAnnualAppraisal, appeal, herself())
      .thenRejected('ANNUAL_NOT_APPEALABLE');
    const shown = annualAppraisal.face?.(
      fold(annualAppraisal, annualAppraisal.initial, settled as AnnualAppraisalEvent[]),
    );
    expect(shown).toMatchObject({ status: 'settled', facts: { year: '2026', grade: 'BASICALLY_COMPETENT' } });
  });
  it('[SEC-2] is about the worker’s own appraisal', () => {
    const order = command(AppealAnnualAppraisal, appeal, metaOf({}));
    expect(annualAppraisal.personOf?.(annualAppraisal.initial, order)).toBe('w-1');
    expect(annualAppraisal.unitOf(annualAppraisal.initial, order, {})).toBeUndefined();
  });
  it('[SEC-3] and what was said in it is kept under the worker’s own key', () => {
    const { HeadOpinionGiven, AnnualAppraisalGraded, AnnualAppraisalAppealed, AnnualAppealDecided } =
      annualAppraisal.events;
    for (const definition of [HeadOpinionGiven, AnnualAppraisalGraded, AnnualAppraisalAppealed, AnnualAppealDecided])
      expect(definition).toMatchObject({ subject: 'workerId', personal: [expect.any(String)] });
  });
});

describe('the suggestion', () => {
  const rules = FUZHOU_REGIME.annualAppraisal;
  const all = (score: number) => ({ INTEGRITY: score, ABILITY: score, DILIGENCE: score, ACHIEVEMENT: score });
  it.each([
    [90, 'EXCELLENT'],
    [89, 'COMPETENT'],
    [75, 'COMPETENT'],
    [74, 'BASICALLY_COMPETENT'],
    [60, 'BASICALLY_COMPETENT'],
    [59, 'NOT_COMPETENT'],
  ])('[APP-3] of %i in every dimension is %s', (score, grade) => {
    expect(suggestionOf(all(score), undefined, rules)).toEqual({ grade, score, dimensionScore: score });
  });
  it('[APP-3] is not rounded before it is compared', () => {
    // 0.8 × 90 + 0.2 × 89.99… is below 90, however it reads.
    const ballots = { EXCELLENT: 2000, COMPETENT: 1000, BASICALLY_COMPETENT: 1, NOT_COMPETENT: 0 };
    expect(suggestionOf(all(90), ballots, rules)).toMatchObject({ score: 90, grade: 'COMPETENT' });
    expect(suggestionOf(all(90), { ...ballots, BASICALLY_COMPETENT: 0 }, rules).grade).toBe('EXCELLENT');
  });
  it('[APP-3] never falls when a score rises or a ballot gets better', () => {
    const score = fc.integer({ min: 0, max: 100 });
    const count = fc.integer({ min: 0, max: 20 });
    const rank = (grade: string): number => GRADES.findIndex((one) => one === grade);
    fc.assert(
      fc.property(fc.tuple(score, score, score, score), fc.tuple(count, count, count, count), fc.nat(2), (s, b, at) => {
        const of4 = ([INTEGRITY, ABILITY, DILIGENCE, ACHIEVEMENT]: typeof s) => ({
          INTEGRITY,
          ABILITY,
          DILIGENCE,
          ACHIEVEMENT,
        });
        const votes = ([EXCELLENT, COMPETENT, BASICALLY_COMPETENT, NOT_COMPETENT]: typeof b) => ({
          ...{ EXCELLENT, COMPETENT, BASICALLY_COMPETENT, NOT_COMPETENT },
        });
        const before = suggestionOf(of4(s), votes(b), rules);
        const higher = suggestionOf(of4([Math.min(100, s[0] + 7), s[1], s[2], s[3]]), votes(b), rules);
        expect(rank(higher.grade)).toBeLessThanOrEqual(rank(before.grade));
        const better = b.map((n, i) => (b[at + 1] === 0 ? n : i === at ? n + 1 : i === at + 1 ? n - 1 : n)) as typeof b;
        expect(rank(suggestionOf(of4(s), votes(better), rules).grade)).toBeLessThanOrEqual(rank(before.grade));
      }),
    );
  });
});

describe('the annual appraisal that somebody sees', () => {
  it('[APP-3] [APP-4] shows opinion, scores, ballots, suggestion and grade, and what became of an appeal', () => {
    const closed = {
      type: 'EvaluationClosed',
      data: { ...of, officeId: 'office-1', round: 1, papers: 4, ballots: 3, tally: TALLY },
    };
    const [appeal] = given(annualAppraisal, failed())
      .when(AppealAnnualAppraisal, { ...of, grounds: '不实' }, herself())
      .events();
    const facts = [...failed().slice(0, 3), closed, ...failed().slice(3), appeal as DomainEvent];
    const rowAfter = (events: DomainEvent[]) =>
      foldView<AnnualAppraisalRow>(
        annualAppraisals,
        events.map((event, position) => recorded(event, { position })),
      ).get('w-1:2026');
    expect(rowAfter(facts)).toMatchObject({
      status: 'appealed',
      quarters: ['2026Q2', '2026Q3', '2026Q4'],
      headOpinion: { opinion: '工作主动', grade: 'COMPETENT', by: 'o-1' },
      scores: { INTEGRITY: 88 },
      evaluation: { papers: 4, ballots: 3, tally: TALLY },
      suggestion: { grade: 'COMPETENT', score: 86.64 },
      grade: 'NOT_COMPETENT',
      graded: { by: 'o-3', reason: '重大失职' },
      appeal: { grounds: '不实' },
      appealDecision: null,
    });
    const events = [...failed(), appeal as DomainEvent];
    const decision = { ...of, outcome: 'UPHELD' as const, reasons: '属实' };
    const other = world({ actor: 'o-4', role: 'director' });
    const settled = [...facts, ...given(annualAppraisal, events).when(DecideAnnualAppeal, decision, other).events()];
    expect(rowAfter(settled)).toMatchObject({
      status: 'settled',
      grade: 'NOT_COMPETENT',
      appealDecision: { outcome: 'UPHELD' },
    });
    expect(rowAfter([closed])).toBeUndefined();
  });
});
