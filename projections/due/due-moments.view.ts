import { type AnyDueMoments, dueView } from '../../src/kernel/due.js';
import { missedIntake } from '../../src/supervisees/domain/missed-intake/missed-intake.due.js';

/** Everything that the passing of time leads to: what `DUE_MOMENTS` of the service lists too. */
export const DUE: readonly AnyDueMoments[] = [missedIntake];

export const dueMoments = dueView(DUE);
