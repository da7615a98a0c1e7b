import { HALVES, type Session, sessionOf } from '../../src/kernel/sessions.js';
import type { County } from '../county.js';
import { Random } from '../random.js';
import { type Scale, workingDays } from '../scale.js';
import { type Asking, type LeaveCourse, playLeave } from './leave-course.js';
import type { Script } from './step.js';

/** Courses that a leave takes; a cycle of them is dealt out to the workers. */
const COURSES = [
  'three',
  'cancelled',
  'half',
  'one',
  'returned',
  'none',
  'five',
  'one',
  'rejected',
  'half',
  'three',
  'beyond',
  'one',
  'withdrawn',
  'half',
  'none',
] as const;

/** Half days asked for, at least and at most: 1, 3 and 5 days are where the tiers end. */
const SESSIONS: Readonly<Record<LeaveCourse, readonly [number, number]>> = {
  half: [1, 1],
  one: [2, 2],
  three: [3, 6],
  five: [7, 10],
  beyond: [11, 13],
  returned: [3, 4],
  rejected: [3, 4],
  withdrawn: [2, 6],
  cancelled: [4, 4],
};
/** Working days of a stretch in which a worker has at most one leave, so that no two of them join. */
const STRETCH = 14;
/** Working days between the application and the leave. */
const AHEAD = 3;

const KINDS = ['PERSONAL', 'SICK', 'BEREAVEMENT'] as const;
const LONG_KINDS = ['WORK_INJURY', 'MARRIAGE'] as const;

/** @returns half days that each worker is away with approval */
export const planLeave = (script: Script, county: County, scale: Scale): Map<string, Set<Session>> => {
  const random = new Random(script.seed, 'leave');
  const away = new Map<string, Set<Session>>();
  for (const asking of askings(county, scale, random)) {
    const kept = playLeave(script, county, asking);
    const sessions = away.get(asking.worker.id) ?? new Set();
    for (const session of kept) sessions.add(session);
    away.set(asking.worker.id, sessions);
  }
  return away;
};

const askings = (county: County, scale: Scale, random: Random): Asking[] => {
  const days = workingDays(scale.from, scale.to);
  const stretches = Math.max(1, Math.floor(days.length / STRETCH));
  const slots = county.offices.flatMap((office) =>
    office.workers.flatMap((worker) => Array.from({ length: stretches }, (_, at) => ({ office, worker, at }))),
  );
  const dealt = random.shuffled(slots.map((_, at) => COURSES[at % COURSES.length] ?? 'none'));
  return slots.flatMap(({ office, worker, at }, slot): Asking[] => {
    const course = dealt[slot] ?? 'none';
    const first = at * STRETCH + AHEAD + random.whole(0, 2);
    const half = random.whole(0, 1);
    const kind = course === 'five' || course === 'beyond' ? random.pick(LONG_KINDS) : random.pick(KINDS);
    if (course === 'none') return [];
    const [least, most] = SESSIONS[course];
    const sessions = days
      .slice(first)
      .flatMap((day) => HALVES.map((one) => sessionOf(day, one)))
      .slice(half, half + random.whole(least, most));
    const [a, b, c] = days.slice(first - AHEAD, first);
    if (a === undefined || b === undefined || c === undefined) throw new Error('A leave needs three days before it');
    return [{ worker, office, course, sessions, before: [a, b, c], kind, until: scale.to }];
  });
};
