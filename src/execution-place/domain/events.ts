import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';
import type { Post } from '../../kernel/roles.js';
import type { TransferScope } from '../../kernel/supervision/execution-place-rules.js';

interface OfTransfer {
  readonly superviseeId: string;
  readonly transferId: string;
  readonly officeId: string;
}
/** Where the person goes: an office of the city, with its path; none when they leave the city. */
interface Going {
  readonly scope: TransferScope;
  readonly toOfficeId?: string;
  readonly toPath?: readonly string[];
}
export const TRANSFER_STEPS = ['endorsement', 'consent', 'decision'] as const;
export type TransferStep = (typeof TRANSFER_STEPS)[number];
/** What the request waits for, and any of which posts of which unit may give it. */
interface Waiting {
  readonly awaiting: TransferStep;
  readonly turn: { readonly posts: readonly Post[]; readonly path: readonly string[] };
}
interface Opinion {
  readonly by: Post;
  readonly opinion?: Personal;
}

/** Somebody asks to be supervised where they move to (执行地变更), and by how far that is it is known who decides. */
export type ExecutionPlaceTransferRequested = DomainEvent<
  'ExecutionPlaceTransferRequested',
  OfTransfer &
    Going &
    Waiting & {
      readonly endorsers: readonly Post[];
      readonly receivers: readonly Post[];
      readonly deciders: readonly Post[];
      /** Who put the request on record, and for whom they act: ids. */
      readonly requestedBy: readonly string[];
      /** Of the person: those who handle no minors do not learn of a minor's transfer. */
      readonly birthYear: number;
      /** The place outside the city, in words. */
      readonly toPlace?: Personal;
      readonly reason: Personal;
    }
>;
export type ExecutionPlaceTransferEndorsed = DomainEvent<
  'ExecutionPlaceTransferEndorsed',
  OfTransfer & Opinion & Waiting
>;
/** The place that the person goes to agreed. */
export type ExecutionPlaceTransferAgreed = DomainEvent<'ExecutionPlaceTransferAgreed', OfTransfer & Opinion & Waiting>;
export type ExecutionPlaceTransferApproved = DomainEvent<
  'ExecutionPlaceTransferApproved',
  OfTransfer &
    Going &
    Opinion & {
      readonly on: Day;
      /** Last day to report in the new place on. */
      readonly reportBy: Day;
      /** Of the answer of the place outside the city. */
      readonly replyNumber?: string;
    }
>;
export type ExecutionPlaceTransferRejected = DomainEvent<'ExecutionPlaceTransferRejected', OfTransfer & Opinion>;
export type ExecutionPlaceTransferWithdrawn = DomainEvent<'ExecutionPlaceTransferWithdrawn', OfTransfer>;
/** Supervision ended while the change was under way: nothing more becomes of it. */
export type ExecutionPlaceTransferLapsed = DomainEvent<'ExecutionPlaceTransferLapsed', OfTransfer>;
/** The decision and the file went to the new place. */
export type ExecutionPlacePapersHandedOver = DomainEvent<
  'ExecutionPlacePapersHandedOver',
  OfTransfer & { readonly on: Day; readonly papers: Personal }
>;
/** The last day to report in the new place was over, and nobody had confirmed that the person came. */
export type ExecutionPlaceReportOverdue = DomainEvent<
  'ExecutionPlaceReportOverdue',
  OfTransfer & { readonly dueOn: Day }
>;
/** The person reported in the new place: from now on supervision is theirs. */
export type ExecutionPlaceReportConfirmed = DomainEvent<
  'ExecutionPlaceReportConfirmed',
  OfTransfer &
    Going & {
      /** Of the office that the person comes from. */
      readonly fromPath: readonly string[];
      readonly on: Day;
      readonly daysLate: number;
      /** Of the receipt of the place outside the city. */
      readonly receiptNumber?: string;
      readonly remarks?: Personal;
    }
>;

export type ExecutionPlaceEvent =
  | ExecutionPlaceTransferRequested
  | ExecutionPlaceTransferEndorsed
  | ExecutionPlaceTransferAgreed
  | ExecutionPlaceTransferApproved
  | ExecutionPlaceTransferRejected
  | ExecutionPlaceTransferWithdrawn
  | ExecutionPlaceTransferLapsed
  | ExecutionPlacePapersHandedOver
  | ExecutionPlaceReportOverdue
  | ExecutionPlaceReportConfirmed;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;
const withOpinion = { ...ofPerson, personal: ['opinion'] } as const;

export const executionPlaceEvents: EventDefinitions<ExecutionPlaceEvent> = {
  ExecutionPlaceTransferRequested: {
    ...ofPerson,
    title: ['申请变更执行地', 'Change of the place of execution requested'],
    personal: ['toPlace', 'reason'],
  },
  ExecutionPlaceTransferEndorsed: { ...withOpinion, title: ['变更执行地签注意见', 'Change of place endorsed'] },
  ExecutionPlaceTransferAgreed: { ...withOpinion, title: ['新执行地同意接收', 'Agreed to by the new place'] },
  ExecutionPlaceTransferApproved: {
    ...withOpinion,
    title: ['决定变更执行地', 'Change of the place of execution decided'],
    day: 'on',
  },
  ExecutionPlaceTransferRejected: { ...withOpinion, title: ['不予变更执行地', 'Change of place refused'] },
  ExecutionPlaceTransferWithdrawn: { version: 1, title: ['撤回变更执行地', 'Change of place withdrawn'] },
  ExecutionPlaceTransferLapsed: {
    version: 1,
    title: ['变更执行地因监管结束而终结', 'Change of place lapsed with the end of supervision'],
  },
  ExecutionPlacePapersHandedOver: {
    ...ofPerson,
    title: ['移交档案材料', 'Papers handed over'],
    day: 'on',
    personal: ['papers'],
  },
  ExecutionPlaceReportOverdue: { version: 1, title: ['逾期未到新执行地报到', 'Overdue in the new place'] },
  ExecutionPlaceReportConfirmed: {
    ...ofPerson,
    title: ['到新执行地报到', 'Reported in the new place'],
    day: 'on',
    personal: ['remarks'],
  },
};
