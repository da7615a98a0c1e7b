import type { Context } from '../../../kernel/context.js';
import type { SuperviseeEvent } from '../events.js';
import { named, OfSupervisee } from '../of-supervisee.js';
import type { Supervision } from '../supervision.js';

/** Given by the scheduler when the last day to report on is over. */
export class RecordMissedIntake extends OfSupervisee {}

/** Who has not reported by the end of the last day is missed (漏管), once; reporting later is still possible, and stays late (INT-2). */
export const recordMissedIntake = (
  c: RecordMissedIntake,
  supervision: Supervision,
  context: Context,
): SuperviseeEvent[] => {
  if (supervision.status !== 'expected' || supervision.intakeMissed) return [];
  const { dueOn } = supervision;
  return context.today > dueOn ? [{ type: 'IntakeMissed', data: { ...named(c, context), dueOn } }] : [];
};
