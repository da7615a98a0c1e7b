import { dayAt, minuteAt } from '../kernel/day.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Text as it stands on a page of HTML. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** An instant as a clock in Shanghai shows it. */
export const atShanghai = (instant: string): string => {
  const minutes = minuteAt(instant);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${dayAt(instant)} ${hour}:${minute}`;
};

/** A value that may be missing, or unreadable since its key was destroyed. */
export const written = (text: string | null | undefined): string => {
  if (text === null || text === undefined || text === '') return '\u3000';
  return text === 'ERASED' ? '（已销毁）' : escaped(text);
};

/** What all printed pages share: A4, a face for Chinese text, ruled tables. */
const STYLE = `
@page { size: A4; margin: 20mm 15mm;
  @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; font-size: 9pt; } }
body { font: 10.5pt/1.5 "SimSun", "Noto Serif CJK SC", serif; color: #000; }
h1 { font-size: 18pt; text-align: center; letter-spacing: .3em; margin: 0 0 6mm; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { border: .3mm solid #000; padding: 1.2mm 2mm; vertical-align: top; overflow-wrap: anywhere; }
tr { break-inside: avoid; }
footer { margin-top: 4mm; font-size: 9pt; }
`;

/** Whatever text got into a page, it runs nothing and fetches nothing. */
const POLICY = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;

/** Up to where the content begins. */
export const pageHead = (title: string, style: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">${POLICY}<title>${title}</title><style>${STYLE}${style}</style></head>` +
  `<body><h1>${title}</h1>`;

/** Who printed it, when, and as of which place in the history. */
export interface Printed {
  readonly by: string;
  readonly at: string;
  readonly position: number;
}

/** From where the content ends. */
export const pageEnd = ({ by, at, position }: Printed, said = ''): string =>
  `<footer>${said}截至历史位置 ${position}；${escaped(by)} 于 ${atShanghai(at)} 打印</footer></body></html>`;
