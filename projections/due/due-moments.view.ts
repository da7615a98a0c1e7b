import { type AnyDueMoments, dueView } from '../../src/kernel/due.js';
import { incidentClock } from '../../src/incidents/domain/incident-clock.due.js';
import { missedIntake } from '../../src/supervisees/domain/missed-intake/missed-intake.due.js';
import { missedWeek } from '../../src/supervisees/domain/weekly-reports/missed-week.due.js';
import { overdueReturn } from '../../src/travel/domain/overdue-return.due.js';

/** Everything that the passing of time leads to: what `DUE_MOMENTS` of the service lists too. One a line. */
// prettier-ignore
export const DUE: readonly AnyDueMoments[] = [
  missedIntake,
  missedWeek,
  overdueReturn,
  incidentClock,
];

export const dueMoments = dueView(DUE);
