import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CorrectionPlanRow, correctionPlans } from '../../projections/supervision-plans/correction-plans.view.js';
import type { CommandClass } from '../../src/kernel/command.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { AdjustPlan } from '../../src/supervision-plans/domain/plan/adjust-plan.js';
import { ApprovePlan } from '../../src/supervision-plans/domain/plan/approve-plan.js';
import { correctionPlan } from '../../src/supervision-plans/domain/plan/correction-plan.js';
import { DraftPlan } from '../../src/supervision-plans/domain/plan/draft-plan.js';
import { planEvents } from '../../src/supervision-plans/domain/plan/events.js';
import { ReturnPlan } from '../../src/supervision-plans/domain/plan/return-plan.js';
import { ReviewPlan } from '../../src/supervision-plans/domain/plan/review-plan.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';
import { office, ONE, person } from './person.js';

const WORKER = { actor: 'w-1', role: 'social-worker', unit: 'office-1' } as const;
const told = { rightsAcknowledged: true };
const byWorker = office(told, { by: WORKER });
const byHead = office(told);
const GOALS = [
  { goal: '稳定就业', measures: '推荐培训' },
  { goal: '改善家庭关系', measures: '每月家访' },
];
const form = { ...ONE, assessment: '初犯，认罪悔罪', goals: GOALS };
const adjusted = { ...form, feedback: '已就业', goals: GOALS.slice(1) };
const review = (reviewedOn: string, outcome: 'KEEP' | 'ADJUST' = 'KEEP') => ({
  ...ONE,
  reviewedOn,
  outcome,
  findings: '基本达到',
});

const DRAFTED = [DraftPlan, form, byWorker] as const;
const APPROVED = [ApprovePlan, { ...ONE, opinion: '同意' }, byHead] as const;
const RETURNED = [ReturnPlan, { ...ONE, reason: '措施不够具体' }, byHead] as const;
const ADJUSTED = [AdjustPlan, adjusted, byWorker] as const;
const drafted = () => story(correctionPlan, DRAFTED);
const approved = () => story(correctionPlan, DRAFTED, APPROVED);

