import type { Day, Quarter } from '../../kernel/day.js';
import type { Printed } from '../print-page.js';
import { term } from '../../kernel/terms.js';
import { type FormCell, formPage } from './form-table.js';

/** What a quarter of the year says: the office's judgement, and the attendance behind it. */
export interface QuarterOnForm {
  readonly quarter: Quarter;
  readonly daysAttended: number;
  readonly lateCount: number;
  readonly absenceDays: number;
  readonly leaveDays: Readonly<Record<string, number>>;
  readonly appraisal: { readonly duties: string; readonly documents: string; readonly discipline: string } | null;
}

/** An annual appraisal as the form shows it; personal values are readable already, people and units have names. */
export interface AppraisalOnForm {
  readonly name: string;
  readonly office: string;
  readonly appointedOn: Day | null;
  readonly year: string;
  readonly quarters: readonly QuarterOnForm[];
  readonly headOpinion: {
    readonly opinion: string;
    readonly grade: string;
    readonly by: string;
    readonly on: Day;
  } | null;
  readonly scores: Readonly<Record<string, number>> | null;
  readonly evaluation: { readonly ballots: number; readonly tally: Readonly<Record<string, number>> } | null;
  readonly suggestion: { readonly grade: string; readonly score: number } | null;
  readonly graded: { readonly grade: string; readonly on: Day; readonly by: string; readonly reason: string | null };
  readonly appeal: { readonly on: Day; readonly grounds: string } | null;
  readonly appealDecision: {
    readonly outcome: string;
    readonly grade: string;
    readonly on: Day;
    readonly by: string;
    readonly reasons: string;
  } | null;
}

/** The four dimensions (德能勤绩). */
const DIMENSIONS = [
  ['INTEGRITY', '德'],
  ['ABILITY', '能'],
  ['DILIGENCE', '勤'],
  ['ACHIEVEMENT', '绩'],
] as const;

/** The registration form of an annual appraisal (年度考核登记表). */
export const annualAppraisalForm = (of: AppraisalOnForm, printed: Printed): string => {
  const { headOpinion, graded, suggestion } = of;
  const cells: FormCell[] = [
    { label: '姓名', text: of.name },
    { label: '所在单位', text: of.office },
    { label: '聘用时间', text: of.appointedOn },
    { label: '考核年度', text: `${of.year}年` },
    ...of.quarters.map(quarterOf),
    { label: '德能勤绩', text: scoresOf(of), wide: true },
    { label: '民主测评', text: evaluationOf(of), wide: true },
    { label: '综合得分', text: suggestion === null ? null : String(suggestion.score) },
    { label: '建议等次', text: suggestion === null ? null : term(suggestion.grade) },
    {
      label: '所长意见',
      text: headOpinion === null ? null : `${headOpinion.opinion}\n建议等次：${term(headOpinion.grade)}`,
      signed: headOpinion === null ? null : { by: headOpinion.by, on: headOpinion.on },
      wide: true,
    },
    {
      label: '县司法局考核意见',
      text: [`考核等次：${term(graded.grade)}`, graded.reason].filter((one) => one !== null).join('\n'),
      signed: { by: graded.by, on: graded.on },
      wide: true,
    },
    { label: '本人申诉', text: of.appeal === null ? null : `${of.appeal.grounds}（${of.appeal.on}）`, wide: true },
    ...appealOf(of),
    { label: '本人签字', text: null, signed: null, wide: true },
  ];
  return formPage('年度考核登记表', cells, printed);
};

const quarterOf = ({ quarter, appraisal, ...attended }: QuarterOnForm): FormCell => {
  const leave = Object.entries(attended.leaveDays).map(([kind, days]) => `${term(kind)}${days}天`);
  const attendance = [
    `出勤${attended.daysAttended}天`,
    `迟到${attended.lateCount}次`,
    `旷工${attended.absenceDays}天`,
    ...leave,
  ].join('，');
  const judged =
    appraisal === null
      ? '未作考评'
      : `履职：${appraisal.duties}\n文书：${appraisal.documents}\n纪律：${appraisal.discipline}`;
  return {
    label: `${quarter.slice(0, 4)}年第${quarter.slice(5)}季度考评`,
    text: `${judged}\n${attendance}`,
    wide: true,
  };
};

const scoresOf = ({ scores }: AppraisalOnForm): string | null =>
  scores === null ? null : DIMENSIONS.map(([code, name]) => `${name}：${scores[code] ?? '—'}分`).join('\u3000');

const evaluationOf = ({ evaluation }: AppraisalOnForm): string | null => {
  if (evaluation === null) return null;
  const votes = Object.entries(evaluation.tally).map(([grade, count]) => `${term(grade)}${count}票`);
  return `共${evaluation.ballots}票：${votes.join('，')}`;
};

const appealOf = ({ appealDecision }: AppraisalOnForm): FormCell[] => {
  if (appealDecision === null) return [];
  const { outcome, grade, reasons, by, on } = appealDecision;
  const text = `${term(outcome)}，考核等次：${term(grade)}\n${reasons}`;
  return [{ label: '申诉处理意见', text, signed: { by, on }, wide: true }];
};
