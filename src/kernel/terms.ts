/** Chinese for the codes that facts hold: the glossary of the rules, by what they are about. */
const PEOPLE: Readonly<Record<string, string>> = {
  ...{ MALE: '男', FEMALE: '女', supervisee: '社区矫正对象', socialWorker: '专职社工', volunteer: '志愿者' },
  ...{
    intakeApplication: '申请或委托',
    applicant: '应聘人员',
    statisticalReturn: '统计报表',
    record: '记录',
    document: '读模型文档',
  },
  ...{ officer: '工作人员', 'office-head': '所长', 'deputy-director': '分管领导', director: '局长' },
  ...{ 'city-officer': '市局工作人员', 'social-worker': '专职社工', auditor: '审计员', analyst: '分析员' },
  ...{ administrator: '管理员', system: '系统' },
  ...{
    SOCIAL_WORKER: '社会工作者',
    OFFICER: '司法所工作人员',
    VOLUNTEER: '志愿者',
    GUARDIAN: '监护人',
    FAMILY: '家庭成员',
  },
  ...{
    EMPLOYER: '所在单位',
    SCHOOL: '就读学校',
    VILLAGE_COMMITTEE: '居（村）民委员会',
    INSTITUTION: '机关',
    PUBLIC: '公众',
  },
};
const UNITS: Readonly<Record<string, string>> = {
  ...{ CITY: '市司法局', COUNTY: '县司法局', OFFICE: '司法所', city: '市', county: '县', office: '司法所' },
  ...{ LEADING_GROUP: '领导小组', LEADER: '组长', DEPUTY_LEADER: '副组长', MEMBER: '成员' },
  ...{ OTHER_COUNTY: '外县', OTHER_CITY: '外市', OTHER_PROVINCE: '外省', AM: '上午', PM: '下午' },
};
const SUPERVISION: Readonly<Record<string, string>> = {
  ...{ PUBLIC_SURVEILLANCE: '管制', SUSPENDED_SENTENCE: '缓刑', PAROLE: '假释' },
  ...{ TEMPORARY_SERVICE_OUTSIDE_PRISON: '暂予监外执行', STRICT: '严管', GENERAL: '普管', LENIENT: '宽管' },
  ...{ expected: '待报到', registered: '在矫', discharged: '解除', terminated: '终止', transferred: '转出' },
  ...{ 'out-of-supervision': '脱管', detained: '羁押', deceased: '死亡' },
  ...{ TERM_EXPIRED: '期满解除', PARDON: '特赦', REVOKED: '撤销', RECOMMITTED: '收监执行', DECEASED: '死亡' },
  ...{ TRANSFERRED_OUT: '变更执行地转出', TRANSFERRED_IN: '变更执行地转入' },
  ...{ TRANSFERRED_WITHIN_COUNTY: '县内变更执行地', TRANSFERRED_WITHIN_CITY: '市内跨县变更执行地' },
  ...{ TRANSFERRED: '变更执行地', APPLICATION: '申请', COMMISSION: '委托', SUITABLE: '适宜', UNSUITABLE: '不适宜' },
  ...{ BASIC_FACTS: '社区矫正人员基本情况月报表', WORK_AWAY: '社区矫正外出人员就业情况月报表' },
  ...{ LEVELS: '社区矫正人员分类管理季报表', ANALYSIS: '社区矫正工作情况月度分析' },
  ...{ WITHIN_COUNTY: '县内', WITHIN_CITY: '市内跨县', OUT_OF_CITY: '市外' },
  ...{ endorsement: '签注意见', consent: '征求新执行地意见', decision: '决定' },
  ...{ KEEP: '维持', ADJUST: '调整', HOME_VISIT: '入户走访', PATROL: '社区巡查', OFFICE_CHECK_IN: '到所签到' },
};
/** Factors of the default policy set; those of others are printed by their codes. */
const FACTORS: Readonly<Record<string, string>> = {
  ...{ OFFENCE_GRAVITY: '犯罪性质和情节', PRIOR_RECORD: '前科劣迹', ATTITUDE: '认罪悔罪态度' },
  ...{ COMPLIANCE: '遵守监督管理规定情况', LIVELIHOOD: '就业和经济状况', SUPPORT: '家庭和社会支持' },
};
const LIFE: Readonly<Record<string, string>> = {
  ...{ EMPLOYED: '就业', SELF_EMPLOYED: '自主经营', FARMING: '务农', STUDYING: '在学', UNEMPLOYED: '待业' },
  ...{ RETIRED: '退休', UNABLE_TO_WORK: '无劳动能力', EMPLOYMENT: '就业', SCHOOLING: '就学', MEDICAL: '就医' },
  ...{ LEGAL: '法律', MORAL: '道德', VOCATIONAL: '职业', POLITICAL: '政治', PROFESSIONAL: '业务' },
  ...{ DOCUMENT_WRITING: '文书写作', PSYCHOLOGY: '心理', EDUCATION: '教育', LAW: '法学', LICENCE: '执照' },
  ...{ RESOLVED: '已解决', PARTLY_RESOLVED: '部分解决', UNRESOLVED: '未解决', WITHDRAWN: '撤回' },
  ...{ PASSED: '合格', FAILED: '不合格', COMMUNITY_SERVICE: '公益活动' },
};
const MEASURES: Readonly<Record<string, string>> = {
  ...{ REEXAMINATION: '责令复查', PLAN_ADJUSTMENT: '调整矫正方案', ADMONITION: '训诫', WARNING: '警告' },
  ...{
    SECURITY_PENALTY_REFERRAL: '提请治安管理处罚',
    REVOCATION_PROPOSAL: '提请撤销',
    RECOMMITTAL_PROPOSAL: '提请收监执行',
  },
  ...{ COMMENDATION: '表扬', MERIT: '立功', COMMUTATION_PROPOSAL: '提请减刑', GRANTED: '准予', DENIED: '不予' },
  ...{ PROHIBITION_ORDER_BREACHED: '违反人民法院禁止令', LEFT_WITHOUT_APPROVAL: '无正当理由未经批准离开' },
  ...{ WARNED_FOR_NOT_REPORTING: '拒不按照规定报告被给予警告', SECURITY_PENALTY: '违反监督管理规定被给予治安管理处罚' },
  ...{ REVOCATION_OR_RECOMMITTAL_INTENDED: '拟提请撤销或者收监执行' },
};
const INCIDENTS: Readonly<Record<string, string>> = {
  ...{
    CRIME_OR_SIGNS: '正在犯罪或有犯罪迹象',
    ABNORMAL_DEATH: '非正常死亡',
    OUT_OF_SUPERVISION: '脱管、漏管或下落不明',
  },
  ...{ PETITION_OR_DEMONSTRATION: '上访、游行或示威', NEW_OFFENCE_COMPULSORY_MEASURES: '重新犯罪被采取强制措施' },
  ...{ ADMINISTRATIVE_DETENTION: '行政拘留', SERIOUS_BREACH: '严重违规并造成或可能造成严重后果' },
  ...{ RULES_CONFLICT: '规定相互冲突', RULE_UNCLEAR: '规定不明确', RULE_SILENT: '没有规定' },
};
const WORKFORCE: Readonly<Record<string, string>> = {
  ...{ SICK: '病假', PERSONAL: '事假', ANNUAL: '年休假', MARRIAGE: '婚假', MATERNITY: '产假', BEREAVEMENT: '丧假' },
  ...{
    WORK_INJURY: '工伤',
    NOT_AT_WORK: '未到岗',
    LEFT_WITHOUT_CLEARANCE: '擅自离岗',
    EACH: '分别计算',
    SUM: '合并计算',
    ROLLING: '滚动十二个月',
    CALENDAR: '自然年',
  },
  ...{
    FORM_MISSING: '逾期未补办请假手续',
    NOT_CLEARED: '逾期未销假',
    NOT_RECORDED: '未签到',
    ORAL: '口头',
    TELEPHONE: '电话',
  },
  ...{ LATE: '迟到', EARLY: '早退', LATE_AND_EARLY: '迟到和早退' },
  ...{ PENSION: '养老保险', UNEMPLOYMENT: '失业保险', HOUSING_FUND: '住房公积金', ACCIDENT: '意外保险' },
  ...{ CONTRACT_EXPIRY: '合同期满', RETIREMENT: '退休', DEATH: '死亡', OTHER: '其他' },
  ...{
    SOCIAL_WORK_AIDE: '社会工作员',
    ASSISTANT_SOCIAL_WORKER: '助理社会工作师',
    SENIOR_SOCIAL_WORKER: '高级社会工作师',
  },
  ...{ EXCELLENT: '优秀', COMPETENT: '合格', BASICALLY_COMPETENT: '基本合格', NOT_COMPETENT: '不合格' },
  ...{ UPHELD: '维持', REVISED: '变更', CITATION: '嘉奖', ADVANCED_WORKER: '先进工作者' },
  ...{ DISCIPLINE: '纪律处分', ACCOUNTABILITY: '责任追究', NONE: '不予处分', ADMONISHMENT: '诫勉' },
  ...{ WRITTEN_SELF_CRITICISM: '书面检查', PUBLIC_CRITICISM: '通报批评', DEMERIT: '记过', DEMOTION: '降级' },
};

