import { type CommandMeta, command, type Command } from '../../kernel/command.js';
import type { Instant } from '../../kernel/day.js';
import type { Recorded } from '../../kernel/event.js';
import type { AnyReaction, FollowUp } from '../../kernel/reaction.js';
import { followUpId } from '../streams/ids.js';

/** A command that a fact leads to, ready to send. */
export interface Order {
  readonly reaction: string;
  readonly index: number;
  readonly command: Command;
}

/** Who orders when nobody does: the service itself, in the unit that the fact's record belongs to. */
const metaOf = (event: Recorded, commandId: string, now: Instant): CommandMeta => ({
  actor: 'system',
  role: 'system',
  unit: event.meta.jurisdiction.at(-1) ?? '',
  commandId,
  correlationId: event.meta.$correlationId,
  causationId: event.id,
  occurredAt: now,
});

/** The commands that a reaction makes of a fact. Their ids follow from the fact, so sending one again has no effect. */
export const ordersOf = (reaction: AnyReaction, event: Recorded, now: Instant): Order[] => {
  const followUps: readonly FollowUp[] = reaction.react(event);
  return followUps.map((one, index) => {
    const meta = metaOf(event, followUpId(event.id, reaction.name, index), now);
    return { reaction: reaction.name, index, command: command(one.command, one.fields, meta) };
  });
};
