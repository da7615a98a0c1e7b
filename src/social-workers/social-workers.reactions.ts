import type { DismissalCaseDecided } from '../dismissals/domain/events.js';
import { followUp, reaction } from '../kernel/reaction.js';
import { DismissSocialWorker } from './domain/departure/dismiss-social-worker.js';

/** A case that a person decided against the worker ends the appointment, on the day that the decision says (THR-6, HR-3). */
export const dismissalByDecision = reaction<DismissalCaseDecided>({
  name: 'social-workers-dismissal-by-decision',
  events: ['DismissalCaseDecided'],
  react: ({ data: { workerId, caseId, outcome, on, grounds } }) => {
    if (outcome !== 'DISMISS' || on === undefined) return [];
    // The reasons of the decision are sealed with it: here stands what it was decided on.
    const rules = [...new Set(grounds.map(({ rule }) => rule))].join('、');
    const reason = `依据辞退案件决定（${rules}）`;
    return [followUp(DismissSocialWorker, { workerId, on, reason, dismissalCaseId: caseId })];
  },
});
