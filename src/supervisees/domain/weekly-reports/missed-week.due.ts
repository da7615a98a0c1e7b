import { addDays, type Day, dayAt, endOf, mondayOf, type Week, weekOf } from '../../../kernel/day.js';
import { dueMoments } from '../../../kernel/due.js';
import type { Recorded } from '../../../kernel/event.js';
import type { SuperviseeDischarged, SuperviseeRegistered } from '../events.js';
import { CloseReportWeek } from './close-report-week.js';
import type { WeeklyReportMissed, WeeklyReportReceived } from './events.js';

/** The week of one person that is looked at next. */
interface Waiting {
  readonly monday: Day;
  /** Later weeks that a report has come of, while the scheduler is behind. */
  readonly reported: readonly Week[];
  readonly endsOn: Day | null;
}
type Fact = SuperviseeRegistered | SuperviseeDischarged | WeeklyReportReceived | WeeklyReportMissed;

/** Each week of each person under supervision is looked at when it is over, but for those that a report has come of (REP-2). */
export const missedWeek = dueMoments<Waiting, Fact, CloseReportWeek>({
  name: 'missed-week',
  version: 1,
  events: ['SuperviseeRegistered', 'SuperviseeDischarged', 'WeeklyReportReceived', 'WeeklyReportMissed'],
  keys: ({ data }) => [data.superviseeId],
  project: (waiting, event) => {
    if (event.type === 'SuperviseeRegistered') return { monday: firstWholeWeek(event), reported: [], endsOn: null };
    if (!waiting) return null;
    switch (event.type) {
      case 'SuperviseeDischarged':
        return asked({ ...waiting, endsOn: event.data.on });
      case 'WeeklyReportReceived':
      case 'WeeklyReportMissed':
        return asked(onward({ ...waiting, reported: [...waiting.reported, event.data.week] }));
    }
  },
  due: ({ monday }, superviseeId) => ({
    at: endOf(addDays(monday, 6)),
    fields: { superviseeId, week: weekOf(monday) },
  }),
  command: CloseReportWeek,
});

/**
 * The first that begins after the registration went on record, which is never before the day of reporting: somebody who is entered
 * late, or with a whole register, has missed nothing by that.
 */
const firstWholeWeek = ({ meta }: Recorded<SuperviseeRegistered>): Day => addDays(mondayOf(dayAt(meta.occurredAt)), 7);

/** Past the weeks that nothing more is asked of. */
const onward = (waiting: Waiting): Waiting => {
  let { monday } = waiting;
  while (waiting.reported.includes(weekOf(monday))) monday = addDays(monday, 7);
  return { ...waiting, monday, reported: waiting.reported.filter((week) => week > weekOf(monday)) };
};

/** The weeks before the one that supervision ended in are still asked for; then nothing is. */
const asked = (waiting: Waiting): Waiting | null =>
  waiting.endsOn !== null && addDays(waiting.monday, 6) >= waiting.endsOn ? null : waiting;
