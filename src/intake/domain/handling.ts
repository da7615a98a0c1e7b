import type { Face } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import type { ApplicationEvent } from './events.js';

/**
 * received → investigating → investigated (→ investigating again) → concluded, or withdrawn on the way. What is plainly not eligible is
 * concluded as soon as it is received.
 */
export interface Known {
  readonly intakeId: string;
  readonly officeId: string;
  readonly dueOn: Day;
  readonly receivedOn: Day;
  readonly investigations: number;
  /** Everybody who ever investigated. */
  readonly investigators: readonly string[];
}
export interface Received extends Known {
  readonly status: 'received' | 'investigated';
}
export interface Investigating extends Known {
  readonly status: 'investigating';
  readonly openedOn: Day;
  readonly current: readonly string[];
}
export interface Closed extends Known {
  readonly status: 'concluded' | 'withdrawn';
  readonly eligible: boolean;
  readonly superviseeId?: string;
  /** Whom it was wrongly linked to, the last time that it was. */
  readonly unlinkedFrom?: string;
}
export type Handling = { readonly status: 'none' } | Received | Investigating | Closed;

export const NOT_RECEIVED: Handling = { status: 'none' };

export const evolve = (before: Handling, event: ApplicationEvent): Handling => {
  if (event.type === 'IntakeApplicationReceived') {
    const { intakeId, officeId, dueOn, receivedOn } = event.data;
    return { status: 'received', intakeId, officeId, dueOn, receivedOn, investigations: 0, investigators: [] };
  }
  if (before.status === 'none') return before;
  switch (event.type) {
    case 'SocialInvestigationOpened': {
      const { investigation, investigators: current, openedOn } = event.data;
      const all = [...new Set([...before.investigators, ...current])];
      return {
        ...known(before),
        status: 'investigating',
        investigations: investigation,
        investigators: all,
        openedOn,
        current,
      };
    }
    case 'SocialInvestigationReported':
      return { ...known(before), status: 'investigated' };
    case 'IntakeApplicationConcluded':
      return { ...known(before), status: 'concluded', eligible: event.data.eligible };
    case 'IntakeApplicationWithdrawn':
      return { ...known(before), status: 'withdrawn', eligible: false };
    case 'IntakeApplicationLinked':
      return 'eligible' in before ? { ...before, superviseeId: event.data.superviseeId } : before;
    case 'IntakeApplicationUnlinked': {
      if (!('eligible' in before)) return before;
      const { superviseeId: unlinkedFrom, ...rest } = before;
      return { ...rest, ...(unlinkedFrom === undefined ? {} : { unlinkedFrom }) };
    }
  }
};

const known = ({ intakeId, officeId, dueOn, receivedOn, investigations, investigators }: Known): Known => ({
  intakeId,
  officeId,
  dueOn,
  receivedOn,
  investigations,
  investigators,
});

/** The person whom it was about, once they are known to be one. */
export const personIn = (of: Handling): string | undefined => ('eligible' in of ? of.superviseeId : undefined);

/** What others see of an application. */
export const faceOf = (of: Handling): Face | undefined => {
  if (of.status === 'none') return undefined;
  const closed = 'eligible' in of ? of : undefined;
  const facts = {
    eligible: closed?.eligible ?? null,
    superviseeId: personIn(of) ?? null,
    unlinkedFrom: closed?.unlinkedFrom ?? null,
  };
  return { id: of.intakeId, unit: of.officeId, status: of.status, facts };
};
