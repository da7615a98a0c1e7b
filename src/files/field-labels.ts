import type { AnyDecider } from '../kernel/decider.js';
import { describeFields } from '../kernel/fields.js';

/** Chinese names of fields that no command brings: the service adds them to its facts. */
const ADDED: Readonly<Record<string, string>> = {
  officeId: '司法所',
  week: '汇报所在周',
  birthYear: '出生年份',
  dueOn: '报到期限',
  missedIntake: '漏管',
  daysLate: '逾期天数',
  amendment: '第几次补正',
  previouslyReportedOn: '原汇报日期',
  from: '原值',
  to: '现值',
  acknowledgeBy: '签收期限',
  occurredAt: '发生时间',
  level: '处置层级',
  reader: '查阅人',
  openUntil: '可阅读至',
};

/** What printed files call the fields of facts: as the commands of the same records do. */
export class FieldLabels {
  private readonly known = new Map<string, string>();

  constructor(deciders: readonly AnyDecider[]) {
    for (const { category, commands } of deciders)
      for (const of of Object.values(commands as Record<string, new () => object>))
        for (const { name, options } of describeFields(of)) {
          const [zh] = (options.description ?? '').split(' / ');
          if (zh) this.known.set(`${category}.${name}`, zh);
        }
  }

  /** The Chinese name of a field of one category's facts; its own name where none is known. */
  of(category: string, field: string): string {
    return this.known.get(`${category}.${field}`) ?? ADDED[field] ?? field;
  }
}
