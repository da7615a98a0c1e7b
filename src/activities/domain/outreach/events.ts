import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions } from '../../../kernel/event.js';

/** An office told the public about community corrections (宣传). Names nobody of them. */
export type OutreachHeld = DomainEvent<
  'OutreachHeld',
  {
    readonly outreachId: string;
    readonly officeId: string;
    readonly day: Day;
    readonly topic: string;
    readonly place: string;
    /** How many came. */
    readonly attendance: number;
    readonly heldBy: readonly string[];
    readonly volunteers: readonly string[];
  }
>;
/** The entry was a mistake. It stays on record, struck out. */
export type OutreachStruckOut = DomainEvent<
  'OutreachStruckOut',
  { readonly outreachId: string; readonly officeId: string; readonly day: Day; readonly reason: string }
>;

export type OutreachEvent = OutreachHeld | OutreachStruckOut;

export const outreachEvents: EventDefinitions<OutreachEvent> = {
  OutreachHeld: { version: 1, title: ['开展宣传活动', 'Outreach event held'], day: 'day' },
  OutreachStruckOut: { version: 1, title: ['撤销宣传活动记录', 'Outreach event struck out'], day: 'day' },
};
