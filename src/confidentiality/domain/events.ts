import type { Instant } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions } from '../../kernel/event.js';

export const ERASABLE = [
  'complaint',
  'procuratorateOpinion',
  'supervisee',
  'socialWorker',
  'intakeApplication',
  'volunteer',
  'applicant',
  'statisticalReturn',
] as const;
export type Erasable = (typeof ERASABLE)[number];

/** It was ordered that a person's key be destroyed: from then on nobody can read what it sealed. */
export type PersonalDataErased = DomainEvent<
  'PersonalDataErased',
  { readonly personId: string; readonly kind: Erasable; readonly ground: string }
>;

/** What one read model still holds of an erased person. */
export interface ViewChecked {
  readonly view: string;
  readonly rows: number;
  /** Sealed values of the person in them, and how many of these could still be opened. */
  readonly sealed: number;
  readonly readable: number;
}

/** What was looked at after an erasure, and what was found: the receipt of it. */
export interface ErasureFound {
  readonly keyDestroyedAt: Instant | null;
  /** Whether a value could still be sealed for the person. */
  readonly sealingRefused: boolean;
  /** From when on no other process can have the key in its memory; null while it is not destroyed. */
  readonly cachesEmptyFrom: Instant | null;
  readonly views: readonly ViewChecked[];
}

/** It was checked that nothing of an erased person can be read any more. */
export type ErasureChecked = DomainEvent<
  'ErasureChecked',
  ErasureFound & { readonly personId: string; readonly kind: Erasable; readonly complete: boolean }
>;

export type ConfidentialityEvent = PersonalDataErased | ErasureChecked;

export const confidentialityEvents: EventDefinitions<ConfidentialityEvent> = {
  PersonalDataErased: { version: 1, title: ['销毁个人信息', 'Personal data erased'] },
  ErasureChecked: { version: 1, title: ['核实个人信息已销毁', 'Erasure checked'] },
};
