import { ChoicesField, IntegerField, ListField, NumberField, ObjectField } from '../fields.js';

/** 病假、事假、年休假、婚假、产假、丧假、工伤假. */
export const LEAVE_KINDS = [
  'SICK',
  'PERSONAL',
  'ANNUAL',
  'MARRIAGE',
  'MATERNITY',
  'BEREAVEMENT',
  'WORK_INJURY',
] as const;
export type LeaveKind = (typeof LEAVE_KINDS)[number];

const GRADES = ['EXCELLENT', 'COMPETENT', 'BASICALLY_COMPETENT', 'NOT_COMPETENT'] as const;

/** Days of annual leave a year from so many accumulated years of work on, the number included (满, RULE-1). */
export class AnnualLeaveTier {
  @NumberField({ min: 0, max: 60, example: 1, description: '累计工作满多少年 / accumulated years of work' })
  declare readonly fromYears: number;
  @NumberField({ min: 0, max: 366, example: 5, description: '年休假天数 / days a calendar year' })
  declare readonly days: number;
}

/** Annual leave (年休假), LEV-9. */
export class AnnualLeaveRules {
  @ListField(() => AnnualLeaveTier, { min: 1, max: 10 }) declare readonly tiers: AnnualLeaveTier[];
  @ChoicesField(GRADES, {
    description: '上一次年度考核须为何等次 / grades of the last annual appraisal that give it',
    example: ['EXCELLENT', 'COMPETENT'],
  })
  declare readonly grades: string[];
}

/** Leave whose form comes after it (LEV-6). */
export class EmergencyLeaveRules {
  @ChoicesField(LEAVE_KINDS, {
    description: '可口头或电话请假的假别 / kinds of leave that notice by word suffices for on the day',
    example: ['SICK', 'BEREAVEMENT', 'PERSONAL'],
  })
  declare readonly kinds: LeaveKind[];
  @IntegerField({ min: 1, max: 60, example: 7, description: '多少日内补办手续 / days to hand in the form within' })
  declare readonly formWithinDays: number;
}

/** What goes with a leave beside its approval: certificate, form, clearance of the return (LEV-6 … LEV-9). */
export abstract class LeaveConditions {
  @NumberField({
    min: 0,
    max: 366,
    example: 1,
    description: '病假超过多少个工作日须附医院证明 / working days of sick leave over which a certificate is needed',
  })
  declare readonly certificateOverDays: number;
  @ObjectField(() => AnnualLeaveRules) declare readonly annual: AnnualLeaveRules;
  @ObjectField(() => EmergencyLeaveRules) declare readonly emergency: EmergencyLeaveRules;
  @IntegerField({
    min: 1,
    max: 10,
    example: 1,
    description: '假期结束后多少个工作日内销假 / working days after the leave to clear the return within',
  })
  declare readonly clearWithinWorkingDays: number;
}
