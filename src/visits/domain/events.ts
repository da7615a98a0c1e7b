import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

/** 入户走访, 社区巡查, 到所签到. */
export const VISIT_KINDS = ['HOME_VISIT', 'PATROL', 'OFFICE_CHECK_IN'] as const;
export type VisitKind = (typeof VISIT_KINDS)[number];

interface OfVisit {
  readonly visitId: string;
  readonly superviseeId: string;
  readonly officeId: string;
  readonly kind: VisitKind;
  readonly day: Day;
  /** Shanghai time, `HH:mm`. */
  readonly time: string;
}

/** The service met the person, or looked for them, and saw how things stand (VIS-1). */
export type VisitMade = DomainEvent<
  'VisitMade',
  OfVisit & {
    /** Ids of those who went, or who received the person. */
    readonly visitors: readonly string[];
    readonly place: Personal;
    /** Who was met: the person, family, neighbours. */
    readonly met?: Personal;
    readonly findings: Personal;
  }
>;
/** The entry was a mistake: the visit did not take place, or was another person's. It stays on record, struck out. */
export type VisitStruckOut = DomainEvent<'VisitStruckOut', OfVisit & { readonly reason: Personal }>;

export type VisitEvent = VisitMade | VisitStruckOut;

const ofPerson = { version: 1, day: 'day', subject: 'superviseeId' } as const;

export const visitEvents: EventDefinitions<VisitEvent> = {
  VisitMade: { ...ofPerson, title: ['走访、巡查或到所签到', 'Visit made'], personal: ['place', 'met', 'findings'] },
  VisitStruckOut: { ...ofPerson, title: ['撤销走访记录', 'Visit struck out'], personal: ['reason'] },
};
