import { type Day, endOf } from '../../kernel/day.js';
import { dueMoments } from '../../kernel/due.js';
import type { SuperviseeDischarged } from '../../supervisees/domain/events.js';
import type {
  ExecutionPlaceReportConfirmed,
  ExecutionPlaceReportOverdue,
  ExecutionPlaceTransferApproved,
  ExecutionPlaceTransferWithdrawn,
} from './events.js';
import { MarkReportInNewPlaceOverdue } from './mark-report-overdue.js';

/** The change that somebody has still to report for, and the last day. */
interface Waiting {
  readonly transferId: string;
  readonly reportBy: Day;
}
type Fact =
  | ExecutionPlaceTransferApproved
  | ExecutionPlaceTransferWithdrawn
  | ExecutionPlaceReportOverdue
  | ExecutionPlaceReportConfirmed
  | SuperviseeDischarged;

/** Somebody is awaited in the new place until the end of the last day, while under supervision (TRV-1). */
export const overdueReport = dueMoments<Waiting, Fact, MarkReportInNewPlaceOverdue>({
  name: 'overdue-report-in-new-place',
  version: 1,
  events: [
    'ExecutionPlaceTransferApproved',
    'ExecutionPlaceTransferWithdrawn',
    'ExecutionPlaceReportOverdue',
    'ExecutionPlaceReportConfirmed',
    'SuperviseeDischarged',
  ],
  keys: ({ data }) => [data.superviseeId],
  project: (_, event) =>
    event.type === 'ExecutionPlaceTransferApproved'
      ? { transferId: event.data.transferId, reportBy: event.data.reportBy }
      : null,
  due: ({ transferId, reportBy }, superviseeId) => ({ at: endOf(reportBy), fields: { superviseeId, transferId } }),
  command: MarkReportInNewPlaceOverdue,
});