describe('the plan', () => {
  it('[PLN-1] is drafted from an assessment with goals and measures, one draft at a time', () => {
    given(correctionPlan)
      .when(...DRAFTED)
      .then(
        {
          type: 'CorrectionPlanDrafted',
          data: {
            ...ONE,
            officeId: 'office-1',
            version: 1,
            draftedBy: 'w-1',
            assessment: form.assessment,
            birthYear: 1990,
          },
        },
        { type: 'CorrectionPlanGoalSet', data: { version: 1, number: 1, ...GOALS[0] } },
        { type: 'CorrectionPlanGoalSet', data: { version: 1, number: 2, ...GOALS[1] } },
      );
    given(correctionPlan, drafted())
      .when(...DRAFTED)
      .thenRejected('PLAN_DRAFT_PENDING');
  });
  it('[PLN-1] [RULE-2] is approved, and due for review after the days that the policy says', () => {
    given(correctionPlan, drafted())
      .when(...APPROVED)
      .then({
        type: 'CorrectionPlanApproved',
        data: { version: 1, from: null, approvedOn: '2026-04-01', reviewDueOn: '2026-06-30', opinion: '同意' },
      });
    const rules = { ...FUZHOU_REGIME, plan: { reviewDays: 30 } };
    given(correctionPlan, drafted())
      .when(ApprovePlan, ONE, office(told, { rules }))
      .then({ type: 'CorrectionPlanApproved', data: { reviewDueOn: '2026-05-01' } });
    given(correctionPlan)
      .when(...APPROVED)
      .thenRejected('PLAN_NOT_PENDING');
    given(correctionPlan, approved())
      .when(...APPROVED)
      .thenRejected('PLAN_NOT_PENDING');
  });
  it('[INT-3] [PLN-1] is not approved before rights and obligations were acknowledged', () => {
    given(correctionPlan, drafted()).when(ApprovePlan, ONE, office()).thenRejected('PLAN_NEEDS_ACKNOWLEDGEMENT');
  });
  it('[PLN-1] is not approved by who drafted it, nor on behalf of them', () => {
    const as = (by: World['by']) =>
      given(correctionPlan, drafted()).when(ApprovePlan, ONE, office(told, { by: by ?? {} }));
    as({ actor: 'w-1' }).thenRejected('PLAN_OWN_DRAFT');
    as({ actor: 'o-2', onBehalfOf: 'w-1' }).thenRejected('PLAN_OWN_DRAFT');
    as({ actor: 'o-2' }).then({ type: 'CorrectionPlanApproved' });
  });
  it('[PLN-1] is returned with a reason, and drafted again as the next version', () => {
    const returned = story(correctionPlan, DRAFTED, RETURNED);
    expect(returned.at(-1)).toMatchObject({
      type: 'CorrectionPlanReturned',
      data: { version: 1, reason: '措施不够具体' },
    });
    expect(
      given(correctionPlan, returned)
        .when(...DRAFTED)
        .events()[0],
    ).toMatchObject({ data: { version: 2 } });
    given(correctionPlan, returned)
      .when(...RETURNED)
      .thenRejected('PLAN_NOT_PENDING');
  });
  it('[PLN-1] is adjusted on feedback as a new version, which takes the place of the old one when it is approved', () => {
    given(correctionPlan, approved())
      .when(...DRAFTED)
      .thenRejected('PLAN_ALREADY_IN_FORCE');
    given(correctionPlan)
      .when(...ADJUSTED)
      .thenRejected('PLAN_NOT_IN_FORCE');
    const next = given(correctionPlan, approved()).when(...ADJUSTED);
    next.then(
      { type: 'CorrectionPlanDrafted', data: { version: 2, feedback: '已就业' } },
      { type: 'CorrectionPlanGoalSet', data: { version: 2, number: 1, ...GOALS[1] } },
    );
    given(correctionPlan, [...approved(), ...next.events()])
      .when(...APPROVED)
      .then({ type: 'CorrectionPlanApproved', data: { version: 2, from: 1 } });
    const back = story(correctionPlan, DRAFTED, APPROVED, ADJUSTED, RETURNED);
    given(correctionPlan, back)
      .when(ReviewPlan, review('2026-04-01'), byHead)
      .then({ type: 'CorrectionPlanReviewed', data: { version: 1 } });
  });
  it('[PLN-1] is reviewed from its approval on, not in the future; each review moves the next', () => {
    const later = office(told, { at: '2026-07-02 09:00' });
    const on = (day: string) => given(correctionPlan, approved()).when(ReviewPlan, review(day), later);
    on('2026-03-31').thenRejected('PLAN_REVIEW_TOO_EARLY');
    on('2026-04-01').then({ type: 'CorrectionPlanReviewed', data: { from: '2026-06-30', reviewDueOn: '2026-06-30' } });
    on('2026-06-30').then({ type: 'CorrectionPlanReviewed', data: { late: false, reviewDueOn: '2026-09-28' } });
    on('2026-07-01').then({ type: 'CorrectionPlanReviewed', data: { late: true, from: '2026-06-30' } });
    on('2026-07-02').then({ type: 'CorrectionPlanReviewed', data: { late: true } });
    on('2026-07-03').thenRejected('DAY_IN_FUTURE');
    given(correctionPlan, [...approved(), ...on('2026-06-30').events()])
      .when(ReviewPlan, review('2026-06-29'), later)
      .thenRejected('PLAN_REVIEW_TOO_EARLY');
    given(correctionPlan, drafted()).when(ReviewPlan, review('2026-04-01'), byHead).thenRejected('PLAN_NOT_IN_FORCE');
  });

  const ALL: readonly (readonly [CommandClass, object, readonly DomainEvent[]])[] = [
    [DraftPlan, form, []],
    [AdjustPlan, adjusted, approved()],
    [ApprovePlan, ONE, drafted()],
    [ReturnPlan, { ...ONE, reason: '不具体' }, drafted()],
    [ReviewPlan, review('2026-04-01'), approved()],
  ];
  it('[PLN-1] is changed by the office alone: nobody above it', () => {
    for (const [type, fields, before] of ALL)
      for (const unit of ['county-1', 'city-1', '*'])
        given(correctionPlan, before)
          .when(type, fields, office(told, { by: { actor: 'o-3', role: 'officer', unit } }))
          .thenRejected('PLAN_ONLY_BY_OFFICE');
  });
  it('[PLN-1] is of somebody under supervision: neither before the registration nor after the end', () => {
    const ended = person({ ...told, dischargedOn: '2026-03-31' }, 'discharged');
    for (const supervisee of [ended, person({ ...told, reportedOn: null }, 'expected')])
      for (const [type, fields, before] of ALL)
        given(correctionPlan, before)
          .when(type, fields, office({}, { references: { supervisee } }))
          .thenRejected('NOT_UNDER_SUPERVISION');
  });
  it('[SEC-3] everything that is written about the person is sealed with their key', () => {
    const sealed = Object.values(planEvents).map(({ subject, personal }) => [subject, personal?.join()]);
    expect(sealed).toEqual([
      ['superviseeId', 'assessment,feedback'],
      ['superviseeId', 'goal,measures'],
      ['superviseeId', 'opinion'],
      ['superviseeId', 'reason'],
      ['superviseeId', 'findings'],
      [undefined, undefined],
    ]);
  });
});

