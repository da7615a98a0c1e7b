import { type Day, dayAt, type Instant } from '../../kernel/day.js';
import { dayOfSession, halfOfSession, type Session } from '../../kernel/sessions.js';
import type { Printed } from '../print-page.js';
import { term } from '../../kernel/terms.js';
import { chinese, chineseAt, type FormCell, formPage } from './form-table.js';

interface Step {
  readonly action: string;
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly at: Instant;
  readonly by?: string;
  readonly opinion?: string;
}

/** One request of the ledger, as a form shows it; personal values are readable already, people and units have names. */
export interface LeaveOnForm {
  readonly name: string;
  readonly office: string;
  readonly kind: string;
  readonly from: Session;
  readonly to: Session;
  readonly days: number;
  readonly reason: string;
  readonly substitute: string | null;
  readonly certificate: string | null;
  readonly requestedAt: Instant;
  readonly status: string;
  readonly endorsers: readonly string[];
  readonly approver: string;
  readonly beyondDelegation: boolean;
  readonly notice: string | null;
  readonly clearedOn: Day | null;
  readonly clearBy: Day | null;
  readonly clearedLate: boolean;
  readonly cancelledDays: number;
  readonly history: readonly Step[];
}

const OPINIONS: Readonly<Record<string, string>> = {
  endorsed: '签注意见',
  approved: '批准',
  rejected: '不予批准',
  returned: '退回补充',
};
const STATUS: Readonly<Record<string, string>> = {
  provisional: '待补办手续',
  pending: '待审批',
  returned: '退回补充',
  approved: '已批准',
  rejected: '不予批准',
  withdrawn: '已撤回',
  cancelled: '已取消',
  lapsed: '逾期未补办手续',
};

const at = (session: Session): string => `${chinese(dayOfSession(session))}${term(halfOfSession(session))}`;

/** The application form for leave (请假审批表), with the opinion of each post that signs it, in the order of its chain. */
export const leaveForm = (leave: LeaveOnForm, printed: Printed): string => {
  const { clearedOn, clearBy, clearedLate } = leave;
  const cleared =
    clearedOn === null
      ? clearBy === null
        ? null
        : `应于${chinese(clearBy)}前销假`
      : `${chinese(clearedOn)}销假${clearedLate ? '（逾期）' : ''}`;
  const cells: FormCell[] = [
    { label: '姓名', text: leave.name },
    { label: '所在单位', text: leave.office },
    { label: '请假类别', text: term(leave.kind) },
    { label: '申请日期', text: chineseAt(leave.requestedAt) },
    { label: '请假时间', text: `${at(leave.from)}至${at(leave.to)}，共${leave.days}天`, wide: true },
    { label: '请假事由', text: leave.reason, wide: true },
    { label: '代班人', text: leave.substitute },
    { label: '病假证明', text: leave.certificate },
    ...[...leave.endorsers, leave.approver].map((post) => opinionOf(post, leave)),
    { label: '销假情况', text: cleared, wide: true },
    { label: '办理结果', text: STATUS[leave.status] ?? leave.status },
    { label: '备注', text: remarks(leave) },
  ];
  return formPage('请假审批表', cells, printed);
};

/** The last that a post said; room for it where it has said nothing. */
const opinionOf = (post: string, { history }: LeaveOnForm): FormCell => {
  const label = `${term(post)}意见`;
  const said = history.filter(({ by, action }) => by === post && action in OPINIONS).at(-1);
  if (!said) return { label, text: null, signed: null, wide: true };
  const { actor, onBehalfOf, opinion } = said;
  const by = onBehalfOf === undefined ? actor : `${actor}（代${onBehalfOf}）`;
  const text = [OPINIONS[said.action], opinion].filter((one) => one !== undefined).join('：');
  return { label, text, signed: { by, on: dayAt(said.at) }, wide: true };
};

const remarks = ({ notice, beyondDelegation, cancelledDays }: LeaveOnForm): string | null => {
  const all = [
    ...(notice === null ? [] : [`${term(notice)}请假，事后补办`]),
    ...(beyondDelegation ? ['超出规定的审批权限'] : []),
    ...(cancelledDays === 0 ? [] : [`另有${cancelledDays}天已取消`]),
  ];
  return all.length === 0 ? null : all.join('；');
};
