import { isTerm, term } from '../../kernel/terms.js';

/** What is called by a name in the tables and texts of returns alone; all else is called as everywhere. */
const WORDS: Readonly<Record<string, string>> = {
  ...{ NOT_SET: '未定级', UNKNOWN: '未登记', total: '合计', REGISTERED: '报到登记', AGED: '年龄增长' },
  ...{ LEVEL_SET: '管理类别变动', EMPLOYMENT_CHANGED: '就业变动', WENT_AWAY: '外出', RETURNED: '返回' },
  ...{ AWAY_EXTENDED: '延期', category: '矫正类别', level: '管理类别', sex: '性别' },
  ...{ ageBand: '年龄段', employment: '就业状况', destination: '外出范围', opening: '期初', closing: '期末' },
  ...{ in: '增加', out: '减少', overdue: '逾期未归', people: '人数', fulfilled: '完成接触计划人数' },
  ...{ reportsAsked: '应汇报次数', reportsMade: '已汇报次数', visitsAsked: '应走访次数', visitsMade: '已走访次数' },
  ...{ work: '工作开展情况', correction: '教育矫正情况', other: '其他情况', supervisees: '社区矫正对象情况' },
  ...{ weeklyReports: '周汇报', weeksMissed: '未按时汇报', visits: '走访和社区巡查', checkIns: '到所签到' },
  ...{ plansApproved: '审批矫正方案', levelsSet: '确定或调整管理类别', travelApproved: '批准外出' },
  ...{ education: '教育培训', communityService: '公益性劳动', counselling: '心理辅导' },
  ...{ assistanceOpened: '新增帮扶', assistanceClosed: '办结帮扶', rewards: '奖励', sanctions: '处罚' },
  ...{ incidents: '重大事项', outOfSupervision: '脱离监管', missedIntake: '漏管' },
};

/** A code in Chinese; bands of ages say their years. */
export const word = (code: string): string => {
  if (Object.hasOwn(WORDS, code)) return WORDS[code] ?? code;
  if (isTerm(code)) return term(code);
  return /^\d/.test(code) ? `${code}岁`.replace('+岁', '岁以上') : code;
};
