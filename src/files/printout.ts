import { isDay } from '../kernel/day.js';
import { term } from '../kernel/terms.js';
import type { FieldLabels, FieldOf } from './field-labels.js';
import { atShanghai, escaped, pageEnd, pageHead, type Printed, written } from './print-page.js';

/** A fact as it is printed; personal values are readable already. */
export interface PrintedEntry extends FieldOf {
  readonly day: string;
  readonly title: string;
  readonly by: string;
  readonly onBehalfOf: string | null;
  /** Named where it is not the office that the first page says. */
  readonly office: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}

/** Who the file is about, as the first page says. */
export interface PrintedPerson {
  readonly name: string;
  readonly identityNumber: string;
  readonly sex: string;
  readonly category: string;
  readonly documentNumber: string;
  readonly termFrom: string;
  readonly termTo: string;
  readonly officeId: string;
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/u;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/u;

const shownText = (text: string): string => {
  if (text === 'ERASED') return '（已销毁）';
  if (isDay(text)) return `<span class="day">${text}</span>`;
  return INSTANT.test(text) ? atShanghai(text) : escaped(term(text));
};

const shown = (value: unknown, labels: FieldLabels, of: FieldOf): string => {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map((item) => shown(item, labels, of)).join('、');
  if (typeof value === 'object') return `（${fields(value as Record<string, unknown>, labels, of)}）`;
  return typeof value === 'string' ? shownText(value) : escaped(JSON.stringify(value));
};

/** Ids that the service made say nothing to a person: they lead from record to record, and stay in the history. */
const isLink = (value: unknown): boolean =>
  (typeof value === 'string' && UUID.test(value)) || (Array.isArray(value) && value.every(isLink));

const fields = (data: Readonly<Record<string, unknown>>, labels: FieldLabels, of: FieldOf): string =>
  Object.entries(data)
    .filter(([name, value]) => name !== 'superviseeId' && name !== 'officeId' && !isLink(value))
    .map(([name, value]) => `${escaped(labels.of(of, name))}：${shown(value, labels, of)}`)
    .join('；');

const row = (entry: PrintedEntry, labels: FieldLabels): string => {
  const by = entry.onBehalfOf === null ? entry.by : `${entry.by}（代 ${entry.onBehalfOf}）`;
  const said = entry.data === null ? '' : fields(entry.data, labels, entry);
  const office = entry.office === null ? '' : `<br>${escaped(entry.office)}`;
  return `<tr><td>${escaped(entry.day)}</td><td>${escaped(entry.title)}</td><td>${said}</td><td>${escaped(by)}${office}</td></tr>`;
};

const STYLE = `
.day { white-space: nowrap; }
thead { display: table-header-group; }
.person { margin-bottom: 6mm; } .person th { width: 22mm; }
.entries th:nth-child(1) { width: 22mm; } .entries th:nth-child(2) { width: 30mm; } .entries th:nth-child(4) { width: 24mm; }
`;

const HEAD = ['日期', '事项', '内容', '记录人'].map((one) => `<th scope="col">${one}</th>`).join('');

const personTable = (person: PrintedPerson): string => {
  const cells: readonly (readonly [string, string])[] = [
    ['姓名', person.name],
    ['性别', term(person.sex)],
    ['身份证号', person.identityNumber],
    ['矫正类别', term(person.category)],
    ['文书编号', person.documentNumber],
    ['矫正期限', `${person.termFrom} 至 ${person.termTo}`],
    ['司法所', person.officeId],
  ];
  const rows = cells.map(([label, text]) => `<tr><th scope="row">${label}</th><td>${written(text)}</td></tr>`);
  return `<table class="person"><tbody>${rows.join('')}</tbody></table>`;
};

/**
 * A person's file as a page to print, A4, in Chinese: pieces of HTML in order, so that a long file is never held whole.
 * @param entries by day
 */
export async function* printout(
  person: PrintedPerson,
  entries: AsyncIterable<PrintedEntry>,
  labels: FieldLabels,
  printed: Printed,
): AsyncGenerator<string> {
  yield pageHead('社区矫正档案', STYLE);
  yield personTable(person);
  yield `<table class="entries"><thead><tr>${HEAD}</tr></thead><tbody>`;
  let count = 0;
  for await (const entry of entries) {
    count += 1;
    yield row(entry, labels);
  }
  yield '</tbody></table>';
  yield pageEnd(printed, `共 ${count} 项，`);
}
