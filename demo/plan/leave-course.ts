import type { Day } from '../../src/kernel/day.js';
import type { LeaveKind } from '../../src/leave/domain/events.js';
import { dayOfSession, halfOfSession, type Session } from '../../src/kernel/sessions.js';
import type { Actor, County, Office } from '../county.js';
import { minuteOf, type Script, type Settling } from './step.js';

/** How a leave goes; `half` to `beyond` are approved by whoever may approve so many days. */
export type LeaveCourse =
  'half' | 'one' | 'three' | 'five' | 'beyond' | 'returned' | 'rejected' | 'withdrawn' | 'cancelled';

/** A leave that a worker asks for. */
export interface Asking {
  readonly worker: Actor;
  readonly office: Office;
  readonly course: LeaveCourse;
  readonly kind: keyof typeof REASONS;
  readonly sessions: readonly Session[];
  /** The three working days before it begins. */
  readonly before: readonly [Day, Day, Day];
}

const REASONS = {
  PERSONAL: '家中有事需本人处理',
  SICK: '身体不适，遵医嘱休息',
  ANNUAL: '年休假',
  MARRIAGE: '结婚',
} as const satisfies Partial<Record<LeaveKind, string>>;

/** Times of day at which somebody sits down to it: none at which workers come or go. */
const MORNING = 9 * 60 + 12;
const LATE_MORNING = 10 * 60 + 24;
const AFTERNOON = 15 * 60 + 36;

/** @returns the half days that the worker is away in the end */
export const playLeave = (script: Script, county: County, asking: Asking): readonly Session[] => {
  const { worker, office, sessions, before } = asking;
  const lane = `leave-${worker.id}`;
  const path = `social-workers/${worker.id}/leave-requests`;
  const give = (by: Actor, day: Day, minute: number, what: string, body: object, settles?: Settling): string =>
    script.add({ at: minuteOf(day, minute), by, lane, path: path + what, body, ...(settles && { settles }) });
  const id = give(worker, before[0], MORNING, '', formOf(asking), asking.course === 'beyond' ? 'reactions' : undefined);
  const endorse = (by: Actor, day: Day, minute: number): unknown =>
    give(by, day, minute, `/${id}/endorsement`, { opinion: '情况属实，同意上报' });
  const approve = (by: Actor, day: Day, minute: number): unknown =>
    give(by, day, minute, `/${id}/approval`, { opinion: '同意' }, 'reactions');
  const { head } = office;
  const { deputy, director } = county;

  switch (asking.course) {
    case 'half':
    case 'one':
      approve(head, before[0], LATE_MORNING);
      return sessions;
    case 'three':
      endorse(head, before[0], LATE_MORNING);
      approve(deputy, before[1], MORNING);
      return sessions;
    case 'five':
      endorse(head, before[0], LATE_MORNING);
      endorse(deputy, before[1], MORNING);
      approve(director, before[2], AFTERNOON);
      return sessions;
    case 'beyond':
      script.add({ ...answer(county, id), at: minuteOf(before[1], MORNING) });
      endorse(head, before[1], LATE_MORNING);
      endorse(deputy, before[2], MORNING);
      approve(director, before[2], AFTERNOON);
      return sessions;
    case 'returned':
      give(head, before[0], LATE_MORNING, `/${id}/return`, { opinion: '请写明代班安排' });
      give(worker, before[1], MORNING, `/${id}/resubmission`, formOf(asking, true));
      endorse(head, before[1], LATE_MORNING);
      approve(deputy, before[2], MORNING);
      return sessions;
    case 'rejected':
      endorseIfLong(sessions, () => endorse(head, before[0], LATE_MORNING));
      give(sessions.length > 2 ? deputy : head, before[1], MORNING, `/${id}/rejection`, { opinion: '当日人手不足' });
      return [];
    case 'withdrawn':
      give(worker, before[1], MORNING, `/${id}/withdrawal`, {});
      return [];
    case 'cancelled': {
      endorse(head, before[0], LATE_MORNING);
      approve(deputy, before[1], MORNING);
      const last = sessions.at(-1) ?? '';
      give(worker, before[2], AFTERNOON, `/${id}/cancellation`, fromTo(last as Session, last as Session), 'reactions');
      return sessions.slice(0, -1);
    }
  }
};

/** More than a day passes through the head's hands first. */
const endorseIfLong = (sessions: readonly Session[], endorse: () => unknown): void => {
  if (sessions.length > 2) endorse();
};

const formOf = ({ worker, office, kind, sessions }: Asking, withSubstitute = false): object => {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) throw new Error('A leave has at least one session');
  const substitute = office.workers[(office.workers.indexOf(worker) + 1) % office.workers.length];
  const form = { kind, ...fromTo(first, last), reason: REASONS[kind] };
  return withSubstitute || sessions.length > 2 ? { ...form, substitute: substitute?.id } : form;
};

const fromTo = (from: Session, to: Session) => ({
  fromDay: dayOfSession(from),
  fromHalf: halfOfSession(from),
  toDay: dayOfSession(to),
  toHalf: halfOfSession(to),
});

/** The request for guidance came up by itself, under the leave's id; the city says how it is to be dealt with. */
const answer = ({ cityOfficer }: County, id: string) => ({
  by: cityOfficer,
  lane: `guidance-${id}`,
  path: `guidance-requests/${id}/answer`,
  body: { text: '超过五日的请假，参照三日以上五日以内的程序，由县局局长审批并报市局备案。' },
});
