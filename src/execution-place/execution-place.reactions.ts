import { followUp, reaction } from '../kernel/reaction.js';
import type { SuperviseeDischarged } from '../supervisees/domain/events.js';
import { LapseExecutionPlaceTransfer } from './domain/lapse-transfer.js';

/** A change of the place that is under way when supervision ends is over with it (TRV-1). */
export const transferLapses = reaction<SuperviseeDischarged>({
  name: 'execution-place-transfer-lapses',
  events: ['SuperviseeDischarged'],
  react: ({ data: { superviseeId } }) => [followUp(LapseExecutionPlaceTransfer, { superviseeId })],
});
