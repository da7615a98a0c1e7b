import type { Command } from '../../kernel/command.js';
import type { Instant } from '../../kernel/day.js';
import { messageOf, type Settled } from '../commands/settle.js';
import type { DueOutcomeDocument } from './due-documents.js';
import type { DueNow } from './due-rows.js';

/** Pauses between the tries of a refused command: what a rule lacks today, such as a calendar of next year, may be there tomorrow. */
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS, GROWTH] = [60_000, 86_400_000, 4];

const pauseAfter = (attempts: number): number => Math.min(FIRST_PAUSE_MS * GROWTH ** (attempts - 1), LONGEST_PAUSE_MS);

/** A moment whose command was refused or given up, as it is kept; `before` is what is kept of it by now. */
export const refused = (
  { _id, kind, key, dueAt }: DueNow,
  order: Command,
  settled: Exclude<Settled<unknown>, { status: 'done' }>,
  before: DueOutcomeDocument | undefined,
  now: Instant,
): DueOutcomeDocument => {
  const attempts = before?.dueAt === dueAt ? before.attempts + 1 : 1;
  return {
    ...{ _id, kind, key, dueAt, commandId: order.meta.commandId, command: order.constructor.name },
    ...{ status: settled.status, code: settled.code, message: messageOf(settled.error), attempts },
    nextTryAt: new Date(Date.parse(now) + pauseAfter(attempts)).toISOString(),
  };
};
