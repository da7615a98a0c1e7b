import type { Day } from '../../src/kernel/day.js';
import type { LeaveKind } from '../../src/leave/domain/events.js';
import { dayOfSession, halfOfSession, type Session } from '../../src/kernel/sessions.js';
import type { Actor, County, Office } from '../county.js';
import { calendar } from '../scale.js';
import { minuteOf, type Script, type Step } from './step.js';

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
  /** Last day that is played. */
  readonly until: Day;
}

const REASONS = {
  PERSONAL: '家中有事需本人处理',
  SICK: '身体不适，遵医嘱休息',
  BEREAVEMENT: '亲人去世，料理后事',
  WORK_INJURY: '工作中受伤，遵医嘱休养',
  MARRIAGE: '结婚',
} as const satisfies Partial<Record<LeaveKind, string>>;

/** Times of day at which somebody sits down to it: none at which workers come or go. */
const MORNING = 9 * 60 + 12;
const LATE_MORNING = 10 * 60 + 24;
const AFTERNOON = 15 * 60 + 36;

type Deciding = 'head' | 'deputy' | 'director';
type Deed = 'endorse' | 'approve' | 'return' | 'reject' | 'resubmit' | 'withdraw' | 'cancel' | 'answer';
/** Who does what, on which of the days before the leave, when. */
type Move = readonly [Deciding | 'worker' | 'city', 0 | 1 | 2, number, Deed];

/** What follows the application, which comes on the first morning. A day and less is the head's to decide, and so on up. */
const MOVES: Readonly<Record<LeaveCourse, readonly Move[]>> = {
  half: [['head', 0, LATE_MORNING, 'approve']],
  one: [['head', 0, LATE_MORNING, 'approve']],
  three: [
    ['head', 0, LATE_MORNING, 'endorse'],
    ['deputy', 1, MORNING, 'approve'],
  ],
  five: [
    ['head', 0, LATE_MORNING, 'endorse'],
    ['deputy', 1, MORNING, 'endorse'],
    ['director', 2, AFTERNOON, 'approve'],
  ],
  beyond: [
    ['city', 1, MORNING, 'answer'],
    ['head', 1, LATE_MORNING, 'endorse'],
    ['deputy', 2, MORNING, 'endorse'],
    ['director', 2, AFTERNOON, 'approve'],
  ],
  returned: [
    ['head', 0, LATE_MORNING, 'return'],
    ['worker', 1, MORNING, 'resubmit'],
    ['head', 1, LATE_MORNING, 'endorse'],
    ['deputy', 2, MORNING, 'approve'],
  ],
  rejected: [
    ['head', 0, LATE_MORNING, 'endorse'],
    ['deputy', 1, MORNING, 'reject'],
  ],
  withdrawn: [['worker', 1, MORNING, 'withdraw']],
  cancelled: [
    ['head', 0, LATE_MORNING, 'endorse'],
    ['deputy', 1, MORNING, 'approve'],
    ['worker', 2, AFTERNOON, 'cancel'],
  ],
};

/** @returns the half days that the worker is away in the end */
export const playLeave = (script: Script, county: County, asking: Asking): readonly Session[] => {
  const { worker, office, course, before, sessions } = asking;
  const people = { ...county, worker, head: office.head, city: county.cityOfficer };
  const lane = `leave-${worker.id}`;
  const path = `social-workers/${worker.id}/leave-requests`;
  // The request for guidance comes up by itself, and has to be there to be answered.
  const settles = course === 'beyond' ? { settles: 'reactions' as const } : {};
  const body = formOf(asking);
  const id = script.add({ at: minuteOf(before[0], MORNING), by: worker, lane, path, body, ...settles });
  for (const [who, day, minute, deed] of MOVES[course]) {
    const order = orderOf(deed, asking, id);
    script.add({ at: minuteOf(before[day], minute), by: people[who], lane, ...order });
  }
  if (course === 'rejected' || course === 'withdrawn') return [];
  const away = course === 'cancelled' ? sessions.slice(0, -1) : sessions;
  const back = clearedOn(away);
  if (back <= asking.until)
    script.add({ at: minuteOf(back, MORNING), by: worker, lane, path: `${path}/${id}/clearance`, body: {} });
  return away;
};

/** The next working day: the last on which a return is cleared in time. */
const clearedOn = (away: readonly Session[]): Day => {
  const last = away.at(-1);
  if (last === undefined) throw new Error('A leave has at least one session');
  return calendar.nextWorkingDay(dayOfSession(last));
};

/** What is sent for a deed. What attendance is told of settles before the next step: the worker may come that day. */
const orderOf = (deed: Deed, asking: Asking, id: string): Pick<Step, 'path' | 'body' | 'settles'> => {
  const path = `social-workers/${asking.worker.id}/leave-requests/${id}`;
  switch (deed) {
    case 'endorse':
      return { path: `${path}/endorsement`, body: { opinion: '情况属实，同意上报' } };
    case 'approve':
      return { path: `${path}/approval`, body: { opinion: '同意' }, settles: 'reactions' };
    case 'return':
      return { path: `${path}/return`, body: { opinion: '请写明代班安排' } };
    case 'reject':
      return { path: `${path}/rejection`, body: { opinion: '当日人手不足' } };
    case 'resubmit':
      return { path: `${path}/resubmission`, body: formOf(asking, true) };
    case 'withdraw':
      return { path: `${path}/withdrawal`, body: {} };
    case 'cancel': {
      const last = asking.sessions.slice(-1);
      return { path: `${path}/cancellation`, body: periodOf(last), settles: 'reactions' };
    }
    case 'answer': {
      const text = '超过五日的请假，参照三日以上五日以内的程序，由县局局长审批并报市局备案。';
      return { path: `guidance-requests/${id}/answer`, body: { text } };
    }
  }
};

/** The application form; a leave of more than a day names who stands in. */
const formOf = ({ worker, office, kind, sessions }: Asking, withSubstitute = sessions.length > 2): object => {
  const form = {
    kind,
    ...periodOf(sessions),
    reason: REASONS[kind],
    ...(kind === 'SICK' ? { certificate: '县医院病假证明' } : {}),
  };
  const substitute = office.workers[(office.workers.indexOf(worker) + 1) % office.workers.length];
  return withSubstitute ? { ...form, substitute: substitute?.id } : form;
};

const periodOf = (sessions: readonly Session[]): object => {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) throw new Error('A leave has at least one session');
  return {
    fromDay: dayOfSession(first),
    fromHalf: halfOfSession(first),
    toDay: dayOfSession(last),
    toHalf: halfOfSession(last),
  };
};
