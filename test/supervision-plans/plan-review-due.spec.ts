import { describe, expect, it } from '@jest/globals';
import { type CorrectionPlanRow, correctionPlans } from '../../projections/supervision-plans/correction-plans.view.js';
import { type DueRow, dueView } from '../../src/kernel/due.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { AdjustPlan } from '../../src/supervision-plans/domain/plan/adjust-plan.js';
import { ApprovePlan } from '../../src/supervision-plans/domain/plan/approve-plan.js';
import { correctionPlan } from '../../src/supervision-plans/domain/plan/correction-plan.js';
import { DraftPlan } from '../../src/supervision-plans/domain/plan/draft-plan.js';
import { MarkReviewDue } from '../../src/supervision-plans/domain/plan/mark-review-due.js';
import { reviewDue } from '../../src/supervision-plans/domain/plan/review-due.due.js';
import { ReviewPlan } from '../../src/supervision-plans/domain/plan/review-plan.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, shanghai, story, type World } from '../support/given.js';
import { office, ONE, person } from './person.js';

const told = { rightsAcknowledged: true };
const form = { ...ONE, assessment: '初犯', goals: [{ goal: '稳定就业', measures: '推荐培训' }] };
const DRAFTED = [DraftPlan, form, office(told, { by: { actor: 'w-1', role: 'social-worker' } })] as const;
// On 1 April: due ninety days later, on 30 June.
const APPROVED = [ApprovePlan, ONE, office(told)] as const;
const at = (time: string, facts: Parameters<typeof office>[0] = told): World =>
  office(facts, { at: time, by: { actor: 'system', role: 'system' } });
const FELL_DUE = [MarkReviewDue, ONE, at('2026-06-30 00:00')] as const;
const reviewed = (reviewedOn: string, enteredOn = reviewedOn) =>
  [
    ReviewPlan,
    { ...ONE, reviewedOn, outcome: 'KEEP', findings: '维持' },
    office(told, { at: `${enteredOn} 09:00` }),
  ] as const;
const ended = {
  type: 'SuperviseeDischarged',
  data: { ...ONE, officeId: 'office-1', on: '2026-05-01', cause: 'PARDON' },
};

const stored = (events: readonly DomainEvent[]) => events.map((event, position) => recorded(event, { position }));
const due = (...events: readonly DomainEvent[]) =>
  foldView<DueRow>(dueView([reviewDue]), stored(events)).get(`plan-review-due|${ONE.superviseeId}`);
const row = (...events: readonly DomainEvent[]) =>
  foldView<CorrectionPlanRow>(correctionPlans, stored(events)).get(ONE.superviseeId);

describe('the review of a plan, by time', () => {
  it('[PLN-1] falls due when its day begins, not before, and once', () => {
    const plan = story(correctionPlan, DRAFTED, APPROVED);
    given(correctionPlan, plan).when(MarkReviewDue, ONE, at('2026-06-29 23:59')).thenNothing();
    given(correctionPlan, plan)
      .when(...FELL_DUE)
      .then({ type: 'CorrectionPlanReviewFellDue', data: { ...ONE, version: 1, reviewDueOn: '2026-06-30' } });
    given(correctionPlan, story(correctionPlan, DRAFTED, APPROVED, FELL_DUE))
      .when(MarkReviewDue, ONE, at('2026-07-15 00:00'))
      .thenNothing();
  });
  it('[PLN-1] does not fall due of a draft, of a plan that was reviewed, nor after the end of supervision', () => {
    given(correctionPlan, story(correctionPlan, DRAFTED))
      .when(...FELL_DUE)
      .thenNothing();
    given(correctionPlan, story(correctionPlan, DRAFTED, APPROVED, reviewed('2026-06-01')))
      .when(...FELL_DUE)
      .thenNothing();
    const gone = office(
      {},
      { at: '2026-06-30 00:00', references: { supervisee: person({ dischargedOn: '2026-05-01' }) } },
    );
    given(correctionPlan, story(correctionPlan, DRAFTED, APPROVED))
      .when(MarkReviewDue, ONE, gone)
      .thenNothing();
  });
  it('[PLN-1] waits for the day that each approval and each review sets, until the end', () => {
    const plan = story(correctionPlan, DRAFTED, APPROVED);
    expect(due(...story(correctionPlan, DRAFTED))).toBeUndefined();
    expect(due(...plan)).toMatchObject({ dueAt: shanghai('2026-06-30 00:00'), fields: ONE });
    expect(due(...story(correctionPlan, DRAFTED, APPROVED, FELL_DUE))).toBeUndefined();
    const next = story(correctionPlan, DRAFTED, APPROVED, FELL_DUE, reviewed('2026-07-01'));
    expect(due(...next)?.dueAt).toBe(shanghai('2026-09-29 00:00'));
    expect(due(...plan, ended)).toBeUndefined();
    const adjusted = [AdjustPlan, { ...form, feedback: '已就业' }, DRAFTED[2]] as const;
    const again = [ApprovePlan, ONE, office(told, { at: '2026-05-01 09:00' })] as const;
    expect(due(...story(correctionPlan, DRAFTED, APPROVED, adjusted, again))?.dueAt).toBe(shanghai('2026-07-30 00:00'));
  });
  it('[PLN-1] stays due when a review of the day of approval goes on record late', () => {
    const late = [DRAFTED, APPROVED, FELL_DUE, reviewed('2026-04-01', '2026-07-02')] as const;
    expect(story(correctionPlan, ...late).at(-1)).toMatchObject({ data: { reviewDueOn: '2026-06-30' } });
    expect(due(...story(correctionPlan, ...late))).toBeUndefined();
    expect(row(...story(correctionPlan, ...late))?.reviewFellDue).toBe(true);
    given(correctionPlan, story(correctionPlan, ...late))
      .when(...FELL_DUE)
      .thenNothing();
  });
  it('[PLN-1] shows with the plan until the review is done', () => {
    expect(row(...story(correctionPlan, DRAFTED, APPROVED))?.reviewFellDue).toBe(false);
    const fallen = story(correctionPlan, DRAFTED, APPROVED, FELL_DUE);
    expect(row(...fallen)?.reviewFellDue).toBe(true);
    expect(row(...story(correctionPlan, DRAFTED, APPROVED, FELL_DUE, reviewed('2026-07-01')))?.reviewFellDue).toBe(
      false,
    );
    expect(row(...fallen, ended)?.reviewFellDue).toBe(false);
  });
});
