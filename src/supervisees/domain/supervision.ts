import type { Day } from '../../kernel/day.js';
import type { Face } from '../../kernel/context.js';
import {
  type Employment,
  endedBy,
  type Interruption,
  type RegistrationCorrected,
  type RightsAcknowledged,
  type SuperviseeDischarged,
  type SuperviseeEvaluated,
  type SuperviseeEvent,
  type SuperviseeRegistered,
  type SupervisionDecided,
  type SupervisionInterrupted,
  type SupervisionResumed,
  type SuperviseeTransferred,
  type TermExtended,
  type Terms,
} from './events.js';

interface Known extends Terms {
  readonly superviseeId: string;
  readonly officeId: string;
  /** Of the document that the record began with. */
  readonly documentId: string;
}
/** The decision is here, the person is not. */
export interface Expected extends Known {
  readonly status: 'expected';
  /** Last day to report on. */
  readonly dueOn: Day;
  /** That day is over. */
  readonly intakeMissed: boolean;
}
interface Came extends Known {
  readonly reportedOn: Day;
  readonly employment?: Employment;
  readonly rightsAcknowledgedOn?: Day;
  /** The change of the place that brought them to their present office (TRV-1). */
  readonly movedBy?: string;
  /** Ids of the documents that made the term longer. */
  readonly termDocuments: readonly string[];
  /** Day of the final evaluation: the last step before the discharge. */
  readonly evaluatedOn?: Day;
}
/** The person reported, and supervision has not ended: they are there, or the record says why not. */
export interface OnRecord extends Came {
  readonly status: 'registered' | Interruption;
  readonly statusSince: Day;
}
/** 解除, 终止, or 转出 to another city: only the archive is added to. */
export interface Ended extends Came {
  readonly status: ReturnType<typeof endedBy>;
  readonly dischargedOn: Day;
}
export type Supervision = { readonly status: 'unknown' } | Expected | OnRecord | Ended;

export const UNKNOWN: Supervision = { status: 'unknown' };

export const isEnded = (of: Supervision): of is Ended => 'dischargedOn' in of;
export const isOnRecord = (of: Supervision): of is OnRecord =>
  of.status !== 'unknown' && of.status !== 'expected' && !isEnded(of);

export const evolve = (before: Supervision, event: SuperviseeEvent): Supervision => {
  switch (event.type) {
    case 'SupervisionDecided':
      return { status: 'expected', ...known(event.data), dueOn: event.data.dueOn, intakeMissed: false };
    case 'IntakeMissed':
      return before.status === 'expected' ? { ...before, intakeMissed: true } : before;
    case 'SuperviseeRegistered': {
      const { reportedOn, employment } = event.data;
      const came = { reportedOn, statusSince: reportedOn, termDocuments: [], ...(employment && { employment }) };
      return { status: 'registered', ...known(event.data), ...came };
    }
    case 'RegistrationCorrected':
    case 'RightsAcknowledged':
    case 'TermExtended':
    case 'SupervisionInterrupted':
    case 'SupervisionResumed':
    case 'SuperviseeTransferred':
    case 'SuperviseeEvaluated':
    case 'SuperviseeDischarged':
      return isOnRecord(before) ? onward(before, event) : before;
    case 'ArchiveNoteFiled':
      return before;
  }
};

type WhileOnRecord =
  | RegistrationCorrected
  | RightsAcknowledged
  | TermExtended
  | SupervisionInterrupted
  | SupervisionResumed
  | SuperviseeTransferred
  | SuperviseeEvaluated
  | SuperviseeDischarged;

const onward = (before: OnRecord, event: WhileOnRecord): OnRecord | Ended => {
  switch (event.type) {
    case 'RegistrationCorrected':
      return { ...before, category: event.data.to };
    case 'RightsAcknowledged':
      return { ...before, rightsAcknowledgedOn: event.data.day };
    case 'TermExtended': {
      const { to, documentId } = event.data;
      return { ...before, termTo: to, termDocuments: [...before.termDocuments, documentId] };
    }
    case 'SupervisionInterrupted':
      return { ...before, status: event.data.to, statusSince: event.data.since };
    case 'SupervisionResumed':
      return { ...before, status: 'registered', statusSince: event.data.on };
    case 'SuperviseeTransferred':
      return { ...before, officeId: event.data.officeId, movedBy: event.data.transferId };
    case 'SuperviseeEvaluated':
      return { ...before, evaluatedOn: event.data.on };
    case 'SuperviseeDischarged':
      return { ...before, status: endedBy(event.data.cause), dischargedOn: event.data.on };
  }
};

const known = (decided: (SupervisionDecided | SuperviseeRegistered)['data']): Known => {
  const { superviseeId, officeId, documentId, sex, birthYear, category, termFrom, termTo, effectiveOn } = decided;
  return { superviseeId, officeId, documentId, sex, birthYear, category, termFrom, termTo, effectiveOn };
};

/** What decisions about a weekly report, an incident, a plan may know of the person. */
export const faceOf = (of: Supervision): Face | undefined => {
  if (of.status === 'unknown') return undefined;
  const { superviseeId, officeId, status, category, sex, birthYear, termFrom, termTo } = of;
  const came = of.status === 'expected' ? undefined : of;
  return {
    id: superviseeId,
    unit: officeId,
    status,
    facts: {
      category,
      sex,
      birthYear,
      termFrom,
      termTo,
      reportedOn: came?.reportedOn ?? null,
      employment: came?.employment ?? null,
      rightsAcknowledged: came?.rightsAcknowledgedOn !== undefined,
      movedBy: came?.movedBy ?? null,
      dischargedOn: isEnded(of) ? of.dischargedOn : null,
    },
  };
};
