import { describe, expect, it } from '@jest/globals';
import { type AppraisalOnForm, annualAppraisalForm } from '../../src/files/forms/annual-appraisal-form.js';
import { type LeaveOnForm, leaveForm } from '../../src/files/forms/leave-form.js';

const printed = { by: '林建国（head-1）', at: '2026-03-10T01:00:00.000Z', position: 7 };
const LEAVE: LeaveOnForm = {
  name: '王<晓梅>',
  office: '甘蔗司法所',
  kind: 'PERSONAL',
  from: '2026-03-10:AM',
  to: '2026-03-12:AM',
  days: 2.5,
  reason: '家中有事\n须本人处理',
  substitute: null,
  certificate: null,
  requestedAt: '2026-03-09T00:10:00.000Z',
  status: 'pending',
  endorsers: ['office-head'],
  approver: 'deputy-director',
  beyondDelegation: false,
  notice: null,
  clearedOn: null,
  clearBy: null,
  clearedLate: false,
  cancelledDays: 0,
  history: [
    { action: 'requested', actor: '王晓梅', at: '2026-03-09T00:10:00.000Z' },
    { action: 'returned', actor: '林建国', by: 'office-head', opinion: '请补充', at: '2026-03-09T01:00:00.000Z' },
    {
      ...{ action: 'endorsed', actor: '陈志远', onBehalfOf: '林建国', by: 'office-head' },
      ...{ opinion: '情况属实', at: '2026-03-09T16:30:00.000Z' },
    },
  ],
};

describe('the leave form', () => {
  it('[LEV-1] [LEV-10] says what is asked for, and each opinion with name, day and for whom', () => {
    const html = leaveForm(LEAVE, printed);
    expect(html).toMatch(/^<!doctype html><html lang="zh-CN">.*@page \{ size: A4/s);
    expect(html).toContain('2026年3月10日上午至2026年3月12日上午，共2.5天');
    expect(html).toContain('王&lt;晓梅&gt;');
    // The last opinion of the post stands, signed on the day that it was in Shanghai.
    expect(html).toContain(
      '签注意见：情况属实<span class="signature">签名：陈志远（代林建国）\u3000\u30002026年3月10日</span>',
    );
    expect(html).not.toContain('请补充');
    expect(html).toContain('分管领导意见</th><td colspan="3">\u3000<span class="signature">签名：\u3000\u3000');
    expect(html).toContain('待审批');
  });
  it('[LEV-5] [LEV-6] [LEV-8] remarks on notice by word, on what is beyond delegation, and on the return', () => {
    const cleared = { clearBy: '2026-03-13', clearedOn: '2026-03-16', clearedLate: true };
    const html = leaveForm(
      { ...LEAVE, notice: 'ORAL', beyondDelegation: true, cancelledDays: 0.5, ...cleared },
      printed,
    );
    expect(html).toContain('口头请假，事后补办；超出规定的审批权限；另有0.5天已取消');
    expect(html).toContain('2026年3月16日销假（逾期）');
    expect(leaveForm({ ...LEAVE, clearBy: '2026-03-13' }, printed)).toContain('应于2026年3月13日前销假');
  });
  it('[SEC-3] says so where a value was made unreadable', () => {
    expect(leaveForm({ ...LEAVE, name: 'ERASED' }, printed)).toContain('（已销毁）');
  });
});

const APPRAISAL: AppraisalOnForm = {
  name: '王晓梅',
  office: '甘蔗司法所',
  appointedOn: '2026-01-05',
  year: '2026',
  quarters: [
    {
      ...{ quarter: '2026Q1', daysAttended: 58.5, lateCount: 2, absenceDays: 0.5, leaveDays: { SICK: 1 } },
      appraisal: { duties: '按时走访', documents: '记录完整', discipline: '守纪' },
    },
    { quarter: '2026Q2', daysAttended: 60, lateCount: 0, absenceDays: 0, leaveDays: {}, appraisal: null },
  ],
  headOpinion: null,
  scores: { INTEGRITY: 88, ABILITY: 85, DILIGENCE: 90, ACHIEVEMENT: 86 },
  evaluation: { ballots: 3, tally: { EXCELLENT: 1, COMPETENT: 2 } },
  suggestion: { grade: 'COMPETENT', score: 86.64 },
  graded: { grade: 'COMPETENT', on: '2026-12-30', by: '黄丽华', reason: null },
  appeal: null,
  appealDecision: null,
};

describe('the annual appraisal form', () => {
  it('[APP-3] says what the grade rests on: quarters, attendance, scores, ballots, the suggestion beside the grade', () => {
    const html = annualAppraisalForm(APPRAISAL, printed);
    expect(html).toContain('2026年第1季度考评');
    expect(html).toContain('履职：按时走访\n文书：记录完整\n纪律：守纪\n出勤58.5天，迟到2次，旷工0.5天，病假1天');
    expect(html).toContain('未作考评\n出勤60天');
    expect(html).toContain('建议等次</th><td colspan="1">合格');
    expect(html).toContain('考核等次：合格<span class="signature">签名：黄丽华\u3000\u30002026年12月30日');
    expect(html).not.toContain('申诉处理意见');
  });
  it('[APP-4] and what became of an appeal', () => {
    const html = annualAppraisalForm(
      {
        ...APPRAISAL,
        appeal: { on: '2027-01-05', grounds: '全年无失职' },
        appealDecision: { outcome: 'UPHELD', grade: 'COMPETENT', on: '2027-01-12', by: '郑国栋', reasons: '评定无误' },
      },
      printed,
    );
    expect(html).toContain('全年无失职（2027-01-05）');
    expect(html).toContain(
      '维持，考核等次：合格\n评定无误<span class="signature">签名：郑国栋\u3000\u30002027年1月12日',
    );
  });
});
