import type { Face } from '../../../kernel/context.js';
import type { ReturnEvent } from './events.js';

/** What decisions know of a return. */
export interface StatisticalReturn {
  readonly status: 'none' | 'due' | 'drafted' | 'submitted' | 'accepted' | 'sent-back';
  readonly unitId: string;
  /** The latest that was drafted; 0 while none was. */
  readonly version: number;
  /** The latest that was accepted: it stands until another is. */
  readonly accepted: number | null;
  /** A person completed the words of the present draft. */
  readonly completed: boolean;
}

export const NO_RETURN: StatisticalReturn = {
  status: 'none',
  unitId: '',
  version: 0,
  accepted: null,
  completed: false,
};

export const evolve = (before: StatisticalReturn, event: ReturnEvent): StatisticalReturn => {
  const { unitId } = event.data;
  switch (event.type) {
    case 'ReturnFellDue':
      return { ...before, unitId, status: 'due' };
    case 'ReturnDrafted':
      return { ...before, unitId, status: 'drafted', version: event.data.version, completed: false };
    case 'AnalysisCompleted':
      return { ...before, completed: true };
    case 'ReturnSubmitted': {
      const { final, version } = event.data;
      return final ? { ...before, status: 'accepted', accepted: version } : { ...before, status: 'submitted' };
    }
    case 'ReturnAccepted':
      return { ...before, status: 'accepted', accepted: event.data.version };
    case 'ReturnSentBack':
      return { ...before, status: 'sent-back' };
  }
};

/** What the return of the unit above sees. */
export const faceOf = ({ status, unitId, version, accepted }: StatisticalReturn): Face | undefined =>
  status === 'none' ? undefined : { id: unitId, unit: unitId, status, facts: { version, accepted } };
