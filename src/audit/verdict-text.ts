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

/** What a check found, in words. @param proven whether the signature was checked with a key from elsewhere */
export const verdictText = ({ finding, events, streams, upTo }: Verdict, proven: boolean): string => {
  if (finding) {
    const { line, kind, what } = finding;
    return `不可信：第 ${line} 行${KINDS[kind]} / Not sound: line ${line}, ${kind}: ${what}`;
  }
  const sound =
    `完好：${events} 个事件，${streams} 个流，截至位置 ${upTo} / ` +
    `Sound: ${events} events of ${streams} streams, up to position ${upTo}`;
  return proven ? sound : `${sound}\n${UNPROVEN}`;
};
