import {
  ChoiceField,
  ChoicesField,
  IdField,
  IntegerField,
  ListField,
  NumberField,
  ObjectField,
  TextField,
  TimeField,
} from './fields.js';
import { POSTS, type Post, type Role, ROLES } from './roles.js';
import { LeaveConditions } from './workforce/leave-rules.js';
import { DismissalRules } from './workforce/threshold-rules.js';
import { AnnualAppraisalRules, DisciplineRules } from './workforce/workforce-rules.js';
import { ExecutionPlaceRules } from './supervision/execution-place-rules.js';
import { MeasureRules, MonitoringRules, TravelRules } from './supervision/measure-rules.js';
import { ReturnRules } from './supervision/return-rules.js';
import { PublicityRules } from './supervision/publicity-rules.js';
import { OversightRules } from './supervision/oversight-rules.js';

/** Opening hours of one half-day session; Shanghai time, end later than start (RULE-4). */
export class SessionHours {
  @TimeField({ example: '08:30' }) declare readonly start: string;
  @TimeField({ example: '12:00' }) declare readonly end: string;
}

export class Schedule {
  @ObjectField(() => SessionHours, { description: '上午', example: { start: '08:30', end: '12:00' } })
  declare readonly AM: SessionHours;
  @ObjectField(() => SessionHours, { description: '下午', example: { start: '14:30', end: '17:30' } })
  declare readonly PM: SessionHours;
}

export const LATENESS_MODES = ['EACH', 'SUM'] as const;
export class AttendanceRules {
  @IntegerField({
    max: 600,
    description: '迟到或早退超过多少分钟为旷工 / minutes late or early over which a session is an absence',
    example: 120,
  })
  declare readonly absenceOverMinutes: number;
  /** EACH: late and early are each measured alone; SUM: together (ATT-2). */
  @ChoiceField(LATENESS_MODES, { example: 'EACH' }) declare readonly lateness: (typeof LATENESS_MODES)[number];
}

/** Who decides on a leave of up to `upToDays` days (以内 includes the number, RULE-1). */
export class LeaveTier {
  @NumberField({ min: 0.5, max: 366, example: 1 }) declare readonly upToDays: number;
  @ChoicesField(POSTS, { description: '签注意见 / endorse, in this order', example: [] })
  declare readonly endorsers: Post[];
  @ChoiceField(POSTS, { description: '批准 / approves', example: 'office-head' }) declare readonly approver: Post;
}

export class LeaveRules extends LeaveConditions {
  /** Ascending by days; what exceeds the last goes its way, marked beyond delegation (LEV-5). */
  @ListField(() => LeaveTier, { min: 1, max: 10 }) declare readonly tiers: LeaveTier[];
}

export class IntakeRules {
  @IntegerField({ max: 60, example: 10, description: '生效后多少日内报到 / days after taking effect to report within' })
  declare readonly reportWithinDays: number;
}

export class AppraisalRules {
  @IntegerField({
    max: 92,
    example: 10,
    description: "季末前多少日起可考评 / days before the quarter's end from which it can be appraised",
  })
  declare readonly opensDaysBeforeQuarterEnd: number;
}

export class IncidentRules {
  @NumberField({ min: 0.1, max: 720, example: 1 }) declare readonly officeHours: number;
  @NumberField({ min: 0.1, max: 720, example: 2 }) declare readonly countyHours: number;
  @NumberField({ min: 0.1, max: 720, example: 24 }) declare readonly cityHours: number;
}

export class FileRules {
  @IntegerField({
    min: 1,
    max: 480,
    example: 30,
    description: '档案打开后多少分钟内可以阅读 / minutes that a file stays open to who opened it',
  })
  declare readonly openMinutes: number;
}

/** Who is a minor, and who handles minors: to everybody else no list shows that there are any (INT-4; [52–58] of the law). */
export class MinorsRules {
  @IntegerField({ min: 14, max: 21, example: 18, description: '成年年龄 / age of majority' })
  declare readonly adultAge: number;
  @ChoicesField(ROLES, {
    description: '可查阅未成年对象记录的角色 / roles that may read records of minors',
    example: ['social-worker', 'officer', 'office-head', 'deputy-director', 'director'],
  })
  declare readonly readers: Role[];
}

export class TeamRules {
  @IntegerField({ min: 1, max: 20, example: 3, description: '矫正小组最少人数 / least members of a team' })
  declare readonly minMembers: number;
}

export class PlanRules {
  @IntegerField({
    min: 1,
    max: 366,
    example: 90,
    description: '矫正方案多少日评估一次 / days between reviews of a plan',
  })
  declare readonly reviewDays: number;
}

