import type { Day, Month } from '../kernel/day.js';
import { dayOfSession, type Session } from '../kernel/sessions.js';
import { type CountedSession, type MonthTotals, totalsOf } from '../kernel/workforce/month-totals.js';
import { type Reader, reaches, type Scoped } from '../platform/read-store/reach.js';

/** A month sheet as it is kept. */
export interface SheetRow extends Scoped {
  readonly officeId: string;
  readonly offices: readonly string[];
  readonly within: readonly string[];
  readonly month: Month;
  readonly sessions: readonly (CountedSession & { readonly session: Session })[];
  readonly closedDays: readonly Day[];
  readonly missingCheckOuts: readonly Session[];
  readonly totals: MonthTotals;
}
interface Posting {
  readonly officeId: string;
  readonly path: readonly string[];
  readonly from: Day;
}
/** Where a worker serves, or served last, and before. */
export interface Posted extends Scoped {
  readonly postings: readonly Posting[];
}

/**
 * What somebody sees of the sheet of a worker who was transferred in its month (HR-3, SEC-2). Who leads the worker now sees all of it:
 * leave and appraisal are decided by the whole. The office before sees the days that were served with it, which it closes and answers
 * for, and nothing of those after.
 */
export const daysShown = (sheet: SheetRow, worker: Posted | undefined, reader: Reader): SheetRow => {
  if (worker && reaches(reader, worker)) return sheet;
  const { postings = [] } = worker ?? {};
  const ours = postings.filter(({ path }) => reaches(reader, { path }));
  const shown = (day: Day): boolean => ours.some((one) => one === postingOn(postings, day));
  const sessions = sheet.sessions.filter(({ session }) => shown(dayOfSession(session)));
  return {
    ...sheet,
    officeId: ours.at(-1)?.officeId ?? sheet.officeId,
    offices: sheet.offices.filter((office) => ours.some(({ officeId }) => officeId === office)),
    sessions,
    closedDays: sheet.closedDays.filter(shown),
    missingCheckOuts: sheet.missingCheckOuts.filter((session) => shown(dayOfSession(session))),
    totals: totalsOf(sessions),
  };
};

const postingOn = (postings: readonly Posting[], day: Day): Posting | undefined =>
  postings.filter(({ from }) => from <= day).at(-1) ?? postings[0];
