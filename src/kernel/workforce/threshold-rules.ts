import { ChoiceField, ChoicesField, IntegerField, NumberField, ObjectField } from '../fields.js';
import { LEAVE_KINDS, type LeaveKind } from './leave-rules.js';

/** Days from which on, the number included (以上, RULE-1), there is a ground for ending the appointment. */
const DaysField = (description: string, example: number): PropertyDecorator =>
  NumberField({ min: 0.5, max: 366, description, example });

/** Grounds during the probation, over all of it (RULE-7): THR-1, THR-2. */
export class ProbationThresholds {
  @DaysField('试用期连续旷工天数 / consecutive days of unauthorised absence', 3)
  declare readonly absenceRunDays: number;
  @DaysField('试用期累计旷工天数 / days of unauthorised absence in all', 5) declare readonly absenceDays: number;
  @DaysField('试用期连续请假天数 / consecutive days of leave', 5) declare readonly leaveRunDays: number;
  @DaysField('试用期累计请假天数 / days of leave in all', 10) declare readonly leaveDays: number;
}

/** Grounds after the probation, in all within a year (RULE-6): THR-3 … THR-5. */
export class AppointedThresholds {
  @DaysField('聘用期连续旷工天数 / consecutive days of unauthorised absence', 7)
  declare readonly absenceRunDays: number;
  @DaysField('一年内累计旷工天数 / days of unauthorised absence within a year', 15)
  declare readonly absenceDays: number;
  @DaysField('聘用期连续请假天数 / consecutive days of leave', 20) declare readonly leaveRunDays: number;
  @DaysField('一年内累计请假天数 / days of leave within a year', 30) declare readonly leaveDays: number;
  @IntegerField({
    min: 1,
    max: 366,
    example: 60,
    description: '一年内非因工负伤住院天数 / calendar days in hospital within a year for an injury not from work',
  })
  declare readonly hospitalDays: number;
}

export const YEAR_MODES = ['ROLLING', 'CALENDAR'] as const;
export type YearMode = (typeof YEAR_MODES)[number];

/** When there is a ground for ending an appointment (THR-1 … THR-5). */
export class DismissalRules {
  @ObjectField(() => ProbationThresholds) declare readonly probation: ProbationThresholds;
  @ObjectField(() => AppointedThresholds) declare readonly appointed: AppointedThresholds;
  @ChoicesField(LEAVE_KINDS, {
    description: '计入请假天数的假别 / kinds of leave that count',
    example: ['SICK', 'PERSONAL'],
  })
  declare readonly countedLeave: LeaveKind[];
  @ChoiceField(YEAR_MODES, {
    description:
      '一年内：截至当日的十二个月，或日历年度 / a year: twelve months ending on the day, or the calendar year',
    example: 'ROLLING',
  })
  declare readonly year: YearMode;
}
