import type { Behind, CountedFact } from './kinds.js';

type Data = Readonly<Record<string, unknown>>;
interface Work {
  readonly group: 'work' | 'correction' | 'other';
  readonly count: string;
  readonly type: string;
  readonly when?: (data: Data) => boolean;
  readonly value?: (data: Data) => number;
}

const REWARDS: readonly unknown[] = ['COMMENDATION', 'MERIT', 'COMMUTATION_PROPOSAL'];
const isReward = ({ kind }: Data): boolean => REWARDS.includes(kind);
/** A correction that finds somebody was there after all adds one; one that finds the contrary takes one away. */
const corrected = ({ fromMinutes, minutes }: Data): number => Number(minutes !== null) - Number(fromMinutes !== null);
const education = ({ programme }: Data): boolean => programme === 'EDUCATION';
const service = ({ programme }: Data): boolean => programme === 'COMMUNITY_SERVICE';

/** What counts as work done, correction, and the rest, in the order of the analysis (STA-4). */
const WORK: readonly Work[] = [
  { group: 'work', count: 'weeklyReports', type: 'WeeklyReportReceived' },
  { group: 'work', count: 'weeksMissed', type: 'WeeklyReportMissed' },
  { group: 'work', count: 'visits', type: 'VisitMade', when: ({ kind }) => kind !== 'OFFICE_CHECK_IN' },
  { group: 'work', count: 'checkIns', type: 'VisitMade', when: ({ kind }) => kind === 'OFFICE_CHECK_IN' },
  { group: 'work', count: 'plansApproved', type: 'CorrectionPlanApproved' },
  { group: 'work', count: 'levelsSet', type: 'SupervisionLevelSet' },
  { group: 'work', count: 'travelApproved', type: 'TravelApproved' },
  { group: 'correction', count: 'education', type: 'ActivityAttended', when: education },
  { group: 'correction', count: 'education', type: 'ParticipationCorrected', when: education, value: corrected },
  { group: 'correction', count: 'communityService', type: 'ActivityAttended', when: service },
  { group: 'correction', count: 'communityService', type: 'ParticipationCorrected', when: service, value: corrected },
  { group: 'correction', count: 'counselling', type: 'CounsellingHeld' },
  { group: 'correction', count: 'assistanceOpened', type: 'AssistanceOpened' },
  { group: 'correction', count: 'assistanceClosed', type: 'AssistanceClosed' },
  { group: 'correction', count: 'rewards', type: 'MeasureDecided', when: isReward },
  { group: 'correction', count: 'sanctions', type: 'MeasureDecided', when: (data) => !isReward(data) },
  { group: 'other', count: 'incidents', type: 'IncidentReported' },
  { group: 'other', count: 'outOfSupervision', type: 'SupervisionInterrupted' },
  { group: 'other', count: 'missedIntake', type: 'IntakeMissed' },
];

export const WORK_FACTS: readonly string[] = [...new Set(WORK.map(({ type }) => type))];

/** What one fact counts for. */
export const workIn = ({ type, day, data }: CountedFact): Behind[] =>
  WORK.filter((work) => work.type === type && (work.when?.(data ?? {}) ?? true)).flatMap(({ group, count, value }) => {
    const counted = value?.(data ?? {}) ?? 1;
    return counted === 0 ? [] : [{ group, count, on: day, what: type, value: counted }];
  });
