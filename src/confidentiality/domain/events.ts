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

/** Whose data are sealed with one key. */
export interface OfOneKey {
  readonly kind: Erasable;
  readonly personId: string;
}

/** Other data, sealed with a key of their own, are about the person too: the application before the registration, or before the post. */
export type LinkedDataNoted = DomainEvent<
  'LinkedDataNoted',
  OfOneKey & {
    readonly linked: OfOneKey;
    /** Whether the person was erased already. */
    readonly erased: boolean;
  }
>;

/** They are about somebody else: the link was wrong. */
export type LinkedDataReleased = DomainEvent<'LinkedDataReleased', OfOneKey & { readonly linked: OfOneKey }>;

/** It was ordered that a person's key be destroyed: from then on nobody can read what it sealed. */
export type PersonalDataErased = DomainEvent<
  'PersonalDataErased',
  OfOneKey & {
    readonly ground: string;
    /** What is erased with it. */
    readonly linked: readonly OfOneKey[];
  }
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
  /** What was erased with the person, whose keys were looked at too. */
  readonly linked: readonly OfOneKey[];
  readonly keyDestroyedAt: Instant | null;
  /** Whether a value could still be sealed for the person. */
  readonly sealingRefused: boolean;
  /** From when on no other process can have the key in its memory; null while it is not destroyed. */
  readonly cachesEmptyFrom: Instant | null;
  readonly views: readonly ViewChecked[];
}

/** It was checked that nothing of an erased person can be read any more. */
export type ErasureChecked = DomainEvent<'ErasureChecked', ErasureFound & OfOneKey & { readonly complete: boolean }>;

export type ConfidentialityEvent = LinkedDataNoted | LinkedDataReleased | PersonalDataErased | ErasureChecked;

/** Before links were noted a person was erased, and looked for, alone. */
const alone = <E extends PersonalDataErased | ErasureChecked>(data: Readonly<Record<string, unknown>>): E['data'] =>
  ({ linked: [], ...data }) as unknown as E['data'];

export const confidentialityEvents: EventDefinitions<ConfidentialityEvent> = {
  LinkedDataNoted: { version: 1, title: ['关联个人信息', 'Linked personal data noted'] },
  LinkedDataReleased: { version: 1, title: ['解除关联个人信息', 'Linked personal data released'] },
  PersonalDataErased: {
    version: 2,
    title: ['销毁个人信息', 'Personal data erased'],
    upcast: alone<PersonalDataErased>,
  },
  ErasureChecked: {
    version: 2,
    title: ['核实个人信息已销毁', 'Erasure checked'],
    upcast: alone<ErasureChecked>,
  },
};
