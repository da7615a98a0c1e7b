import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions } from '../../../kernel/event.js';

/** Something that an inspection found, and whether the office has to put it right. */
export interface Finding {
  /** From 1, within the inspection. */
  readonly finding: number;
  readonly matter: string;
  readonly rectify: boolean;
}
/** What an office did about a finding. */
export interface Rectification {
  readonly finding: number;
  readonly measures: string;
}

/** What is written of an office names rules and matters, not persons, and is kept in clear. */
interface OfInspection {
  readonly inspectionId: string;
  readonly officeId: string;
}

export type InspectionPlanned = DomainEvent<
  'InspectionPlanned',
  OfInspection & { readonly madeOn: Day; readonly plannedOn: Day; readonly subject: string }
>;
export type InspectionCancelled = DomainEvent<'InspectionCancelled', OfInspection & { readonly reason: string }>;
export type InspectionCarriedOut = DomainEvent<
  'InspectionCarriedOut',
  OfInspection & {
    readonly carriedOutOn: Day;
    readonly inspectors: readonly string[];
    readonly findings: readonly Finding[];
    readonly opinion: string;
    /** Last day for the office to answer; none when there is nothing to put right. */
    readonly answerDueOn?: Day;
  }
>;
export type InspectionAnswered = DomainEvent<
  'InspectionAnswered',
  OfInspection & {
    readonly answeredOn: Day;
    readonly late: boolean;
    readonly rectifications: readonly Rectification[];
  }
>;
/** The answer does not do: another is due. */
export type InspectionAnswerReturned = DomainEvent<
  'InspectionAnswerReturned',
  OfInspection & { readonly reasons: string; readonly answerDueOn: Day }
>;
/** The last day to answer passed without an answer. */
export type InspectionAnswerOverdue = DomainEvent<'InspectionAnswerOverdue', OfInspection & { readonly dueOn: Day }>;
export type InspectionClosed = DomainEvent<
  'InspectionClosed',
  OfInspection & { readonly closedOn: Day; readonly conclusion: string }
>;

export type InspectionEvent =
  | InspectionPlanned
  | InspectionCancelled
  | InspectionCarriedOut
  | InspectionAnswered
  | InspectionAnswerReturned
  | InspectionAnswerOverdue
  | InspectionClosed;

export const inspectionEvents: EventDefinitions<InspectionEvent> = {
  InspectionPlanned: { title: ['计划检查', 'Inspection planned'], version: 1, day: 'madeOn' },
  InspectionCancelled: { title: ['取消检查', 'Inspection cancelled'], version: 1 },
  InspectionCarriedOut: { title: ['实施检查', 'Inspection carried out'], version: 1, day: 'carriedOutOn' },
  InspectionAnswered: { title: ['答复整改情况', 'Inspection answered'], version: 1, day: 'answeredOn' },
  InspectionAnswerReturned: { title: ['退回整改答复', 'Answer to an inspection returned'], version: 1 },
  InspectionAnswerOverdue: { title: ['整改答复逾期', 'Answer to an inspection overdue'], version: 1 },
  InspectionClosed: { title: ['检查办结', 'Inspection closed'], version: 1, day: 'closedOn' },
};
