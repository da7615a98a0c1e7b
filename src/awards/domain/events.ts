import type { Day } from '../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../kernel/event.js';

/** 嘉奖, which an office gives · 先进工作者, which a county or the city does. */
export const AWARDS = ['CITATION', 'ADVANCED_WORKER'] as const;
export type Award = (typeof AWARDS)[number];
export type AwardLevel = 'office' | 'county' | 'city';

interface OfRound {
  /** Unit that gives the award. */
  readonly unitId: string;
  /** A quarter or a year: `2026Q1`, `2026`. */
  readonly period: string;
  readonly award: Award;
  readonly level: AwardLevel;
}
/** `officeId` and `path` are those of the worker. */
interface OfNominee extends OfRound {
  readonly workerId: string;
  readonly officeId: string;
  readonly path: readonly string[];
}

export type AwardRoundOpened = DomainEvent<'AwardRoundOpened', OfRound & { readonly places: number }>;
export type NominatedForAward = DomainEvent<
  'NominatedForAward',
  OfNominee & { readonly grounds: Personal; readonly by: string }
>;
export type AwardApproved = DomainEvent<'AwardApproved', OfNominee & { readonly on: Day; readonly opinion?: Personal }>;
export type AwardDeclined = DomainEvent<'AwardDeclined', OfNominee & { readonly on: Day; readonly reasons: Personal }>;
export type AwardRoundClosed = DomainEvent<'AwardRoundClosed', OfRound & { readonly approved: readonly string[] }>;

export type AwardEvent = AwardRoundOpened | NominatedForAward | AwardApproved | AwardDeclined | AwardRoundClosed;

const ofWorker = { version: 1, subject: 'workerId' } as const;

export const awardEvents: EventDefinitions<AwardEvent> = {
  AwardRoundOpened: { title: ['启动评选', 'Award round opened'], version: 1 },
  NominatedForAward: { title: ['推荐', 'Nominated for an award'], ...ofWorker, personal: ['grounds'] },
  AwardApproved: { title: ['批准表彰', 'Award approved'], ...ofWorker, personal: ['opinion'] },
  AwardDeclined: { title: ['不予表彰', 'Award declined'], ...ofWorker, personal: ['reasons'] },
  AwardRoundClosed: { title: ['评选结束', 'Award round closed'], version: 1 },
};
