import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { ChoiceField, DayField, IdField } from '../../../kernel/fields.js';
import { INTERRUPTIONS, type Interruption, type SuperviseeEvent } from '../events.js';
import { named, OfSupervisee } from '../of-supervisee.js';
import { isOnRecord, type Supervision } from '../supervision.js';

/** Given by the reaction to an incident. */
export class NoteStatusFromIncident extends OfSupervisee {
  @IdField() declare readonly incidentId: string;
  @ChoiceField(INTERRUPTIONS) declare readonly to: Interruption;
  @DayField() declare readonly since: Day;
}

/**
 * An incident shows that the person is out of supervision, detained or dead: the record stays open and says so (INC-2). Of somebody
 * who is not on record, or is so already, there is nothing to note; nothing follows on death.
 */
export const noteStatusFromIncident = (
  c: NoteStatusFromIncident,
  supervision: Supervision,
  context: Context,
): SuperviseeEvent[] => {
  if (!isOnRecord(supervision)) return [];
  const { status: from, reportedOn } = supervision;
  const { incidentId, to } = c;
  if (from === to || from === 'deceased') return [];
  const since = c.since < reportedOn ? reportedOn : c.since;
  return [{ type: 'SupervisionInterrupted', data: { ...named(c, context), incidentId, from, to, since } }];
};
