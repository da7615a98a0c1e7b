import type { Continuation } from './verify-against.js';
import type { Finding, Verdict } from './verify.js';

const KINDS: Readonly<Record<Finding['kind'], string>> = {
  changed: '被修改',
  dropped: '缺失',
  inserted: '被插入',
  reordered: '顺序被改变',
  unreadable: '无法读取',
  'cut off': '被截断',
  'not signed': '签名不符',
};

const UNPROVEN =
  '未用 --key 给出公钥：只说明文件自身前后一致 / Without --key: this shows only that the file agrees with itself';
const ALONE =
  '未用 --against 给出较早的导出：改写后重新成链的历史看不出来 / ' +
  'Without --against: history that was rewritten and chained anew before it was exported does not show';
const KEY_OF_EARLIER =
  '未用 --key 给出公钥：以较早导出中的公钥为准 / Without --key: the public key is taken from the earlier export';

/** What a check found, in words. @param proven whether the signature was checked with a key from elsewhere */
export const verdictText = (verdict: Verdict, proven: boolean): string =>
  verdict.finding
    ? `不可信：${findingText(verdict.finding)[0]} / Not sound: ${findingText(verdict.finding)[1]}`
    : [soundText(verdict), ...(proven ? [] : [UNPROVEN]), ALONE].join('\n');

/** What a check against an earlier export found, in words. @param proven whether a key from elsewhere was given */
export const continuationText = (found: Continuation, proven: boolean): string => {
  if (found.unsound) {
    const [zh, en] = findingText(found.unsound);
    return `较早的导出不可信：${zh} / The earlier export is not sound: ${en}`;
  }
  const { verdict, earlierEvents } = found;
  if (verdict.finding) return verdictText(verdict, proven);
  const goesOn =
    `前 ${earlierEvents} 个事件与较早的导出一致 / ` +
    `The first ${earlierEvents} events are those of the earlier export, in their order`;
  return [soundText(verdict), goesOn, ...(proven ? [] : [KEY_OF_EARLIER])].join('\n');
};

const findingText = ({ line, kind, what }: Finding): [zh: string, en: string] => [
  `第 ${line} 行${KINDS[kind]}`,
  `line ${line}, ${kind}: ${what}`,
];

const soundText = ({ events, streams, upTo }: Verdict): string =>
  `完好：${events} 个事件，${streams} 个流，截至位置 ${upTo} / ` +
  `Sound: ${events} events of ${streams} streams, up to position ${upTo}`;