/** One of the things that a level of supervision is found from (LVL-1). */
export class LevelFactor {
  @IdField({ description: '因素代码 / code', example: 'ATTITUDE' }) declare readonly code: string;
  @TextField({ max: 100, description: '因素名称 / title', example: '认罪悔罪态度 / attitude' })
  declare readonly title: string;
  @IntegerField({ min: 1, max: 100, example: 10, description: '最高分 / highest score' })
  declare readonly maxScore: number;
  @NumberField({ min: 0.01, max: 100, example: 1, description: '权重 / weight' }) declare readonly weight: number;
}

export class ContactRules {
  @IntegerField({ max: 7, example: 1, description: '每周汇报次数 / reports a week' })
  declare readonly reportsPerWeek: number;
  @IntegerField({ max: 92, example: 3, description: '每季走访次数 / visits a quarter' })
  declare readonly visitsPerQuarter: number;
}

export class ContactPlan {
  @ObjectField(() => ContactRules, { description: '严管', example: { reportsPerWeek: 2, visitsPerQuarter: 6 } })
  declare readonly STRICT: ContactRules;
  @ObjectField(() => ContactRules, { description: '普管', example: { reportsPerWeek: 1, visitsPerQuarter: 3 } })
  declare readonly GENERAL: ContactRules;
  @ObjectField(() => ContactRules, { description: '宽管', example: { reportsPerWeek: 1, visitsPerQuarter: 1 } })
  declare readonly LENIENT: ContactRules;
}

export class LevelRules {
  @ListField(() => LevelFactor, { min: 1, max: 30 }) declare readonly factors: LevelFactor[];
  @NumberField({ min: 0.01, max: 100_000, example: 33, description: '加权总分达到即建议严管 / strict from this total' })
  declare readonly strictFrom: number;
  @NumberField({
    min: 0.01,
    max: 100_000,
    example: 17,
    description: '加权总分达到即建议普管 / general from this total',
  })
  declare readonly generalFrom: number;
  @ObjectField(() => ContactPlan) declare readonly contact: ContactPlan;
}

export class ApplicationRules {
  @IntegerField({
    min: 1,
    max: 60,
    example: 10,
    description: '接收后多少个工作日内办结 / working days after receipt to conclude within',
  })
  declare readonly concludeWithinWorkingDays: number;
  @IntegerField({ min: 1, max: 10, example: 2, description: '社会调查最少人数 / least investigators' })
  declare readonly minInvestigators: number;
}

/** How much work one social worker's post is for (ORG-2). */
export class StaffingRules {
  @IntegerField({ min: 1, max: 500, example: 15, description: '每个岗位对应的在册对象数 / supervisees for one post' })
  declare readonly superviseesPerPost: number;
  @IntegerField({ min: 1, max: 500, example: 15, description: '每个岗位对应的矫正方案数 / plans for one post' })
  declare readonly plansPerPost: number;
}

/** The content of a policy set: every threshold, tier, deadline and weight of the rules (RULE-2). */
export class PolicyRules {
  @ObjectField(() => Schedule) declare readonly schedule: Schedule;
  @ObjectField(() => AttendanceRules) declare readonly attendance: AttendanceRules;
  @ObjectField(() => LeaveRules) declare readonly leave: LeaveRules;
  @ObjectField(() => IntakeRules) declare readonly intake: IntakeRules;
  @ObjectField(() => AppraisalRules) declare readonly appraisal: AppraisalRules;
  @ObjectField(() => IncidentRules) declare readonly incident: IncidentRules;
  @ObjectField(() => FileRules) declare readonly files: FileRules;

  @ObjectField(() => MinorsRules) declare readonly minors: MinorsRules;
  @ObjectField(() => TeamRules) declare readonly team: TeamRules;
  @ObjectField(() => PlanRules) declare readonly plan: PlanRules;
  @ObjectField(() => TravelRules) declare readonly travel: TravelRules;
  @ObjectField(() => ExecutionPlaceRules) declare readonly executionPlace: ExecutionPlaceRules;
  @ObjectField(() => MeasureRules) declare readonly measures: MeasureRules;
  @ObjectField(() => MonitoringRules) declare readonly monitoring: MonitoringRules;
  @ObjectField(() => LevelRules) declare readonly level: LevelRules;
  @ObjectField(() => ApplicationRules) declare readonly application: ApplicationRules;
  @ObjectField(() => OversightRules) declare readonly oversight: OversightRules;
  @ObjectField(() => PublicityRules) declare readonly publicity: PublicityRules;
  @ObjectField(() => AnnualAppraisalRules) declare readonly annualAppraisal: AnnualAppraisalRules;
  @ObjectField(() => DisciplineRules) declare readonly discipline: DisciplineRules;
  @ObjectField(() => StaffingRules) declare readonly staffing: StaffingRules;
  @ObjectField(() => ReturnRules) declare readonly returns: ReturnRules;
  @ObjectField(() => DismissalRules) declare readonly dismissal: DismissalRules;
}
