import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import type { SuperviseeEvent, SuperviseeTransferred } from '../events.js';
import { named } from '../of-supervisee.js';
import { isOnRecord, type Supervision } from '../supervision.js';

/** Given by a reaction when a person has reported in the new place; no route leads here. */
export class TransferSupervisee extends Command {
  declare readonly superviseeId: string;
  declare readonly transferId: string;
  /** The office that the person reported to: the record is theirs from now on. */
  declare readonly officeId: string;
  declare readonly fromPath: readonly string[];
  declare readonly scope: SuperviseeTransferred['data']['scope'];
  declare readonly on: Day;
}

/** The record goes to the office that supervises now, whatever became of the person since; none after the end (TRV-1). */
export const transferSupervisee = (
  c: TransferSupervisee,
  supervision: Supervision,
  context: Context,
): SuperviseeEvent[] => {
  if (!isOnRecord(supervision)) return [];
  const { transferId, scope, fromPath, on } = c;
  const of = { ...named(c, context), transferId, scope, fromOfficeId: supervision.officeId, fromPath, on };
  return [{ type: 'SuperviseeTransferred', data: of }];
};
