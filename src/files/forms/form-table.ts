import { type Day, dayAt, type Instant } from '../../kernel/day.js';
import { escaped, pageEnd, pageHead, type Printed, written } from '../print-page.js';

/** One cell of a form: what is asked, and what was written; a wide one takes a whole line. */
export interface FormCell {
  readonly label: string;
  /** As it was written; null leaves room to write. */
  readonly text: string | null;
  /** Who signed, and on which day. */
  readonly signed?: { readonly by: string; readonly on: Day } | null;
  readonly wide?: boolean;
}

const STYLE = `
.form th { width: 26mm; font-weight: normal; text-align: center; vertical-align: middle; }
.form td { min-height: 8mm; white-space: pre-wrap; }
.form .opinion td { height: 24mm; }
.signature { display: block; text-align: right; margin-top: 4mm; white-space: normal; }
`;

const cell = ({ label, text, signed }: FormCell, span: number): string => {
  const signature =
    signed === undefined
      ? ''
      : `<span class="signature">签名：${signed === null ? '\u3000\u3000\u3000\u3000' : written(signed.by)}\u3000\u3000${signed === null ? '\u3000\u3000年\u3000\u3000月\u3000\u3000日' : chinese(signed.on)}</span>`;
  return `<th scope="row">${escaped(label)}</th><td colspan="${span}">${written(text)}${signature}</td>`;
};

/** Cells in lines of two; a wide one has a line of its own. */
const lines = (cells: readonly FormCell[]): string => {
  const rows: string[] = [];
  let open: FormCell[] = [];
  const flush = (): void => {
    if (open.length > 0) rows.push(`<tr>${open.map((one) => cell(one, open.length === 1 ? 3 : 1)).join('')}</tr>`);
    open = [];
  };
  for (const one of cells) {
    if (one.wide) {
      flush();
      rows.push(`<tr${one.signed === undefined ? '' : ' class="opinion"'}>${cell(one, 3)}</tr>`);
    } else {
      open.push(one);
      if (open.length === 2) flush();
    }
  }
  flush();
  return rows.join('');
};

/** A form of A4 in Chinese, filled in. */
export const formPage = (title: string, cells: readonly FormCell[], printed: Printed): string =>
  `${pageHead(title, STYLE)}<table class="form"><tbody>${lines(cells)}</tbody></table>${pageEnd(printed)}`;

/** A day as forms write it: 2026年3月9日. */
export const chinese = (day: Day): string => {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
};

export const chineseAt = (instant: Instant): string => chinese(dayAt(instant));
