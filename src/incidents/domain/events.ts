import type { Instant } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

/** The seven kinds of event that have to be reported (INC-1). */
export const INCIDENT_CATEGORIES = [
  'CRIME_OR_SIGNS',
  'ABNORMAL_DEATH',
  'PETITION_OR_DEMONSTRATION',
  'NEW_OFFENCE_COMPULSORY_MEASURES',
  'ADMINISTRATIVE_DETENTION',
  'OUT_OF_SUPERVISION',
  'SERIOUS_BREACH',
] as const;
export type IncidentCategory = (typeof INCIDENT_CATEGORIES)[number];

/** From the bottom up. */
export const LEVELS = ['office', 'county', 'city'] as const;
export type Level = (typeof LEVELS)[number];

interface OfIncident {
  readonly incidentId: string;
  /** Whose key seals what is told of the incident. */
  readonly superviseeId: string;
  readonly officeId: string;
  readonly category: IncidentCategory;
}
interface AtLevel extends OfIncident {
  readonly level: Level;
}

export type IncidentReported = DomainEvent<
  'IncidentReported',
  AtLevel & {
    readonly occurredAt: Instant;
    /** Until when the level has to acknowledge (INC-2). */
    readonly acknowledgeBy: Instant;
    readonly place: Personal;
    readonly narrative: Personal;
  }
>;
export type IncidentAcknowledged = DomainEvent<'IncidentAcknowledged', AtLevel & { readonly late: boolean }>;
export type IncidentEscalated = DomainEvent<
  'IncidentEscalated',
  OfIncident & {
    readonly from: Level;
    readonly to: Level;
    readonly acknowledgeBy: Instant;
    /** The clock of the level below ran out, and nobody gave a reason. */
    readonly automatic: boolean;
    readonly reason?: Personal;
  }
>;
/** The clock of the highest level ran out: nothing is above it. */
export type IncidentOverdue = DomainEvent<'IncidentOverdue', AtLevel & { readonly acknowledgeBy: Instant }>;
export type IncidentMeasureAdded = DomainEvent<'IncidentMeasureAdded', AtLevel & { readonly text: Personal }>;
export type IncidentClosed = DomainEvent<'IncidentClosed', AtLevel & { readonly outcome: Personal }>;

export type IncidentEvent =
  IncidentReported | IncidentAcknowledged | IncidentEscalated | IncidentOverdue | IncidentMeasureAdded | IncidentClosed;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;

export const incidentEvents: EventDefinitions<IncidentEvent> = {
  IncidentReported: { ...ofPerson, title: ['事件报告', 'Incident reported'], personal: ['place', 'narrative'] },
  IncidentAcknowledged: { version: 1, title: ['事件签收', 'Incident acknowledged'] },
  IncidentEscalated: {
    ...ofPerson,
    version: 2,
    title: ['事件上报', 'Incident escalated'],
    personal: ['reason'],
    // Before the clock escalated, a person did.
    upcast: (data) => ({ automatic: false, ...data }) as unknown as IncidentEscalated['data'],
  },
  IncidentOverdue: { version: 1, title: ['事件逾期未签收', 'Incident overdue'] },
  IncidentMeasureAdded: { ...ofPerson, title: ['事件处置', 'Measure added to an incident'], personal: ['text'] },
  IncidentClosed: { ...ofPerson, title: ['事件办结', 'Incident closed'], personal: ['outcome'] },
};
