import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { CommandClass } from '../../src/kernel/command.js';
import { addDays } from '../../src/kernel/day.js';
import { fold } from '../../src/kernel/decider.js';
import { Rejection } from '../../src/kernel/rejection.js';
import type { Principal } from '../../src/kernel/roles.js';
import { workingSessions } from '../../src/kernel/sessions.js';
import { ApproveLeave } from '../../src/leave/domain/approve-leave.js';
import { CancelLeaveSessions } from '../../src/leave/domain/cancel-leave-sessions.js';
import { EndorseLeave } from '../../src/leave/domain/endorse-leave.js';
import type { LeaveEvent } from '../../src/leave/domain/events.js';
import { leave } from '../../src/leave/domain/leave.js';
import { sessionsOf } from '../../src/leave/domain/leave-book.js';
import { RejectLeave } from '../../src/leave/domain/reject-leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { ResubmitLeave } from '../../src/leave/domain/resubmit-leave.js';
import { ReturnLeave } from '../../src/leave/domain/return-leave.js';
import { WithdrawLeave } from '../../src/leave/domain/withdraw-leave.js';
import { CALENDAR, given, servingWorker } from '../support/given.js';

type AnyOrder = readonly [CommandClass, object];
interface Step {
  readonly order: AnyOrder;
  readonly by: Partial<Principal>;
  readonly commandId: string;
}

const half = fc.constantFrom('AM', 'PM');
const requestId = fc.constantFrom('r-1', 'r-2', 'r-3');
const period = fc
  .record({ offset: fc.nat({ max: 9 }), length: fc.nat({ max: 4 }), fromHalf: half, toHalf: half })
  .map(({ offset, length, fromHalf, toHalf }) => {
    const fromDay = addDays('2026-03-10', offset);
    return { fromDay, fromHalf, toDay: addDays(fromDay, length), toHalf };
  });
const form = fc
  .tuple(period, fc.constantFrom('SICK', 'PERSONAL', 'ANNUAL'))
  .map(([of, kind]) => ({ ...of, workerId: 'w-1', kind, reason: '家中有事' }));
const endorseOrApprove = fc.constantFrom<CommandClass>(EndorseLeave, ApproveLeave);
const sendBack = fc.constantFrom<CommandClass>(RejectLeave, ReturnLeave);
const decide = (decision: fc.Arbitrary<CommandClass>) =>
  fc
    .tuple(decision, requestId)
    .map(([type, id]): AnyOrder => [type, { workerId: 'w-1', requestId: id, opinion: '阅' }]);
/** Mostly requests and the way up, so that leave gets to its end, and some of everything else. */
const order = fc.oneof(
  { weight: 4, arbitrary: form.map((fields): AnyOrder => [RequestLeave, fields]) },
  { weight: 12, arbitrary: decide(endorseOrApprove) },
  { weight: 1, arbitrary: decide(sendBack) },
  {
    weight: 2,
    arbitrary: fc.tuple(form, requestId).map(([fields, id]): AnyOrder => [ResubmitLeave, { ...fields, requestId: id }]),
  },
  {
    weight: 1,
    arbitrary: requestId.map((id): AnyOrder => [WithdrawLeave, { workerId: 'w-1', requestId: id }]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(period, requestId)
      .map(([of, id]): AnyOrder => [CancelLeaveSessions, { ...of, workerId: 'w-1', requestId: id }]),
  },
);
const step: fc.Arbitrary<Step> = fc.record({
  order,
  by: fc.record({
    actor: fc.constantFrom('w-1', 'o-1', 'o-2', 'o-3'),
    role: fc.constantFrom('office-head', 'deputy-director', 'director'),
  }),
  commandId: requestId,
});
const lives = fc.array(step, { minLength: 30, maxLength: 60 });

/** Of twenty years of work, so that annual leave is granted too. */
const references = { worker: { ...servingWorker(), facts: { workSince: '2005-01-01' } } };

/** Every command in turn; what rules refuse leaves no fact. */
const happened = (steps: readonly Step[]): LeaveEvent[] =>
  steps.reduce<LeaveEvent[]>((events, { order: [type, fields], by, commandId }) => {
    // A command's id names its request, and the platform takes each id once.
    if (type === RequestLeave && events.some(({ data }) => data.requestId === commandId)) return events;
    try {
      return [
        ...events,
        ...(given(leave, events).when(type, fields, { by, commandId, references }).events() as LeaveEvent[]),
      ];
    } catch (error) {
      if (error instanceof Rejection) return events;
      throw error;
    }
  }, []);

describe('leave, whatever is asked and decided in whatever order', () => {
  it('[LEV-10] has no working session in two requests that are open or granted', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const book = fold(leave, leave.initial, happened(steps));
        const taken = Object.values(book.requests).flatMap((one) => sessionsOf(one));
        expect(new Set(taken).size).toBe(taken.length);
        for (const session of taken) expect(workingSessions(CALENDAR, session, session)).toEqual([session]);
      }),
    );
  });
  it('[LEV-4] is approved by the post that so many days need, after every endorsement, once', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const open = new Map<string, readonly string[]>();
        for (const event of happened(steps)) {
          const { requestId: id } = event.data;
          if (event.type === 'LeaveRequested' || event.type === 'LeaveResubmitted')
            open.set(id, [...event.data.endorsers, event.data.approver]);
          else if (event.type === 'LeaveEndorsed') {
            expect(open.get(id)?.[0]).toBe(event.data.by);
            open.set(id, open.get(id)?.slice(1) ?? []);
          } else if (event.type === 'LeaveApproved') {
            expect(open.get(id)).toEqual([event.data.by]);
            open.delete(id);
          } else open.delete(id);
        }
      }),
    );
  });
  it('evolve takes its facts in any order', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        expect(() => fold(leave, leave.initial, [...happened(steps)].reverse())).not.toThrow();
      }),
    );
  });
});
