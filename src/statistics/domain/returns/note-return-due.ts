import type { Context } from '../../../kernel/context.js';
import type { ReturnEvent } from './events.js';
import { dueDay, named, OfReturn } from './of-return.js';
import type { StatisticalReturn } from './return-state.js';

/** Given by the scheduler when a span is over. */
export class NoteReturnDue extends OfReturn {}

/** From now on the return is waited for, up to its last day; one that was drafted before is on its way already (STA-5). */
export const noteReturnDue = (c: NoteReturnDue, state: StatisticalReturn, context: Context): ReturnEvent[] =>
  state.status === 'none' ? [{ type: 'ReturnFellDue', data: { ...named(c), dueOn: dueDay(c, context) } }] : [];
