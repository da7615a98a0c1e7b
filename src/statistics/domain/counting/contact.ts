import {
  addDays,
  type Day,
  daysBetween,
  firstDayOfWeek,
  lastDayOfWeek,
  mondayOf,
  weekOf,
} from '../../../kernel/day.js';
import type { PolicyRules } from '../../../kernel/policy-rules.js';
import { type Course, type Move, movesOf, type Traits } from '../../../kernel/supervision/course.js';
import type { Scope } from './flow-table.js';
import type { Behind, CountedFact } from './kinds.js';
import type { Days } from './span.js';

type Contact = PolicyRules['level']['contact'];
type Level = keyof Contact;
const isLevel = (level: string | null | undefined, contact: Contact): level is Level =>
  level !== null && level !== undefined && Object.hasOwn(contact, level);

/**
 * What contact the plan of the level asked for with one person who is there at the end, and what there was of it (STA-3). Of reports, each
 * whole week asks for what its level at the week's end says, and more than that makes up for no other week. Of visits, the level at
 * the end asks for its number a quarter, for part of a quarter in proportion, rounded down.
 */
export const contactOf = (
  course: Course,
  scope: Scope,
  facts: readonly CountedFact[],
  { level: { contact } }: PolicyRules,
): Behind[] => {
  const moves = movesOf(course, scope.position).map((move) => within(move, scope));
  const { last } = scope.days;
  const closing = at(moves, last);
  if (!closing || !isLevel(closing.level, contact)) return [];
  const reports = reportsIn(moves, scope.days, facts, contact);
  const visits = visitsIn(moves, scope.days, facts, contact[closing.level].visitsPerQuarter);
  const fulfilled = reports.made >= reports.asked && visits.made >= visits.asked;
  const found = {
    ...{ people: 1, fulfilled: Number(fulfilled) },
    ...{ reportsAsked: reports.asked, reportsMade: reports.made, visitsAsked: visits.asked, visitsMade: visits.made },
  };
  const group = closing.level;
  return Object.entries(found)
    .filter(([, value]) => value !== 0)
    .map(([count, value]) => ({ group, count, on: last, what: 'CONTACT', value }));
};

/** Whoever was elsewhere was not there: what the place before asked for is its own to answer for. */
const within = (move: Move, { counts }: Scope): Move => ({ ...move, to: move.to && counts(move.to) ? move.to : null });

const at = (moves: readonly Move[], day: Day): Traits | null => moves.findLast(({ on }) => on <= day)?.to ?? null;

interface Asked {
  readonly asked: number;
  readonly made: number;
}

const reportsIn = (moves: readonly Move[], days: Days, facts: readonly CountedFact[], contact: Contact): Asked => {
  let [asked, made] = [0, 0];
  for (let monday = mondayOf(days.first); addDays(monday, 6) <= days.last; monday = addDays(monday, 7)) {
    const week = weekOf(monday);
    const [begun, level] = [at(moves, firstDayOfWeek(week)), at(moves, lastDayOfWeek(week))?.level];
    if (!begun || !isLevel(level, contact)) continue;
    const wanted = contact[level].reportsPerWeek;
    const told = facts.filter(({ type, data }) => type !== 'VisitMade' && data?.week === week).length;
    asked += wanted;
    made += Math.min(wanted, told);
  }
  return { asked, made };
};

const visitsIn = (
  moves: readonly Move[],
  { first, last }: Days,
  facts: readonly CountedFact[],
  full: number,
): Asked => {
  const whole = daysBetween(first, last) + 1;
  const known = moves.filter(({ on }) => on <= last);
  const came = known[known.findLastIndex(({ to }) => to === null) + 1]?.on ?? first;
  const there = daysBetween(came > first ? came : first, last) + 1;
  const made = facts.filter(({ type, day }) => type === 'VisitMade' && day >= first && day <= last).length;
  return { asked: Math.floor((full * there) / whole), made };
};
