import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';

/** 投诉 about a unit or somebody in it, 建议 to it. */
export const COMPLAINT_KINDS = ['COMPLAINT', 'SUGGESTION'] as const;
export type ComplaintKind = (typeof COMPLAINT_KINDS)[number];

export const CHANNELS = ['LETTER', 'CALLER', 'TELEPHONE', 'ONLINE'] as const;
export type Channel = (typeof CHANNELS)[number];

export const COMPLAINT_OUTCOMES = ['FOUNDED', 'PARTLY_FOUNDED', 'UNFOUNDED', 'ADOPTED', 'NOT_ADOPTED'] as const;
export type ComplaintOutcome = (typeof COMPLAINT_OUTCOMES)[number];

interface OfComplaint {
  /** Whose key seals what is told of and by the person who complains. */
  readonly complaintId: string;
  /** Unit that handles it. */
  readonly unitId: string;
}

export type ComplaintReceived = DomainEvent<
  'ComplaintReceived',
  OfComplaint & {
    /** Unit that it is about. */
    readonly aboutUnitId: string;
    /** Officer or social worker that it is about. */
    readonly respondentId?: string;
    readonly kind: ComplaintKind;
    readonly channel: Channel;
    readonly receivedOn: Day;
    /** Last day to answer on. */
    readonly dueOn: Day;
    readonly complainant?: Personal;
    readonly phone?: Personal;
    readonly address?: Personal;
    readonly content: Personal;
  }
>;
export type ComplaintAssigned = DomainEvent<
  'ComplaintAssigned',
  OfComplaint & { readonly assigneeId: string; readonly from?: string }
>;
export type ComplaintAnswered = DomainEvent<
  'ComplaintAnswered',
  OfComplaint & {
    readonly outcome: ComplaintOutcome;
    readonly answeredOn: Day;
    readonly late: boolean;
    readonly answer: Personal;
  }
>;
export type ComplaintOverdue = DomainEvent<'ComplaintOverdue', OfComplaint & { readonly dueOn: Day }>;
export type ComplaintWithdrawn = DomainEvent<
  'ComplaintWithdrawn',
  OfComplaint & { readonly withdrawnOn: Day; readonly reason: Personal }
>;
export type ComplaintClosed = DomainEvent<
  'ComplaintClosed',
  OfComplaint & {
    readonly closedOn: Day;
    /** Whether who complained is content with the answer; missing where nobody can be asked. */
    readonly satisfied?: boolean;
    readonly remark?: Personal;
  }
>;

export type ComplaintEvent =
  ComplaintReceived | ComplaintAssigned | ComplaintAnswered | ComplaintOverdue | ComplaintWithdrawn | ComplaintClosed;

const ofPerson = { version: 1, subject: 'complaintId' } as const;

export const complaintEvents: EventDefinitions<ComplaintEvent> = {
  ComplaintReceived: {
    title: ['收到投诉或建议', 'Complaint or suggestion received'],
    ...ofPerson,
    day: 'receivedOn',
    personal: ['complainant', 'phone', 'address', 'content'],
  },
  ComplaintAssigned: { title: ['交办投诉或建议', 'Complaint assigned'], version: 1 },
  ComplaintAnswered: {
    title: ['答复投诉或建议', 'Complaint answered'],
    ...ofPerson,
    day: 'answeredOn',
    personal: ['answer'],
  },
  ComplaintOverdue: { title: ['投诉或建议逾期未答复', 'Complaint not answered in time'], version: 1 },
  ComplaintWithdrawn: {
    title: ['撤回投诉或建议', 'Complaint withdrawn'],
    ...ofPerson,
    day: 'withdrawnOn',
    personal: ['reason'],
  },
  ComplaintClosed: {
    title: ['投诉或建议办结', 'Complaint closed'],
    ...ofPerson,
    day: 'closedOn',
    personal: ['remark'],
  },
};
