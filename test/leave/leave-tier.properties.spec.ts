import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DomainEvent } from '../../src/kernel/event.js';
import {
  dayOfSession,
  daysOfSessions,
  halfOfSession,
  type Session,
  workingSessions,
} from '../../src/kernel/sessions.js';
import type { LeaveRequested } from '../../src/leave/domain/events.js';
import { leave } from '../../src/leave/domain/leave.js';
import { RequestLeave } from '../../src/leave/domain/request-leave.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { CALENDAR, given } from '../support/given.js';

/** Around the Spring Festival of 2026: a make-up Saturday before it, nine days off, another make-up Saturday after it. */
const SESSIONS = workingSessions(CALENDAR, '2026-02-02:AM', '2026-03-13:PM');

/** A stretch of working sessions, cut into requests anywhere, asked for in any order. */
const cut = fc
  .tuple(fc.nat({ max: 30 }), fc.integer({ min: 1, max: 16 }))
  .chain(([from, length]) => {
    const whole = SESSIONS.slice(from, from + length);
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { maxLength: 5 });
    const ranks = fc.array(fc.nat(), { minLength: 6, maxLength: 6 });
    return fc.tuple(fc.constant(whole), cuts, ranks);
  })
  .map(([whole, cuts, ranks]) => {
    const at = [0, ...cuts.filter((one) => one < whole.length).sort((a, b) => a - b), whole.length];
    const parts = at.slice(1).map((to, index) => whole.slice(at[index], to));
    const order = parts.map((part, index) => ({ part, rank: ranks[index] ?? 0 })).sort((a, b) => a.rank - b.rank);
    return { whole, parts: order.map(({ part }) => part) };
  });

const asked = (events: readonly DomainEvent[], sessions: readonly Session[], id: number): LeaveRequested['data'] => {
  const [from, to] = [sessions[0] ?? '2026-02-02:AM', sessions.at(-1) ?? '2026-02-02:AM'];
  const period = {
    ...{ fromDay: dayOfSession(from), fromHalf: halfOfSession(from) },
    ...{ toDay: dayOfSession(to), toHalf: halfOfSession(to) },
  };
  const form = { workerId: 'w-1', kind: 'PERSONAL', reason: '家事', ...period } as const;
  const world = { at: '2026-01-30 08:00', commandId: `r-${id}` };
  const [event] = given(leave, events).when(RequestLeave, form, world).events() as LeaveRequested[];
  if (!event) throw new Error('Nothing was asked for');
  return event.data;
};
const { tiers } = FUZHOU_REGIME.leave;
const rank = ({ approver, beyondDelegation }: LeaveRequested['data']): number =>
  beyondDelegation ? tiers.length : tiers.findIndex((tier) => tier.approver === approver);

describe('one absence, asked for in parts', () => {
  it('[RULE-9] needs as high a tier as if it were asked for at once, whatever the parts and their order', () => {
    fc.assert(
      fc.property(cut, ({ whole, parts }) => {
        const events: DomainEvent[] = [];
        const ranks = parts.map((part, index) => {
          const data = asked(events, part, index);
          events.push({ type: 'LeaveRequested', data });
          return rank(data);
        });
        const atOnce = asked([], whole, 0);
        expect(atOnce.runDays).toBe(daysOfSessions(whole.length));
        expect(Math.max(...ranks)).toBe(rank(atOnce));
      }),
      { numRuns: 300 },
    );
  });
  it('[RULE-9] a part that is worked keeps what is before and after apart', () => {
    const first = asked([], SESSIONS.slice(0, 2), 1);
    const before = [{ type: 'LeaveRequested', data: first }];
    expect(asked(before, SESSIONS.slice(2, 4), 2).runDays).toBe(2);
    expect(asked(before, SESSIONS.slice(3, 5), 2).runDays).toBe(1);
  });
});
