import type { Day } from '../../../kernel/day.js';
import type { DomainEvent, EventDefinitions, Personal } from '../../../kernel/event.js';
import type { Post } from '../../../kernel/roles.js';

/**
 * The five grounds of [29] of the law: 违反人民法院禁止令 · 无正当理由，未经批准离开所居住的市、县 · 拒不按照规定报告自己的活动情况，被给予警告 ·
 * 违反监督管理规定，被给予治安管理处罚 · 拟提请撤销缓刑、假释或者暂予监外执行收监执行.
 */
export const MONITORING_GROUNDS = [
  'PROHIBITION_ORDER_BREACHED',
  'LEFT_WITHOUT_APPROVAL',
  'WARNED_FOR_NOT_REPORTING',
  'SECURITY_PENALTY',
  'REVOCATION_OR_RECOMMITTAL_INTENDED',
] as const;
export type MonitoringGround = (typeof MONITORING_GROUNDS)[number];

interface OfOrder {
  readonly superviseeId: string;
  readonly orderId: string;
  readonly officeId: string;
}
interface Period extends OfOrder {
  readonly ground: MonitoringGround;
  /** 0: the order itself; then its extensions. */
  readonly extension: number;
  readonly from: Day;
  readonly to: Day;
}
interface Draft extends Period {
  readonly draftedBy: readonly string[];
  /** Who may decide on it, by the policy of its day; drafts from before they said so have none. */
  readonly approvers?: readonly Post[];
  readonly facts: Personal;
}
interface Decision extends Period {
  readonly by: Post;
  readonly opinion: Personal;
}

/** The office drafts an order of electronic monitoring (电子定位), or an extension of the one in force. */
export type MonitoringDrafted = DomainEvent<'MonitoringDrafted', Draft>;
export type MonitoringApproved = DomainEvent<'MonitoringApproved', Decision>;
export type MonitoringRefused = DomainEvent<'MonitoringRefused', Decision>;
export type MonitoringEnded = DomainEvent<
  'MonitoringEnded',
  OfOrder & { readonly on: Day; readonly by: Post; readonly reason: Personal }
>;
/** The last day was over, and nothing had made it longer. */
export type MonitoringRanOut = DomainEvent<
  'MonitoringRanOut',
  OfOrder & { readonly ground: MonitoringGround; readonly extension: number; readonly to: Day }
>;

export type MonitoringEvent =
  MonitoringDrafted | MonitoringApproved | MonitoringRefused | MonitoringEnded | MonitoringRanOut;

const ofPerson = { version: 1, subject: 'superviseeId' } as const;

export const monitoringEvents: EventDefinitions<MonitoringEvent> = {
  MonitoringDrafted: { ...ofPerson, title: ['拟订电子定位', 'Monitoring drafted'], personal: ['facts'] },
  MonitoringApproved: { ...ofPerson, title: ['批准电子定位', 'Monitoring approved'], personal: ['opinion'] },
  MonitoringRefused: { ...ofPerson, title: ['不予批准电子定位', 'Monitoring refused'], personal: ['opinion'] },
  MonitoringEnded: { ...ofPerson, title: ['解除电子定位', 'Monitoring ended'], day: 'on', personal: ['reason'] },
  MonitoringRanOut: { version: 1, title: ['电子定位到期', 'Monitoring ran out'], day: 'to' },
};
