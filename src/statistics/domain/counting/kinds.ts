import type { PolicyRules } from '../../../kernel/policy-rules.js';
import type { Course, Traits } from '../../../kernel/supervision/course.js';
import { contactOf } from './contact.js';
import { divisionsBy } from './divisions.js';
import { type Counts, mentionsOf, type Mention, type Scope } from './flow-table.js';
import { type Days, isQuarterly, type Span } from './span.js';
import { WORK_FACTS, workIn } from './work-done.js';

/** 月度基本情况, 外出人员就业, 分类管理, 工作情况分析. */
export const RETURN_KINDS = ['BASIC_FACTS', 'WORK_AWAY', 'LEVELS', 'ANALYSIS'] as const;
export type ReturnKind = (typeof RETURN_KINDS)[number];

/** A fact on record, as far as it is counted. */
export interface CountedFact {
  readonly position: number;
  readonly type: string;
  readonly day: string;
  readonly superviseeId: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** What stands behind a count that is no cell of the table; the count is the sum of the values. */
export interface Behind {
  readonly group: string;
  readonly count: string;
  readonly on: string;
  /** Type of the fact, or what was found of the person. */
  readonly what: string;
  readonly value: number;
}

interface Definition {
  readonly quarterly: boolean;
  /** Whether somebody is counted who is in one of the offices. */
  readonly counts: (traits: Traits) => boolean;
  readonly divisions: (rules: PolicyRules) => Scope['divisions'];
  /** Types of the facts that it counts beside the courses. */
  readonly facts: readonly string[];
  readonly ofPerson: (course: Course, scope: Scope, facts: readonly CountedFact[], rules: PolicyRules) => Behind[];
  readonly ofFact: (fact: CountedFact) => Behind[];
}

const everybody = (): boolean => true;
const nothing = (): Behind[] => [];
const basic = (rules: PolicyRules): Scope['divisions'] => divisionsBy(rules.returns);

const DEFINITIONS: Readonly<Record<ReturnKind, Definition>> = {
  BASIC_FACTS: { quarterly: false, counts: everybody, divisions: basic, facts: [], ofPerson: nothing, ofFact: nothing },
  WORK_AWAY: {
    quarterly: false,
    counts: ({ destination }) => destination !== null,
    divisions: (rules) => ({ destination: ({ destination }) => destination ?? '', ...basic(rules) }),
    facts: [],
    ofPerson: (course, scope) => mentionsOf(course, scope).flatMap((mention) => overdue(mention, scope.days)),
    ofFact: nothing,
  },
  LEVELS: {
    quarterly: true,
    counts: everybody,
    divisions: (rules) => {
      const { level, category } = basic(rules);
      return { ...(level && { level }), ...(category && { category }) };
    },
    facts: ['VisitMade', 'WeeklyReportReceived', 'WeeklyReportAmended'],
    ofPerson: contactOf,
    ofFact: nothing,
  },
  ANALYSIS: {
    quarterly: false,
    counts: everybody,
    divisions: basic,
    facts: WORK_FACTS,
    ofPerson: nothing,
    ofFact: workIn,
  },
};

export const definitionOf = (kind: ReturnKind): Definition => DEFINITIONS[kind];

/** Whether a return of the kind is about spans of this length. */
export const fits = (kind: ReturnKind, span: Span): boolean => isQuarterly(span) === DEFINITIONS[kind].quarterly;

/** Who should have been back from work elsewhere by the last day, and was not. */
const overdue = ({ division, figure, traits, on }: Mention, { last }: Days): Behind[] =>
  division === undefined && figure === 'closing' && traits.awayUntil !== null && traits.awayUntil < last
    ? [{ group: 'overdue', count: traits.destination ?? '', on, what: 'OVERDUE', value: 1 }]
    : [];

export const scopeOf = (
  kind: ReturnKind,
  offices: readonly string[],
  days: Days,
  position: number,
  rules: PolicyRules,
): Scope => {
  const mine = new Set(offices);
  const { counts, divisions } = DEFINITIONS[kind];
  return {
    days,
    position,
    counts: (traits) => mine.has(traits.officeId) && counts(traits),
    divisions: divisions(rules),
  };
};

/** Counts by group and name. */
export type GroupedCounts = Readonly<Record<string, Counts>>;
