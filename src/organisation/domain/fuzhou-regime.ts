import type { PolicyRules } from '../../kernel/policy-rules.js';

/**
 * The default policy set: the Fuzhou county regime for full-time social workers (社区矫正专职社会工作者管理制度), and the
 * service's defaults where it is silent. It is published as an event when an installation starts, and superseded like any other.
 */
export const FUZHOU_REGIME: PolicyRules = {
  schedule: { AM: { start: '08:30', end: '12:00' }, PM: { start: '14:30', end: '17:30' } },
  attendance: { absenceOverMinutes: 120, lateness: 'EACH' },
  leave: {
    tiers: [
      { upToDays: 1, endorsers: [], approver: 'office-head' },
      { upToDays: 3, endorsers: ['office-head'], approver: 'deputy-director' },
      { upToDays: 5, endorsers: ['office-head', 'deputy-director'], approver: 'director' },
    ],
    certificateOverDays: 1,
    annual: {
      tiers: [
        { fromYears: 1, days: 5 },
        { fromYears: 10, days: 10 },
        { fromYears: 20, days: 15 },
      ],
      grades: ['EXCELLENT', 'COMPETENT'],
    },
    emergency: { kinds: ['SICK', 'BEREAVEMENT', 'PERSONAL'], formWithinDays: 7 },
    clearWithinWorkingDays: 1,
  },
  intake: { reportWithinDays: 10 },
  appraisal: { opensDaysBeforeQuarterEnd: 10 },
  incident: { officeHours: 1, countyHours: 2, cityHours: 24 },
  files: { openMinutes: 30 },

  minors: { adultAge: 18, readers: ['social-worker', 'officer', 'office-head', 'deputy-director', 'director'] },
  team: { minMembers: 3 },
  travel: {
    tiers: [
      { upToDays: 7, endorsers: [], approver: 'office-head' },
      { upToDays: 366, endorsers: ['office-head'], approver: 'deputy-director' },
    ],
  },
  executionPlace: {
    withinCounty: { endorsers: ['office-head'], receivers: [], deciders: ['deputy-director', 'director'] },
    betweenCounties: {
      endorsers: ['office-head'],
      receivers: ['deputy-director', 'director'],
      deciders: ['deputy-director', 'director'],
    },
    outOfCity: { endorsers: ['office-head'], deciders: ['deputy-director', 'director'] },
    reportWithinDays: 7,
  },
  measures: { endorser: 'office-head', deciders: ['deputy-director', 'director'] },
  monitoring: { months: 3, approvers: ['deputy-director', 'director'] },
  plan: { reviewDays: 90 },
  staffing: { superviseesPerPost: 15, plansPerPost: 15 },
  application: { concludeWithinWorkingDays: 10, minInvestigators: 2 },
  publicity: { leastCount: 5 },
  oversight: {
    inspectionAnswerDays: 15,
    complaintAnswerDays: 60,
    opinionReplyDays: { PROCURATORIAL_SUGGESTION: 60, CORRECTION_OPINION: 15 },
  },
  level: {
    factors: [
      { code: 'OFFENCE_GRAVITY', title: '犯罪性质和情节 / gravity of the offence', maxScore: 10, weight: 1 },
      { code: 'PRIOR_RECORD', title: '前科劣迹 / prior record', maxScore: 10, weight: 1 },
      { code: 'ATTITUDE', title: '认罪悔罪态度 / attitude to the offence', maxScore: 10, weight: 1 },
      { code: 'COMPLIANCE', title: '遵守监督管理规定情况 / compliance with supervision', maxScore: 10, weight: 1.5 },
      { code: 'LIVELIHOOD', title: '就业和经济状况 / employment and means', maxScore: 10, weight: 0.5 },
      { code: 'SUPPORT', title: '家庭和社会支持 / support of family and neighbours', maxScore: 10, weight: 0.5 },
    ],
    strictFrom: 33,
    generalFrom: 17,
    contact: {
      STRICT: { reportsPerWeek: 2, visitsPerQuarter: 6 },
      GENERAL: { reportsPerWeek: 1, visitsPerQuarter: 3 },
      LENIENT: { reportsPerWeek: 1, visitsPerQuarter: 1 },
    },
  },
  annualAppraisal: {
    opensDaysBeforeYearEnd: 15,
    weights: { INTEGRITY: 25, ABILITY: 25, DILIGENCE: 20, ACHIEVEMENT: 30 },
    evaluationShare: 20,
    ballotScores: { EXCELLENT: 95, COMPETENT: 80, BASICALLY_COMPETENT: 65, NOT_COMPETENT: 40 },
    leastBallots: 3,
    leastScores: { EXCELLENT: 90, COMPETENT: 75, BASICALLY_COMPETENT: 60 },
    appealWithinDays: 15,
  },
  discipline: { appealWithinDays: 30 },
  returns: {
    ageBands: [{ from: 0 }, { from: 18 }, { from: 26 }, { from: 36 }, { from: 46 }, { from: 61 }],
    deadlines: { office: 5, county: 8, city: 10 },
  },
  dismissal: {
    probation: { absenceRunDays: 3, absenceDays: 5, leaveRunDays: 5, leaveDays: 10 },
    appointed: { absenceRunDays: 7, absenceDays: 15, leaveRunDays: 20, leaveDays: 30, hospitalDays: 60 },
    countedLeave: ['SICK', 'PERSONAL'],
    year: 'ROLLING',
  },
};
