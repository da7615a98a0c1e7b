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
    readonly reason: Personal;
  }
>;
export type IncidentMeasureAdded = DomainEvent<'IncidentMeasureAdded', AtLevel & { readonly text: Personal }>;
export type IncidentClosed = DomainEvent<'IncidentClosed', AtLevel & { readonly outcome: Personal }>;

export type IncidentEvent =
  IncidentReported | IncidentAcknowledged | IncidentEscalated | IncidentMeasureAdded | IncidentClosed;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;

export const incidentEvents: EventDefinitions<IncidentEvent> = {
  IncidentReported: { ...ofPerson, personal: ['place', 'narrative'] },
  IncidentAcknowledged: { version: 1 },
  IncidentEscalated: { ...ofPerson, personal: ['reason'] },
  IncidentMeasureAdded: { ...ofPerson, personal: ['text'] },
  IncidentClosed: { ...ofPerson, personal: ['outcome'] },
};
