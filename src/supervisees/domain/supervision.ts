import type { Day } from '../../kernel/day.js';
import type { Face } from '../../kernel/context.js';
import type { Employment, SuperviseeEvent, Terms } from './events.js';

interface Known extends Terms {
  readonly superviseeId: string;
  readonly officeId: string;
}
/** The decision is here, the person is not. */
export interface Expected extends Known {
  readonly status: 'expected';
  /** Last day to report on. */
  readonly dueOn: Day;
  /** That day is over. */
  readonly intakeMissed: boolean;
}
export interface Registered extends Known {
  readonly status: 'registered';
  readonly reportedOn: Day;
  readonly employment?: Employment;
  readonly rightsAcknowledgedOn?: Day;
}
export interface Discharged extends Omit<Registered, 'status'> {
  readonly status: 'discharged';
  readonly dischargedOn: Day;
}
export type Supervision = { readonly status: 'unknown' } | Expected | Registered | Discharged;

export const UNKNOWN: Supervision = { status: 'unknown' };

export const evolve = (before: Supervision, event: SuperviseeEvent): Supervision => {
  switch (event.type) {
    case 'SupervisionDecided':
      return { status: 'expected', ...known(event.data), dueOn: event.data.dueOn, intakeMissed: false };
    case 'IntakeMissed':
      return before.status === 'expected' ? { ...before, intakeMissed: true } : before;
    case 'SuperviseeRegistered': {
      const { reportedOn, employment } = event.data;
      return { status: 'registered', ...known(event.data), reportedOn, ...(employment && { employment }) };
    }
    case 'RightsAcknowledged':
      return before.status === 'registered' ? { ...before, rightsAcknowledgedOn: event.data.day } : before;
    case 'SuperviseeDischarged':
      return before.status === 'registered' ? { ...before, status: 'discharged', dischargedOn: event.data.on } : before;
  }
};

const known = ({ superviseeId, officeId, sex, birthYear, category, termFrom, termTo, effectiveOn }: Known): Known => ({
  superviseeId,
  officeId,
  sex,
  birthYear,
  category,
  termFrom,
  termTo,
  effectiveOn,
});

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
      dischargedOn: of.status === 'discharged' ? of.dischargedOn : null,
    },
  };
};
