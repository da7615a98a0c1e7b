import type { Figures } from './figures.js';
import { type Counts, type Lines, sumOf } from './flow-table.js';
import { daysOf, type Span } from './span.js';

/** What codes are called in the text; the words are the module's own, as those of its tables. */
type Words = (code: string) => string;

interface Texts {
  readonly supervisees: string;
  readonly work: string;
  readonly correction: string;
  readonly other: string;
}

/** The four parts of the monthly analysis as the figures say (STA-4): what a person completes. */
export const draftedText = (unitName: string, span: Span, figures: Figures, word: Words): Texts => {
  const { counts } = figures;
  return {
    supervisees: supervisees(unitName, span, figures, word),
    work: said(counts.work, [
      ['weeklyReports', (n) => `收到周汇报${n}人次`],
      ['weeksMissed', (n) => `未按时汇报${n}人次`],
      ['visits', (n) => `开展走访和社区巡查${n}次`],
      ['checkIns', (n) => `到所签到${n}人次`],
      ['plansApproved', (n) => `审批矫正方案${n}份`],
      ['levelsSet', (n) => `确定或调整管理类别${n}人次`],
      ['travelApproved', (n) => `批准外出${n}人次`],
    ]),
    correction: said(counts.correction, [
      ['education', (n) => `参加教育培训${n}人次`],
      ['communityService', (n) => `参加公益性劳动${n}人次`],
      ['counselling', (n) => `心理辅导${n}次`],
      ['assistanceOpened', (n) => `新增帮扶${n}件`],
      ['assistanceClosed', (n) => `办结帮扶${n}件`],
      ['rewards', (n) => `表扬等奖励${n}人次`],
      ['sanctions', (n) => `训诫、警告等处罚${n}人次`],
    ]),
    other: said(counts.other, [
      ['incidents', (n) => `上报重大事项${n}件`],
      ['outOfSupervision', (n) => `脱离监管${n}人次`],
      ['missedIntake', (n) => `漏管${n}人`],
    ]),
  };
};

const supervisees = (unitName: string, span: Span, { table }: Figures, word: Words): string => {
  const { opening, in: came, out, closing } = table.total;
  const { last } = daysOf(span);
  const moved = [byCause('本月增加', came, word), byCause('减少', out, word)].join('，');
  const by = (division: string, name: string): string => {
    const parts = present(table.by[division] ?? {}).map(([cell, count]) => `${word(cell)}${count}人`);
    return parts.length === 0 ? '' : `按${name}：${parts.join('、')}。`;
  };
  const divided = [
    by('category', '矫正类别'),
    by('level', '管理类别'),
    by('sex', '性别'),
    by('employment', '就业状况'),
  ];
  const start = `截至${Number(last.slice(5, 7))}月${Number(last.slice(8))}日，${unitName}在矫人员${closing}人`;
  return `${start}（期初${opening}人，${moved}）。${divided.join('')}`;
};

const byCause = (title: string, counts: Counts, word: Words): string => {
  const causes = Object.entries(counts).map(([cause, count]) => `${word(cause)}${count}人`);
  return causes.length === 0 ? `${title}0人` : `${title}${sumOf(counts)}人（${causes.join('、')}）`;
};

const present = (lines: Lines): [string, number][] =>
  Object.entries(lines).flatMap(([cell, { closing }]) => (closing === 0 ? [] : [[cell, closing]]));

/** What there is none of is said, too: a reader sees that it was looked for. */
const said = (
  counts: Counts = {},
  sentences: readonly (readonly [name: string, sentence: (count: number) => string])[],
): string => `本月${sentences.map(([name, sentence]) => sentence(counts[name] ?? 0)).join('，')}。`;
