import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';

/** 严管, 普管, 宽管. */
export const SUPERVISION_LEVELS = ['STRICT', 'GENERAL', 'LENIENT'] as const;
export type SupervisionLevel = (typeof SUPERVISION_LEVELS)[number];

/** How one factor of the policy was scored; `weight` is the policy's on that day. */
export interface FactorScore {
  readonly factor: string;
  readonly score: number;
  readonly weight: number;
}
/** What the policy wants of a level. */
export interface Contact {
  readonly reportsPerWeek: number;
  readonly visitsPerQuarter: number;
}

interface OfLevel {
  readonly superviseeId: string;
  readonly officeId: string;
  /** Number of the assessment, from 1. */
  readonly assessment: number;
}

export type SupervisionLevelAssessed = DomainEvent<
  'SupervisionLevelAssessed',
  OfLevel & {
    readonly birthYear: number;
    readonly assessedOn: Day;
    readonly scores: readonly FactorScore[];
    readonly total: number;
    readonly suggested: SupervisionLevel;
    readonly remarks?: Personal;
  }
>;
export type SupervisionLevelSet = DomainEvent<
  'SupervisionLevelSet',
  OfLevel & {
    readonly from: SupervisionLevel | null;
    readonly level: SupervisionLevel;
    readonly suggested: SupervisionLevel;
    readonly setOn: Day;
    readonly contact: Contact;
    readonly reason: Personal;
  }
>;

export type LevelEvent = SupervisionLevelAssessed | SupervisionLevelSet;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;

export const levelEvents: EventDefinitions<LevelEvent> = {
  SupervisionLevelAssessed: {
    title: ['分类管理评分', 'Factors of the level assessed'],
    ...ofPerson,
    day: 'assessedOn',
    personal: ['remarks'],
  },
  SupervisionLevelSet: {
    title: ['确定管理类别', 'Supervision level set'],
    ...ofPerson,
    day: 'setOn',
    personal: ['reason'],
  },
};
