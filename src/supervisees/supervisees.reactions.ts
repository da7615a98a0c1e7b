import type { ExecutionPlaceReportConfirmed } from '../execution-place/domain/events.js';
import type { IncidentCategory, IncidentReported } from '../incidents/domain/events.js';
import { dayAt } from '../kernel/day.js';
import { type AnyReaction, followUp, reaction } from '../kernel/reaction.js';
import { NoteStatusFromIncident } from './domain/absence/note-status-from-incident.js';
import type { Interruption } from './domain/events.js';
import { EndByTransfer } from './domain/transfer/end-by-transfer.js';
import { TransferSupervisee } from './domain/transfer/transfer-supervisee.js';

/** What each of the seven situations means for the person's status; null: nothing (INC-2). */
const MEANING: Readonly<Record<IncidentCategory, Interruption | null>> = {
  CRIME_OR_SIGNS: null,
  ABNORMAL_DEATH: 'deceased',
  PETITION_OR_DEMONSTRATION: null,
  NEW_OFFENCE_COMPULSORY_MEASURES: 'detained',
  ADMINISTRATIVE_DETENTION: 'detained',
  OUT_OF_SUPERVISION: 'out-of-supervision',
  SERIOUS_BREACH: null,
};

/** An incident changes the supervisee's status where it must (INC-2). */
export const statusFromIncident = reaction<IncidentReported>({
  name: 'status-from-incident',
  events: ['IncidentReported'],
  react: ({ data: { superviseeId, incidentId, category, occurredAt } }) => {
    const to = MEANING[category];
    return to === null
      ? []
      : [followUp(NoteStatusFromIncident, { superviseeId, incidentId, to, since: dayAt(occurredAt) })];
  },
});

/** Who has reported in the new place is supervised there from then on; here it ends when that is another city (TRV-1). */
export const placeFromReport = reaction<ExecutionPlaceReportConfirmed>({
  name: 'place-from-report',
  events: ['ExecutionPlaceReportConfirmed'],
  react: ({ data: { superviseeId, transferId, scope, toOfficeId, fromPath, on } }) => {
    if (scope === 'OUT_OF_CITY' || toOfficeId === undefined)
      return [followUp(EndByTransfer, { superviseeId, transferId, on })];
    return [followUp(TransferSupervisee, { superviseeId, transferId, officeId: toOfficeId, fromPath, scope, on })];
  },
});

export const superviseeReactions: readonly AnyReaction[] = [statusFromIncident, placeFromReport];
