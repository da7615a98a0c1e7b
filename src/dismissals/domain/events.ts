import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';
import type { Session } from '../../kernel/sessions.js';
import type { ServiceTerms, SessionChange, Stay } from '../../kernel/workforce/conduct.js';
import type { GroundRow } from '../../kernel/workforce/ground-rows.js';
import type { Ground } from '../../kernel/workforce/grounds.js';

export type { Ground } from '../../kernel/workforce/grounds.js';

interface OfWorker {
  readonly workerId: string;
  readonly officeId: string;
}

/** Since when the worker serves, and until when on probation, as it now stands. */
export type ServiceTermsNoted = DomainEvent<'ServiceTermsNoted', OfWorker & ServiceTerms>;
/** The worker has left: nothing is decided about them any more. */
export type ServiceEndNoted = DomainEvent<'ServiceEndNoted', OfWorker & { readonly on: Day }>;
/** What attendance says of sessions that were not simply worked, of any year. */
export type SessionsTallied = DomainEvent<
  'SessionsTallied',
  OfWorker & { readonly sessions: readonly Session[] } & SessionChange
>;
/** An annual appraisal stands at 不合格, or does not any more (APP-4). */
export type AnnualGradeNoted = DomainEvent<
  'AnnualGradeNoted',
  OfWorker & { readonly year: string; readonly on: Day; readonly notCompetent: boolean }
>;

interface OfStay extends OfWorker {
  readonly stayId: string;
}
/** From the first to the last day in hospital, both included (THR-5). */
export type HospitalStayRecorded = DomainEvent<
  'HospitalStayRecorded',
  OfStay & Stay & { readonly hospital: Personal; readonly evidence: Personal }
>;
export type HospitalStayCorrected = DomainEvent<
  'HospitalStayCorrected',
  OfStay & Stay & { readonly before: Stay; readonly reason: Personal }
>;
export type HospitalStayWithdrawn = DomainEvent<
  'HospitalStayWithdrawn',
  OfStay & { readonly before: Stay; readonly reason: Personal }
>;

interface OfCase extends OfWorker {
  readonly caseId: string;
}
/** Grounds were reached: a person of the county decides (THR-6). The gravest ground comes first, each with its working. */
export type DismissalCaseOpened = DomainEvent<'DismissalCaseOpened', OfCase & { readonly grounds: readonly Ground[] }>;
/** Facts came or went while the case is open: the grounds as they now are, and the rows that are new or gone. */
export type DismissalGroundsChanged = DomainEvent<
  'DismissalGroundsChanged',
  OfCase & {
    readonly grounds: readonly Ground[];
    readonly added: readonly GroundRow[];
    readonly gone: readonly GroundRow[];
  }
>;
export const WITHDRAWAL_CAUSES = ['FACTS_GONE', 'SERVICE_ENDED'] as const;
export type WithdrawalCause = (typeof WITHDRAWAL_CAUSES)[number];
/** No ground is left, or the worker has: there is nothing to decide. */
export type DismissalCaseWithdrawn = DomainEvent<
  'DismissalCaseWithdrawn',
  OfCase & { readonly because: WithdrawalCause; readonly gone: readonly GroundRow[] }
>;
export const CASE_OUTCOMES = ['DISMISS', 'KEEP'] as const;
export type CaseOutcome = (typeof CASE_OUTCOMES)[number];
export type DismissalCaseDecided = DomainEvent<
  'DismissalCaseDecided',
  OfCase & {
    readonly outcome: CaseOutcome;
    /** Last day of service of who is dismissed. */
    readonly on?: Day;
    readonly reasons: Personal;
    readonly by: string;
    /** What it was decided on. */
    readonly grounds: readonly Ground[];
  }
>;

export type ServiceRecordEvent =
  | ServiceTermsNoted
  | ServiceEndNoted
  | SessionsTallied
  | AnnualGradeNoted
  | HospitalStayRecorded
  | HospitalStayCorrected
  | HospitalStayWithdrawn
  | DismissalCaseOpened
  | DismissalGroundsChanged
  | DismissalCaseWithdrawn
  | DismissalCaseDecided;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const serviceRecordEvents: EventDefinitions<ServiceRecordEvent> = {
  ServiceTermsNoted: { title: ['登记服务期限', 'Terms of service noted'], version: 1 },
  ServiceEndNoted: { title: ['登记离任', 'End of service noted'], version: 1 },
  SessionsTallied: { title: ['旷工和请假计数', 'Sessions tallied'], version: 1 },
  AnnualGradeNoted: { title: ['登记年度考核等次', 'Annual grade noted'], version: 1 },
  HospitalStayRecorded: {
    title: ['登记住院', 'Stay in hospital recorded'],
    ...ofWorker,
    personal: ['hospital', 'evidence'],
  },
  HospitalStayCorrected: { title: ['更正住院登记', 'Stay in hospital corrected'], ...ofWorker, personal: ['reason'] },
  HospitalStayWithdrawn: { title: ['撤销住院登记', 'Stay in hospital withdrawn'], ...ofWorker, personal: ['reason'] },
  DismissalCaseOpened: { title: ['辞退事由立案', 'Dismissal case opened'], version: 1 },
  DismissalGroundsChanged: { title: ['辞退事由变动', 'Grounds of a dismissal case changed'], version: 1 },
  DismissalCaseWithdrawn: { title: ['辞退案件撤销', 'Dismissal case withdrawn'], version: 1 },
  DismissalCaseDecided: { title: ['辞退案件决定', 'Dismissal case decided'], ...ofWorker, personal: ['reasons'] },
};
