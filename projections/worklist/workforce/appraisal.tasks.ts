import type { AppraisalEvent } from '../../../src/appraisals/domain/events.js';
import { addDays, type Day, instantOf, lastDayOfQuarter, type Quarter, quarterOf } from '../../../src/kernel/day.js';
import type { SocialWorkerEvent } from '../../../src/social-workers/domain/events.js';
import { COUNTY_LEADERS, HEAD, stepOfPosts } from '../open-step.js';
import { OFFICE, type Placed, taskRule } from '../task.js';
import { workerMatter } from './worker-matter.js';

/** The two steps of a written appraisal that wait for somebody. */
const appraisalStep = (next: 'correct' | 'inspect') =>
  workerMatter<AppraisalEvent>({
    name: `quarterly-appraisal-${next}`,
    rule: 'APP-2',
    category: 'appraisal',
    title:
      next === 'correct'
        ? { zh: '重写被退回的日常考评', en: 'Correct a returned appraisal' }
        : { zh: '检查日常考评', en: 'Inspect a quarterly appraisal' },
    events: [
      'QuarterlyAppraisalRecorded',
      'QuarterlyAppraisalCorrected',
      'QuarterlyAppraisalReturned',
      'QuarterlyAppraisalPassed',
    ],
    idOf: ({ data }) => `${data.workerId}_${data.quarter}`,
    step: ({ type, meta }) => {
      if (type === 'QuarterlyAppraisalPassed') return null;
      const waits = type === 'QuarterlyAppraisalReturned' ? 'correct' : 'inspect';
      return waits === next ? stepOfPosts(next === 'correct' ? HEAD : COUNTY_LEADERS, meta.occurredAt) : null;
    },
  });

interface Serving extends Placed {
  /** The first quarter that is not appraised yet. */
  readonly quarter: Quarter;
  /** Last day of service, where one is known. */
  readonly until: Day | null;
}

const nextQuarter = (quarter: Quarter): Quarter => quarterOf(addDays(lastDayOfQuarter(quarter), 1));

/** Each quarter's appraisal of each worker, to be done from the quarter's last day on (APP-1). */
export const appraisalDue = taskRule<Serving, SocialWorkerEvent | AppraisalEvent>({
  name: 'quarterly-appraisal',
  rule: 'APP-1',
  title: { zh: '撰写日常考评', en: 'Write the quarterly appraisal' },
  version: 1,
  events: ['SocialWorkerAppointed', 'SocialWorkerTransferred', 'AppointmentEnded', 'QuarterlyAppraisalRecorded'],
  keys: ({ data }) => [data.workerId],
  project: (state, event) => {
    switch (event.type) {
      case 'SocialWorkerAppointed':
        return { path: event.meta.jurisdiction, quarter: quarterOf(event.data.appointedOn), until: null };
      case 'SocialWorkerTransferred':
        return state && { ...state, path: event.data.path };
      case 'AppointmentEnded':
        return state && withoutServed({ ...state, until: event.data.on });
      case 'QuarterlyAppraisalRecorded': {
        if (!state || event.data.quarter < state.quarter) return state;
        return withoutServed({ ...state, quarter: nextQuarter(event.data.quarter) });
      }
      default:
        return state;
    }
  },
  task: ({ quarter }, workerId) => {
    const dueOn = lastDayOfQuarter(quarter);
    const about = { category: 'appraisal', id: `${workerId}_${quarter}` };
    return { level: OFFICE, roles: HEAD, from: instantOf(dueOn, '00:00'), dueOn, about };
  },
});

/** Nothing is left to appraise of who left before the quarter began. */
const withoutServed = (state: Serving): Serving | null =>
  state.until !== null && quarterOf(state.until) < state.quarter ? null : state;

export const appraisalToCorrect = appraisalStep('correct');
export const appraisalToInspect = appraisalStep('inspect');
