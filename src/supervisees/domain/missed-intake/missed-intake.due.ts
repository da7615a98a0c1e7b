import { endOf } from '../../../kernel/day.js';
import { type Due, dueMoments } from '../../../kernel/due.js';
import type { IntakeMissed, SuperviseeRegistered, SupervisionDecided } from '../events.js';
import { RecordMissedIntake } from './record-missed-intake.js';

type Fact = SupervisionDecided | SuperviseeRegistered | IntakeMissed;

/** Somebody is expected until the end of the last day to report on (INT-2). */
export const missedIntake = dueMoments<Due<RecordMissedIntake>, Fact, RecordMissedIntake>({
  name: 'missed-intake',
  version: 1,
  events: ['SupervisionDecided', 'SuperviseeRegistered', 'IntakeMissed'],
  keys: ({ data }) => [data.superviseeId],
  project: (_, event, superviseeId) => {
    switch (event.type) {
      case 'SupervisionDecided':
        return { at: endOf(event.data.dueOn), fields: { superviseeId } };
      case 'SuperviseeRegistered':
      case 'IntakeMissed':
        return null;
    }
  },
  due: (waiting) => waiting,
  command: RecordMissedIntake,
});
