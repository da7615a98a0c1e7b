import type { Day } from '../../../kernel/day.js';
import type { Post } from '../../../kernel/roles.js';
import type { MeasureEvent, MeasureKind } from './events.js';

interface Known {
  readonly measureId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly kind: MeasureKind;
  readonly draftedBy: readonly string[];
  readonly deciders: readonly Post[];
}
export interface Drafted extends Known {
  readonly status: 'drafted';
  readonly endorser: Post;
}
export interface Endorsed extends Known {
  readonly status: 'endorsed';
}
export interface Past extends Known {
  readonly status: 'returned' | 'refused' | 'decided' | 'answered';
}
export interface Sent extends Known {
  readonly status: 'sent';
  readonly sentOn: Day;
}
export type Proceeding = { readonly status: 'none' } | Drafted | Endorsed | Past | Sent;

export const NO_MEASURE: Proceeding = { status: 'none' };

export const evolve = (before: Proceeding, event: MeasureEvent): Proceeding => {
  if (event.type === 'MeasureDrafted' || event.type === 'MeasureRedrafted') {
    const { measureId, superviseeId, officeId, kind, draftedBy, deciders, endorser } = event.data;
    const known = { measureId, superviseeId, officeId, kind, draftedBy, deciders };
    return endorser === null ? { status: 'endorsed', ...known } : { status: 'drafted', ...known, endorser };
  }
  if (before.status === 'none') return before;
  const { measureId, superviseeId, officeId, kind, draftedBy, deciders } = before;
  const known = { measureId, superviseeId, officeId, kind, draftedBy, deciders };
  switch (event.type) {
    case 'MeasureEndorsed':
      return { status: 'endorsed', ...known };
    case 'MeasureReturned':
      return { status: 'returned', ...known };
    case 'MeasureRefused':
      return { status: 'refused', ...known };
    case 'MeasureDecided':
      return { status: 'decided', ...known };
    case 'MeasureSent':
      return { status: 'sent', ...known, sentOn: event.data.on };
    case 'MeasureAnswered':
      return { status: 'answered', ...known };
  }
};
