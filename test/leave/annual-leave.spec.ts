import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Face } from '../../src/kernel/context.js';
import { type Day, yearOf } from '../../src/kernel/day.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { dayOfSession } from '../../src/kernel/sessions.js';
import { entitledDays, yearsOfWork } from '../../src/leave/domain/annual/annual-leave.js';
import { ApproveLeave } from '../../src/leave/domain/approve-leave.js';
import { CancelLeaveSessions } from '../../src/leave/domain/cancel-leave-sessions.js';
import { EndorseLeave } from '../../src/leave/domain/endorse-leave.js';
import type { LeaveEvent } from '../../src/leave/domain/events.js';
import { leave } from '../../src/leave/domain/leave.js';
import { NO_LEAVE, sessionsOf } from '../../src/leave/domain/leave-book.js';
import { RejectLeave } from '../../src/leave/domain/reject-leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { WithdrawLeave } from '../../src/leave/domain/withdraw-leave.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { fold } from '../../src/kernel/decider.js';
import { command, type CommandClass } from '../../src/kernel/command.js';
import { given, metaOf, servingWorker, story, type World } from '../support/given.js';

const one = { workerId: 'w-1', requestId: 'r-1' };
const asking = (fromDay: Day, toDay: Day, fromHalf: 'AM' | 'PM' = 'AM', toHalf: 'AM' | 'PM' = 'PM') =>
  ({ workerId: 'w-1', kind: 'ANNUAL', fromDay, fromHalf, toDay, toHalf, reason: '年休假' }) as const;
const known = (facts: Face['facts'], more: Record<string, Face> = {}): World['references'] => ({
  worker: { ...servingWorker(), facts },
  ...more,
});
const appraised = (year: string, grade: string | null): Record<string, Face> => ({
  [`appraisal-${year}`]: { id: `w-1-${year}`, unit: 'office-1', status: 'graded', facts: { year, grade } },
});
const world = (references: World['references'], commandId = 'r-1'): World => ({
  by: { actor: 'w-1', role: 'social-worker' },
  at: '2026-03-09 08:00',
  commandId,
  references,
});
const years5: World['references'] = known({ workSince: '2021-03-01' });
const head = (references: World['references']): World => ({ by: { actor: 'o-1', role: 'office-head' }, references });

/** From Tuesday 10 March 2026 on. */
const DAYS: Readonly<Record<number, Day>> = { 0.5: '2026-03-10', 5: '2026-03-16', 10: '2026-03-23', 15: '2026-03-30' };

