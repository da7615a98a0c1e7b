import { code, type Dataset, day, integer, month, number, person, quarter, UNITS, year } from './dataset.js';

const worker = person('workerId', '社工', 'Social worker');

/** Social workers: who serves, how they attend, are appraised and trained. */
export const workforceDatasets: readonly Dataset[] = [
  {
    name: 'social-workers',
    title: { zh: '专职社工', en: 'Social workers' },
    view: 'social-worker-roster',
    minors: 'none',
    order: { workerId: 1 },
    fields: [
      worker,
      ...UNITS,
      code('status', '状态', 'Status'),
      day('appointedOn', '聘用日期', 'Appointed on'),
      day('confirmedOn', '转正日期', 'Confirmed on'),
      day('contractUntil', '合同止', 'Contract until'),
      day('leftOn', '离职日期', 'Left on'),
      code('departureCause', '离职原因', 'Cause of leaving', 'departure.cause'),
    ],
  },
  {
    name: 'attendance-months',
    title: { zh: '月度考勤', en: 'Attendance by month' },
    note: {
      zh: '月中调动的社工，当月考勤分属两所，只计入能同时查看两所的单位；各所的部分见该社工的月考勤表。',
      en: 'The month in which a worker was transferred is of both offices, and counted for who reaches both alone; what each of them may see of it is on the month sheet of the worker.',
    },
    view: 'attendance-month',
    minors: 'none',
    ofSeveralOffices: true,
    order: { month: -1, workerId: 1 },
    fields: [
      worker,
      ...UNITS,
      month('month', '月份', 'Month'),
      number('daysAttended', '出勤天数', 'Days attended', 'totals.daysAttended'),
      integer('lateCount', '迟到次数', 'Times late', 'totals.lateCount'),
      integer('lateMinutes', '迟到分钟数', 'Minutes late', 'totals.lateMinutes'),
      integer('earlyCount', '早退次数', 'Times early', 'totals.earlyCount'),
      number('absenceDays', '旷工天数', 'Days of unauthorised absence', 'totals.absenceDays'),
      number('leaveDays', '请假天数', 'Days of leave', 'totals.leaveDays'),
    ],
  },
  {
    name: 'appraisal-quarters',
    title: { zh: '日常考评', en: 'Quarterly appraisal records' },
    view: 'appraisal-record',
    minors: 'none',
    order: { quarter: -1, workerId: 1 },
    fields: [
      worker,
      ...UNITS,
      quarter('quarter', '季度', 'Quarter'),
      number('daysAttended', '出勤天数', 'Days attended'),
      integer('lateCount', '迟到次数', 'Times late'),
      number('absenceDays', '旷工天数', 'Days of unauthorised absence'),
      integer('reportsReceived', '接收周汇报数', 'Weekly reports received'),
      integer('incidentsHandled', '参与处置事件数', 'Incidents handled'),
    ],
  },
  {
    name: 'annual-appraisals',
    title: { zh: '年度考核', en: 'Annual appraisals' },
    view: 'annual-appraisals',
    minors: 'none',
    order: { year: -1, workerId: 1 },
    fields: [
      worker,
      ...UNITS,
      year('year', '年度', 'Year'),
      code('status', '状态', 'Status'),
      code('grade', '等次', 'Grade'),
      integer('ballots', '民主测评票数', 'Ballots', 'evaluation.ballots'),
    ],
  },
  {
    name: 'training-records',
    title: { zh: '培训记录', en: 'Training records' },
    view: 'training-records',
    minors: 'none',
    order: { year: -1, workerId: 1 },
    fields: [
      worker,
      ...UNITS,
      year('year', '年度', 'Year'),
      integer('attended', '参加次数', 'Attended'),
      integer('absent', '缺席次数', 'Absent'),
    ],
  },
];
