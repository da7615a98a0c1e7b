import type { DismissalRules } from './threshold-rules.js';

/** How days are counted: in one run, over the whole probation (RULE-7), or within a year (RULE-6). */
export type Span = 'RUN' | 'TOTAL' | 'YEAR';

/** Lines of the rules that days are counted by, the gravest first: absence before leave, in one run before in all. */
export const COUNTED = [
  'APPOINTED_ABSENCE_RUN',
  'PROBATION_ABSENCE_RUN',
  'APPOINTED_ABSENCE_YEAR',
  'PROBATION_ABSENCE_TOTAL',
  'APPOINTED_LEAVE_RUN',
  'PROBATION_LEAVE_RUN',
  'APPOINTED_LEAVE_YEAR',
  'PROBATION_LEAVE_TOTAL',
  'HOSPITAL_YEAR',
] as const;
export type CountedRowName = (typeof COUNTED)[number];

/** One of these lines: what counts, on days of which status, how, and from how many days on. */
export interface CountedRow {
  readonly row: CountedRowName;
  /** The requirement that says so. */
  readonly rule: string;
  readonly counts: 'ABSENCE' | 'LEAVE' | 'HOSPITAL';
  readonly onProbation: boolean;
  readonly span: Span;
  readonly threshold: (rules: DismissalRules) => number;
}
type Line = Omit<CountedRow, 'row'>;
const [probation, appointed] = [{ onProbation: true }, { onProbation: false }];

const LINES: Readonly<Record<CountedRowName, Line>> = {
  PROBATION_ABSENCE_RUN: {
    ...{ ...probation, rule: 'THR-1', counts: 'ABSENCE', span: 'RUN' },
    threshold: (rules) => rules.probation.absenceRunDays,
  },
  PROBATION_ABSENCE_TOTAL: {
    ...{ ...probation, rule: 'THR-1', counts: 'ABSENCE', span: 'TOTAL' },
    threshold: (rules) => rules.probation.absenceDays,
  },
  PROBATION_LEAVE_RUN: {
    ...{ ...probation, rule: 'THR-2', counts: 'LEAVE', span: 'RUN' },
    threshold: (rules) => rules.probation.leaveRunDays,
  },
  PROBATION_LEAVE_TOTAL: {
    ...{ ...probation, rule: 'THR-2', counts: 'LEAVE', span: 'TOTAL' },
    threshold: (rules) => rules.probation.leaveDays,
  },
  APPOINTED_ABSENCE_RUN: {
    ...{ ...appointed, rule: 'THR-3', counts: 'ABSENCE', span: 'RUN' },
    threshold: (rules) => rules.appointed.absenceRunDays,
  },
  APPOINTED_ABSENCE_YEAR: {
    ...{ ...appointed, rule: 'THR-3', counts: 'ABSENCE', span: 'YEAR' },
    threshold: (rules) => rules.appointed.absenceDays,
  },
  APPOINTED_LEAVE_RUN: {
    ...{ ...appointed, rule: 'THR-4', counts: 'LEAVE', span: 'RUN' },
    threshold: (rules) => rules.appointed.leaveRunDays,
  },
  APPOINTED_LEAVE_YEAR: {
    ...{ ...appointed, rule: 'THR-4', counts: 'LEAVE', span: 'YEAR' },
    threshold: (rules) => rules.appointed.leaveDays,
  },
  HOSPITAL_YEAR: {
    ...{ ...appointed, rule: 'THR-5', counts: 'HOSPITAL', span: 'YEAR' },
    threshold: (rules) => rules.appointed.hospitalDays,
  },
};
export const COUNTED_ROWS: readonly CountedRow[] = COUNTED.map((row) => ({ row, ...LINES[row] }));

export type GroundRow = CountedRowName | 'NOT_COMPETENT';
const LEAVE_FROM = COUNTED.indexOf('APPOINTED_LEAVE_RUN');
/** All grounds, the gravest first: a failed appraisal (APP-4) after unauthorised absence. */
export const GRAVITY: readonly GroundRow[] = [
  ...COUNTED.slice(0, LEAVE_FROM),
  'NOT_COMPETENT',
  ...COUNTED.slice(LEAVE_FROM),
];
