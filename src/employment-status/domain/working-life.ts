import type { Day } from '../../kernel/day.js';
import type { Employment, EmploymentEvent } from './events.js';

export interface Away {
  readonly awayId: string;
  readonly from: Day;
  readonly until: Day;
}
/** What is known of one person's work since the registration. */
export interface WorkingLife {
  readonly officeId: string | null;
  /** Null while nothing was recorded here: then the registration says. */
  readonly employment: Employment | null;
  readonly changedOn: Day | null;
  readonly away: Away | null;
  readonly lastReturn: Day | null;
}

export const NOTHING_KNOWN: WorkingLife = {
  officeId: null,
  employment: null,
  changedOn: null,
  away: null,
  lastReturn: null,
};

export const evolve = (before: WorkingLife, event: EmploymentEvent): WorkingLife => {
  const { officeId } = event.data;
  switch (event.type) {
    case 'EmploymentChanged':
      return { ...before, officeId, employment: event.data.to, changedOn: event.data.on };
    case 'WorkAwayBegun':
    case 'WorkAwayExtended': {
      const { awayId, from, until } = event.data;
      return { ...before, officeId, away: { awayId, from, until } };
    }
    case 'WorkAwayEnded':
      return { ...before, officeId, away: null, lastReturn: event.data.on };
  }
};
