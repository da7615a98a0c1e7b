import type { AttendanceChangeHeldBack, AttendanceMonthReopened } from '../../../src/attendance/domain/events.js';
import type {
  DismissalCaseDecided,
  DismissalCaseOpened,
  DismissalCaseWithdrawn,
} from '../../../src/dismissals/domain/events.js';
import type { Instant } from '../../../src/kernel/day.js';
import { COUNTY_LEADERS, stepOfPosts } from '../open-step.js';
import { COUNTY, type Placed, taskRule } from '../task.js';
import { workerMatter } from './worker-matter.js';

interface Since extends Placed {
  readonly from: Instant;
}

export const dismissalToDecide = workerMatter<DismissalCaseOpened | DismissalCaseWithdrawn | DismissalCaseDecided>({
  ...{ name: 'dismissal-decision', rule: 'THR-6', category: 'dismissalCase' },
  title: { zh: '决定辞退案件', en: 'Decide on a dismissal case' },
  events: ['DismissalCaseOpened', 'DismissalCaseWithdrawn', 'DismissalCaseDecided'],
  idOf: ({ data }) => data.caseId,
  step: ({ type, meta }) => (type === 'DismissalCaseOpened' ? stepOfPosts(COUNTY_LEADERS, meta.occurredAt) : null),
});

/** A leave that was decided on late says something of a month that is closed: the county reopens it, or nothing follows. */
export const monthToReopen = taskRule<Since, AttendanceChangeHeldBack | AttendanceMonthReopened>({
  name: 'attendance-month-reopening',
  rule: 'ATT-4',
  title: { zh: '已结考勤月份有请假变动，决定是否重新开放', en: 'Reopen a closed month for a change of leave' },
  version: 1,
  events: ['AttendanceChangeHeldBack', 'AttendanceMonthReopened'],
  keys: ({ data }) => [`${data.workerId}:${data.month}`],
  project: (state, { type, meta }) =>
    type === 'AttendanceMonthReopened' ? null : { path: meta.jurisdiction, from: state?.from ?? meta.occurredAt },
  task: ({ from }, id) => ({
    ...{ level: COUNTY, roles: COUNTY_LEADERS, from, dueOn: null, about: { category: 'attendance', id } },
  }),
});