const DISMISSALS: Readonly<Record<string, string>> = {
  ...{ ABSENT: '旷工', PRESENT: '出勤', WORKED: '出勤', LEAVE: '请假', LEAVE_RELEASED: '请假退回' },
  ...{ NOTE: '请假', RELEASE: '退回', UNCOVER: '无请假手续' },
  ...{ PROBATION_ABSENCE_RUN: '试用期连续旷工', PROBATION_ABSENCE_TOTAL: '试用期累计旷工' },
  ...{ PROBATION_LEAVE_RUN: '试用期连续请假', PROBATION_LEAVE_TOTAL: '试用期累计请假' },
  ...{ APPOINTED_ABSENCE_RUN: '聘用期连续旷工', APPOINTED_ABSENCE_YEAR: '一年内累计旷工' },
  ...{ APPOINTED_LEAVE_RUN: '聘用期连续请假', APPOINTED_LEAVE_YEAR: '一年内累计请假' },
  ...{ HOSPITAL_YEAR: '一年内非因工负伤住院', ILLNESS: '因病', NON_WORK_INJURY: '非因工负伤' },
  ...{ DISMISS: '解除聘用', FACTS_GONE: '事由已不存在', SERVICE_ENDED: '已离任' },
};

const OVERSIGHT: Readonly<Record<string, string>> = {
  ...{ inspection: '检查', complaint: '投诉或建议', procuratorateOpinion: '检察建议或纠正意见' },
  ...{ COMPLAINT: '投诉', SUGGESTION: '建议', LETTER: '来信', CALLER: '来访', ONLINE: '网络' },
  ...{ FOUNDED: '属实', PARTLY_FOUNDED: '部分属实', UNFOUNDED: '不属实', ADOPTED: '采纳', NOT_ADOPTED: '不予采纳' },
  ...{ PARTLY_ADOPTED: '部分采纳', PROCURATORIAL_SUGGESTION: '检察建议', CORRECTION_OPINION: '纠正意见' },
};

const TERMS: Readonly<Record<string, string>> = {
  ...PEOPLE,
  ...UNITS,
  ...FACTORS,
  ...LIFE,
  ...WORKFORCE,
  ...INCIDENTS,
  ...MEASURES,
  ...SUPERVISION,
  ...DISMISSALS,
  ...OVERSIGHT,
};

/** Whether a code has a Chinese name. */
export const isTerm = (code: string): boolean => Object.hasOwn(TERMS, code);

/** A code in Chinese; what is no known code stays as it is. */
export const term = (code: string): string => (isTerm(code) ? (TERMS[code] ?? code) : code);
