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
  },
  intake: { reportWithinDays: 10 },
  appraisal: { opensDaysBeforeQuarterEnd: 10 },
  incident: { officeHours: 1, countyHours: 2, cityHours: 24 },
  files: { openMinutes: 30 },

  minors: { adultAge: 18, readers: ['social-worker', 'officer', 'office-head', 'deputy-director', 'director'] },
  team: { minMembers: 3 },
  plan: { reviewDays: 90 },
};
