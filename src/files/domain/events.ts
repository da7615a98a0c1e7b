import type { Instant } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

/** Somebody opened a person's file and said why; it stays open to that reader for a while (SEC-4). */
export type PersonalFileOpened = DomainEvent<
  'PersonalFileOpened',
  {
    readonly superviseeId: string;
    readonly officeId: string;
    readonly reader: string;
    readonly reason: Personal;
    readonly openUntil: Instant;
  }
>;

export type FileAccessEvent = PersonalFileOpened;

export const fileAccessEvents: EventDefinitions<FileAccessEvent> = {
  PersonalFileOpened: {
    version: 1,
    title: ['查阅档案', 'File opened'],
    subject: 'superviseeId',
    personal: ['reason'],
  },
};
