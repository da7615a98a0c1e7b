/** Chinese for the codes that facts hold: the glossary of the rules. */
const TERMS: Readonly<Record<string, string>> = {
  PUBLIC_SURVEILLANCE: '管制',
  SUSPENDED_SENTENCE: '缓刑',
  PAROLE: '假释',
  TEMPORARY_SERVICE_OUTSIDE_PRISON: '暂予监外执行',
  MALE: '男',
  FEMALE: '女',
  EMPLOYED: '就业',
  SELF_EMPLOYED: '自主经营',
  FARMING: '务农',
  STUDYING: '在学',
  UNEMPLOYED: '待业',
  RETIRED: '退休',
  UNABLE_TO_WORK: '无劳动能力',
  TERM_EXPIRED: '期满解除',
  PARDON: '特赦',
  REVOKED: '撤销缓刑、假释',
  RECOMMITTED: '收监执行',
  DECEASED: '死亡',
};

/** A code in Chinese; what is no known code stays as it is. */
export const term = (code: string): string => TERMS[code] ?? code;
