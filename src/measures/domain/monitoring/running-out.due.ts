import { type Day, endOf } from '../../../kernel/day.js';
import { dueMoments } from '../../../kernel/due.js';
import type { SuperviseeDischarged } from '../../../supervisees/domain/events.js';
import type { MonitoringApproved, MonitoringEnded, MonitoringRanOut } from './events.js';
import { NoteMonitoringRunOut } from './note-running-out.js';

interface Waiting {
  /** Last day of the order, as extended. */
  readonly to: Day;
}
type Fact = MonitoringApproved | MonitoringEnded | MonitoringRanOut | SuperviseeDischarged;

/** An order of monitoring runs to the end of its last day, which an extension moves (MON-1). */
export const monitoringRunningOut = dueMoments<Waiting, Fact, NoteMonitoringRunOut>({
  name: 'monitoring-running-out',
  version: 1,
  events: ['MonitoringApproved', 'MonitoringEnded', 'MonitoringRanOut', 'SuperviseeDischarged'],
  keys: ({ data }) => [data.superviseeId],
  project: (_, event) => {
    switch (event.type) {
      case 'MonitoringApproved':
        return { to: event.data.to };
      case 'MonitoringEnded':
      case 'MonitoringRanOut':
      case 'SuperviseeDischarged':
        return null;
    }
  },
  due: ({ to }, superviseeId) => ({ at: endOf(to), fields: { superviseeId } }),
  command: NoteMonitoringRunOut,
});
