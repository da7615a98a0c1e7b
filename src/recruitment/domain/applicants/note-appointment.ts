import type { Day } from '../../../kernel/day.js';
import { applied, type Candidacy, named, OfApplicant } from './candidacy.js';
import type { ApplicantEvent } from './events.js';

/** Given by a reaction when a social worker was appointed who had applied. */
export class NoteAppointment extends OfApplicant {
  declare readonly workerId: string;
  declare readonly appointedOn: Day;
}

export const noteAppointment = (c: NoteAppointment, candidacy: Candidacy): ApplicantEvent[] => {
  const known = applied(candidacy);
  if (known.status !== 'hired') return [];
  const { workerId, appointedOn } = c;
  return [{ type: 'ApplicantAppointed', data: { ...named(known), workerId, appointedOn } }];
};
