import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

/** 就业, 就学, 就医, 法律. */
export const ASSISTANCE_KINDS = ['EMPLOYMENT', 'SCHOOLING', 'MEDICAL', 'LEGAL'] as const;
export type AssistanceKind = (typeof ASSISTANCE_KINDS)[number];

/** 已解决, 部分解决, 未解决, 本人放弃. */
export const OUTCOMES = ['RESOLVED', 'PARTLY_RESOLVED', 'UNRESOLVED', 'WITHDRAWN'] as const;
export type Outcome = (typeof OUTCOMES)[number];

interface OfCase {
  readonly caseId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly kind: AssistanceKind;
  readonly on: Day;
}

export type AssistanceOpened = DomainEvent<'AssistanceOpened', OfCase & { readonly need: Personal }>;
export type AssistanceReferred = DomainEvent<
  'AssistanceReferred',
  OfCase & {
    /** Department, body or enterprise that is asked to help. */
    readonly body: string;
    readonly request: Personal;
  }
>;
export type AssistanceClosed = DomainEvent<
  'AssistanceClosed',
  OfCase & { readonly openedOn: Day; readonly outcome: Outcome; readonly result: Personal }
>;

export type AssistanceEvent = AssistanceOpened | AssistanceReferred | AssistanceClosed;

const ofPerson = { version: 1, day: 'on', subject: 'superviseeId' } as const;

export const assistanceEvents: EventDefinitions<AssistanceEvent> = {
  AssistanceOpened: { ...ofPerson, title: ['帮扶立项', 'Assistance opened'], personal: ['need'] },
  AssistanceReferred: { ...ofPerson, title: ['帮扶转介', 'Assistance referred'], personal: ['request'] },
  AssistanceClosed: { ...ofPerson, title: ['帮扶办结', 'Assistance closed'], personal: ['result'] },
};
