import type { DomainEvent, EventDefinitions } from '../../kernel/event.js';

export type WorkerPostsEstablished = DomainEvent<
  'WorkerPostsEstablished',
  {
    readonly officeId: string;
    readonly from: number;
    readonly posts: number;
    /** Names nobody. */
    readonly reason: string;
  }
>;

export type StaffingEvent = WorkerPostsEstablished;

export const staffingEvents: EventDefinitions<StaffingEvent> = {
  WorkerPostsEstablished: { version: 1, title: ['核定社工岗位', 'Posts for social workers established'] },
};