const rowOf = (events: readonly DomainEvent[]) =>
  foldView<CorrectionPlanRow>(
    correctionPlans,
    events.map((event) => recorded(event)),
  ).get(ONE.superviseeId);

describe('the plan as it is read', () => {
  it('[PLN-1] shows every version with goals, who decided, and when the review is due', () => {
    const reviewed = [ReviewPlan, review('2026-04-01', 'ADJUST'), byHead] as const;
    const row = rowOf(
      story(correctionPlan, DRAFTED, RETURNED, DRAFTED, APPROVED, reviewed, ADJUSTED, APPROVED, ADJUSTED),
    );
    expect(row).toMatchObject({ inForce: 3, pending: 4, reviewDueOn: '2026-06-30', ended: false, birthYear: 1990 });
    expect(row?.versions.map(({ version, status, opinion }) => [version, status, opinion])).toEqual([
      [1, 'returned', '措施不够具体'],
      [2, 'superseded', '同意'],
      [3, 'in-force', '同意'],
      [4, 'draft', null],
    ]);
    expect(row?.versions[1]).toMatchObject({ goals: GOALS, feedback: null, draftedBy: 'w-1', decidedBy: 'o-1' });
    expect(row?.versions[2]).toMatchObject({ goals: GOALS.slice(1), feedback: '已就业' });
    expect(row?.reviews).toMatchObject([
      { version: 2, outcome: 'ADJUST', findings: '基本达到', late: false, by: 'o-1' },
    ]);
  });
  it('[PLN-1] nothing is due after the end of supervision', () => {
    const traits = { sex: 'MALE', birthYear: 1990, category: 'PAROLE' };
    const ended = {
      type: 'SuperviseeDischarged',
      data: { ...ONE, officeId: 'office-1', on: '2026-05-01', cause: 'PARDON', ...traits },
    };
    expect(rowOf([...approved(), ended])).toMatchObject({ ended: true, inForce: 1, reviewDueOn: null, pending: null });
    expect(rowOf([ended])).toBeUndefined();
  });
  it('[PLN-1] whatever happens, one version at most is in force and one waits, and none is lost', () => {
    const act = fc.constantFrom(DRAFTED, APPROVED, RETURNED, ADJUSTED);
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let events: DomainEvent[] = [];
        for (const [type, fields, world] of acts)
          try {
            events = [
              ...events,
              ...given(correctionPlan, events)
                .when<never>(type as never, fields as never, world)
                .events(),
            ];
          } catch (error) {
            if (!(error instanceof Rejection)) throw error;
          }
        const versions = rowOf(events)?.versions ?? [];
        const numbers = (status: string) =>
          versions.filter((one) => one.status === status).map(({ version }) => version);
        expect(versions.map(({ version }) => version)).toEqual(versions.map((_, at) => at + 1));
        expect(versions.length).toBe(events.filter(({ type }) => type === 'CorrectionPlanDrafted').length);
        expect([rowOf(events)?.inForce ?? undefined]).toEqual([numbers('in-force')[0]]);
        expect([rowOf(events)?.pending ?? undefined]).toEqual([numbers('draft')[0]]);
        expect(numbers('in-force').length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
