import type { DomainEvent, EventDefinitions } from '../../kernel/event.js';

export const ERASABLE = ['supervisee', 'socialWorker', 'intakeApplication', 'volunteer', 'applicant'] as const;
export type Erasable = (typeof ERASABLE)[number];

/** It was ordered that a person's key be destroyed: from then on nobody can read what it sealed. */
export type PersonalDataErased = DomainEvent<
  'PersonalDataErased',
  { readonly personId: string; readonly kind: Erasable; readonly ground: string }
>;

export type ConfidentialityEvent = PersonalDataErased;

export const confidentialityEvents: EventDefinitions<ConfidentialityEvent> = {
  PersonalDataErased: { version: 1, title: ['销毁个人信息', 'Personal data erased'] },
};
