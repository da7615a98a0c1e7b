import type { AnyDecider } from '../kernel/decider.js';
import { describeFields, type JsonSchema } from '../kernel/fields.js';

/** Chinese names of fields that no command brings: the service adds them to its facts. By type and field, or by field alone. */
const ADDED: Readonly<Record<string, string>> = {
  ...{ officeId: '司法所', week: '汇报所在周', birthYear: '出生年份', dueOn: '期限', missedIntake: '漏管' },
  ...{ daysLate: '逾期天数', clearsMiss: '补报缺报', amendment: '第几次补正', previouslyReportedOn: '原汇报日期' },
  ...{ acknowledgeBy: '签收期限', occurredAt: '发生时间', level: '处置层级', late: '逾期', automatic: '自动上报' },
  ...{ reader: '查阅人', openUntil: '可阅读至', counsellorId: '辅导人', by: '审批人', awaiting: '待何人审批' },
  ...{
    draftedBy: '起草人',
    endorser: '签注人',
    endorsers: '签注人',
    approver: '批准人',
    approvers: '批准人',
    deciders: '决定人',
  },
  ...{ requestedBy: '申请登记人', days: '天数', endedOn: '结束日期', openedOn: '立项日期', since: '起始日期' },
  ...{ version: '版本', number: '序号', approvedOn: '批准日期', reviewDueOn: '应评估日期', setOn: '确定日期' },
  ...{ assessment: '第几次评分', total: '总分', suggested: '建议', contact: '联系要求', weight: '权重' },
  ...{ reportsPerWeek: '每周汇报次数', visitsPerQuarter: '每季走访次数', programme: '项目', extension: '第几次延长' },
  ...{ memberId: '成员编号', personId: '人员', cause: '事由', to: '现值', from: '原值', sex: '性别', at: '时间' },
  ...{ wasMinutes: '原分钟数', investigation: '第几次调查', orderId: '决定编号', answer: '答复', lateDays: '逾期天数' },
  ...{ planned: '计划', present: '出席', employment: '就业状况', category: '类别', kind: '种类', name: '姓名' },
  ...{ concludedOn: '结论日期', withdrawnOn: '撤回日期', fromMinutes: '原分钟数', previousUntil: '原预计最后一日' },
  ...{ scope: '变更范围', toPath: '新执行地', fromPath: '原执行地', turn: '待办', posts: '职务', path: '单位' },
  ...{ receivers: '新执行地同意人', reportBy: '报到期限', linked: '关联资料', erased: '已销毁' },
  'ExecutionPlaceTransferApproved.on': '决定日期',
  'SuperviseeTransferred.on': '报到日期',
  'SocialInvestigationOpened.openedOn': '开展日期',
  'IncidentEscalated.from': '原层级',
  'IncidentEscalated.to': '上报至',
  'TravelApproved.from': '出发日期',
  'TravelApproved.to': '返回日期',
  'MonitoringApproved.from': '起始日期',
  'MonitoringApproved.to': '结束日期',
  'MonitoringRefused.from': '起始日期',
  'MonitoringRefused.to': '结束日期',
  'MonitoringRanOut.to': '结束日期',
  'MonitoringDrafted.from': '起始日期',
  'WorkAwayExtended.from': '外出日期',
  'WorkAwayEnded.from': '外出日期',
  'WorkAwayEnded.until': '预计最后一日',
  'CorrectionPlanApproved.from': '原版本',
  'CorrectionPlanReviewed.from': '原应评估日期',
  'TermExtended.from': '原矫正期限止',
  'TermExtended.to': '现矫正期限止',
};

/** Which fact a field belongs to. */
export interface FieldOf {
  readonly category: string;
  readonly type: string;
  /** Name of the command that led to the fact. */
  readonly command: string;
}

/** What printed files call the fields of facts: as the command did that brought them, or as all commands of the same records do. */
export class FieldLabels {
  private readonly byCommand = new Map<string, string>();
  /** What all commands of a category call a field; null where they differ. */
  private readonly byCategory = new Map<string, string | null>();

  constructor(deciders: readonly AnyDecider[]) {
    for (const { category, commands } of deciders)
      for (const [command, of] of Object.entries(commands as Record<string, new () => object>))
        for (const { name, schema } of describeFields(of)) this.learn(category, command, name, schema);
  }

  /** The Chinese name of a field of a fact; its own name where none is known. */
  of({ category, type, command }: FieldOf, field: string): string {
    const added = ADDED[`${type}.${field}`] ?? this.byCommand.get(`${command}.${field}`) ?? ADDED[field];
    return added ?? this.byCategory.get(`${category}.${field}`) ?? field;
  }

  private learn(category: string, command: string, field: string, schema: JsonSchema): void {
    const label = labelIn(schema.description);
    if (label !== undefined) {
      this.byCommand.set(`${command}.${field}`, label);
      const key = `${category}.${field}`;
      this.byCategory.set(key, (this.byCategory.get(key) ?? label) === label ? label : null);
    }
    const inner = (schema.properties ?? (schema.items as JsonSchema | undefined)?.properties) as
      Readonly<Record<string, JsonSchema>> | undefined;
    for (const [name, of] of Object.entries(inner ?? {})) this.learn(category, command, name, of);
  }
}

/** The Chinese part of a description, without what it says of how to fill the field in. */
const labelIn = (description: unknown): string | undefined =>
  typeof description === 'string' ? description.split(' / ')[0]?.split(/[；，]/u)[0] : undefined;
