import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import type { SuperviseeEvent } from '../events.js';
import { named, traitsOf } from '../of-supervisee.js';
import { isOnRecord, type Supervision } from '../supervision.js';

/** Given by a reaction when a person has reported in another city; no route leads here. */
export class EndByTransfer extends Command {
  declare readonly superviseeId: string;
  declare readonly transferId: string;
  declare readonly on: Day;
}

/** Supervision goes on in another city, so here it ends on the day of reporting there (TRV-1, DIS-1). */
export const endByTransfer = (c: EndByTransfer, supervision: Supervision, context: Context): SuperviseeEvent[] => {
  if (!isOnRecord(supervision)) return [];
  const { transferId, on } = c;
  const of = { ...named(c, context), on, cause: 'TRANSFERRED_OUT', transferId } as const;
  return [{ type: 'SuperviseeDischarged', data: { ...of, ...traitsOf(supervision) } }];
};
