import type { DomainEvent, EventDefinitions } from '../../kernel/event.js';

/** Why guidance is asked for: rules conflict, are unclear, or are silent (GUI-1). */
export const GUIDANCE_CATEGORIES = ['RULES_CONFLICT', 'RULE_UNCLEAR', 'RULE_SILENT'] as const;
export type GuidanceCategory = (typeof GUIDANCE_CATEGORIES)[number];

/** The record that the question came up with. */
export interface Occasion {
  readonly category: string;
  readonly id: string;
}

interface OfGuidance {
  readonly guidanceId: string;
  readonly officeId: string;
}

/** Questions and answers are kept in clear, to be searched as precedents: they name rules, not persons. */
export type GuidanceRequested = DomainEvent<
  'GuidanceRequested',
  OfGuidance & {
    readonly category: GuidanceCategory;
    readonly rule: string;
    readonly question: string;
    readonly about?: Occasion;
  }
>;
export type GuidanceAnswered = DomainEvent<'GuidanceAnswered', OfGuidance & { readonly text: string }>;

export type GuidanceEvent = GuidanceRequested | GuidanceAnswered;

export const guidanceEvents: EventDefinitions<GuidanceEvent> = {
  GuidanceRequested: { title: ['请示', 'Guidance requested'], version: 1 },
  GuidanceAnswered: { title: ['答复请示', 'Guidance answered'], version: 1 },
};