describe('annual leave', () => {
  it.each([
    ['0.99', '2025-03-11', 0, 0],
    ['1', '2025-03-10', 1, 5],
    ['9.99', '2016-03-11', 9, 5],
    ['10', '2016-03-10', 10, 10],
    ['19.99', '2006-03-11', 19, 10],
    ['20', '2006-03-10', 20, 15],
  ])('[LEV-9] after %s years of work (since %s) is what %d whole years give: %d days', (_, workSince, years, days) => {
    expect(yearsOfWork(workSince, '2026-03-10')).toBe(years);
    expect(entitledDays(years, FUZHOU_REGIME.leave.annual.tiers)).toBe(days);
    const of = world(known({ workSince }));
    if (days === 0) {
      given(leave).when(RequestLeave, asking('2026-03-10', '2026-03-10'), of).thenRejected('LEAVE_ANNUAL_NOT_ENTITLED');
      return;
    }
    const last = DAYS[days] ?? '';
    given(leave).when(RequestLeave, asking('2026-03-10', last), of).then({ type: 'LeaveRequested', data: { days } });
    const halfADayMore = asking('2026-03-09', last, 'PM');
    given(leave)
      .when(RequestLeave, halfADayMore, of)
      .thenRejected(workSince === '2025-03-10' ? 'LEAVE_ANNUAL_NOT_ENTITLED' : 'LEAVE_ANNUAL_BALANCE');
  });
  it('[LEV-9] needs the years of work on record; a year begun on a leap day is full on 1 March', () => {
    given(leave)
      .when(RequestLeave, asking('2026-03-10', '2026-03-10'), world(known({ workSince: null })))
      .thenRejected('LEAVE_ANNUAL_NOT_ENTITLED');
    expect([yearsOfWork('2024-02-29', '2025-02-28'), yearsOfWork('2024-02-29', '2025-03-01')]).toEqual([0, 1]);
  });
  it('[LEV-9] is for who is past the probation', () => {
    const until = (probationEnds: Day) => world(known({ workSince: '2021-03-01', probationEnds }));
    const form = asking('2026-03-10', '2026-03-10');
    given(leave).when(RequestLeave, form, until('2026-03-10')).thenRejected('LEAVE_ANNUAL_ON_PROBATION');
    given(leave).when(RequestLeave, form, until('2026-03-09')).then({ type: 'LeaveRequested' });
  });
  it.each([
    ['EXCELLENT', true],
    ['COMPETENT', true],
    ['BASICALLY_COMPETENT', false],
    ['NOT_COMPETENT', false],
  ])('[LEV-9] after an annual appraisal of %s: %j', (grade, granted) => {
    const form = asking('2026-03-10', '2026-03-10');
    const asked = given(leave).when(RequestLeave, form, world({ ...years5, ...appraised('2025', grade) }));
    if (granted) asked.then({ type: 'LeaveRequested' });
    else asked.thenRejected('LEAVE_ANNUAL_APPRAISAL');
  });
  it('[LEV-9] goes by the last appraisal with a grade, and by none for who was never appraised', () => {
    const form = asking('2026-03-10', '2026-03-10');
    const better = { ...years5, ...appraised('2024', 'NOT_COMPETENT'), ...appraised('2025', 'COMPETENT') };
    given(leave).when(RequestLeave, form, world(better)).then({ type: 'LeaveRequested' });
    const open = { ...years5, ...appraised('2024', 'NOT_COMPETENT'), ...appraised('2025', null) };
    given(leave).when(RequestLeave, form, world(open)).thenRejected('LEAVE_ANNUAL_APPRAISAL');
    given(leave).when(RequestLeave, form, world(years5)).then({ type: 'LeaveRequested' });
  });
  it('[LEV-9] looks appraisals up when annual leave is asked for or decided on, else not', () => {
    const named = <C extends RequestLeave | ApproveLeave>(
      type: CommandClass<C>,
      fields: object,
      events: LeaveEvent[] = [],
    ) =>
      Object.keys(leave.references?.(command(type, fields as never, metaOf({})), fold(leave, NO_LEAVE, events)) ?? {});
    const annual = ['worker', 'appraisal-2026', 'appraisal-2025', 'appraisal-2024', 'appraisal-2023'];
    const form = asking('2026-03-10', '2026-03-10');
    expect(named(RequestLeave, form).sort()).toEqual([...annual].sort());
    expect(named(RequestLeave, { ...form, kind: 'PERSONAL' })).toEqual(['worker']);
    const asked = story(leave, [RequestLeave, form, world(years5)]) as LeaveEvent[];
    expect(named(ApproveLeave, one, asked).sort()).toEqual([...annual].sort());
    expect(named(ApproveLeave, one)).toEqual(['worker']);
  });
  it('[LEV-9] counts what is pending, and gives back what is rejected, withdrawn or cancelled', () => {
    const fiveDays = [RequestLeave, asking('2026-03-10', '2026-03-16'), world(years5)] as const;
    const more = asking('2026-03-18', '2026-03-18', 'AM', 'AM');
    const second = world(years5, 'r-2');
    given(leave, story(leave, fiveDays)).when(RequestLeave, more, second).thenRejected('LEAVE_ANNUAL_BALANCE');
    for (const back of [
      [RejectLeave, { ...one, opinion: '人手不足' }, head(years5)] as const,
      [WithdrawLeave, one, world(years5)] as const,
    ])
      given(leave, story(leave, fiveDays, back))
        .when(RequestLeave, more, second)
        .then({ type: 'LeaveRequested' });
    const oneDay = [RequestLeave, asking('2026-03-10', '2026-03-10'), world(years5)] as const;
    const approved = [ApproveLeave, one, head(years5)] as const;
    const { kind: _, reason: __, ...part } = { ...asking('2026-03-10', '2026-03-10', 'PM'), ...one };
    const cancelled = [CancelLeaveSessions, part, world(years5)] as const;
    const fourAndAHalf = asking('2026-03-18', '2026-03-24', 'AM', 'AM');
    given(leave, story(leave, oneDay, approved))
      .when(RequestLeave, fourAndAHalf, second)
      .thenRejected('LEAVE_ANNUAL_BALANCE');
    given(leave, story(leave, oneDay, approved, cancelled))
      .when(RequestLeave, fourAndAHalf, second)
      .then({ type: 'LeaveRequested', data: { days: 4.5 } });
  });
  it('[LEV-9] is of its calendar year, also over the turn of the year', () => {
    const lastDays = [RequestLeave, asking('2025-12-25', '2025-12-31'), { ...world(years5), at: '2025-12-01 08:00' }];
    const events = story(leave, lastDays as never);
    const january = asking('2026-01-05', '2026-01-09');
    given(leave, events)
      .when(RequestLeave, january, { ...world(years5, 'r-2'), at: '2025-12-02 08:00' })
      .then({ type: 'LeaveRequested', data: { days: 5 } });
    given(leave, events)
      .when(RequestLeave, asking('2025-12-24', '2025-12-24'), { ...world(years5, 'r-2'), at: '2025-12-02 08:00' })
      .thenRejected('LEAVE_ANNUAL_BALANCE');
  });
  it('[LEV-9] is not approved when it is not due any more', () => {
    const asked = story(leave, [RequestLeave, asking('2026-03-10', '2026-03-10'), world(years5)]);
    given(leave, asked)
      .when(ApproveLeave, one, head(years5))
      .then({ type: 'LeaveApproved', data: { days: 1 } });
    given(leave, asked)
      .when(ApproveLeave, one, head({ ...years5, ...appraised('2025', 'NOT_COMPETENT') }))
      .thenRejected('LEAVE_ANNUAL_APPRAISAL');
    given(leave, asked)
      .when(ApproveLeave, one, head(known({ workSince: '2025-03-11' })))
      .thenRejected('LEAVE_ANNUAL_NOT_ENTITLED');
  });

  const days = fc.tuple(fc.integer({ min: 10, max: 30 }), fc.integer({ min: 0, max: 6 }));
  const halves = fc.tuple(fc.constantFrom('AM', 'PM'), fc.constantFrom('AM', 'PM'));
  const steps = fc.array(fc.tuple(days, halves, fc.constantFrom('ask', 'ask', 'withdraw', 'reject', 'endorse')), {
    minLength: 5,
    maxLength: 25,
  });
  it('[LEV-9] never takes more days of a year than it gives, whatever is asked in whatever order', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom('2025-03-01', '2016-03-01', '2006-03-01'), (asked, workSince) => {
        const references = known({ workSince });
        const events = asked.reduce<LeaveEvent[]>((before, [[from, length], [fromHalf, toHalf], what], at) => {
          const id = { workerId: 'w-1', requestId: `r-${at - 1}` };
          const [first, last] = [`2026-03-${from}`, `2026-03-${Math.min(31, from + length)}`];
          const orders = {
            ask: [RequestLeave, asking(first, last, fromHalf, toHalf), world(references, `r-${at}`)],
            withdraw: [WithdrawLeave, id, world(references)],
            reject: [RejectLeave, { ...id, opinion: '阅' }, head(references)],
            endorse: [EndorseLeave, { ...id, opinion: '阅' }, head(references)],
          } as const;
          const [type, fields, by]: readonly [CommandClass, object, World] = orders[what];
          try {
            return [...before, ...(given(leave, before).when(type, fields, by).events() as LeaveEvent[])];
          } catch (error) {
            if (error instanceof Rejection) return before;
            throw error;
          }
        }, []);
        const taken = Object.values(fold(leave, NO_LEAVE, events).requests).flatMap(sessionsOf);
        expect(taken.every((session) => yearOf(dayOfSession(session)) === 2026)).toBe(true);
        const entitled = entitledDays(yearsOfWork(workSince, '2026-03-10'), FUZHOU_REGIME.leave.annual.tiers);
        expect(taken.length / 2).toBeLessThanOrEqual(entitled);
      }),
      { numRuns: 150 },
    );
  });
});
