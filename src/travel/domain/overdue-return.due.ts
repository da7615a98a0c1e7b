import { type Day, endOf } from '../../kernel/day.js';
import { dueMoments } from '../../kernel/due.js';
import type { SuperviseeDischarged } from '../../supervisees/domain/events.js';
import type { TravelApproved, TravelReturnConfirmed, TravelReturnOverdue, TravelWithdrawn } from './events.js';
import { MarkReturnOverdue } from './mark-return-overdue.js';

/** Last days of the travels that somebody has not come back from, by permit. */
interface Waiting {
  readonly away: Readonly<Record<string, Day>>;
}
type Fact = TravelApproved | TravelWithdrawn | TravelReturnConfirmed | TravelReturnOverdue | SuperviseeDischarged;

/** A return is awaited until the end of the last day, of whoever is still under supervision (TRV-1). */
export const overdueReturn = dueMoments<Waiting, Fact, MarkReturnOverdue>({
  name: 'overdue-return',
  version: 2,
  events: ['TravelApproved', 'TravelWithdrawn', 'TravelReturnConfirmed', 'TravelReturnOverdue', 'SuperviseeDischarged'],
  keys: ({ data }) => [data.superviseeId],
  project: (waiting, event) => {
    if (event.type === 'SuperviseeDischarged') return null;
    const { [event.data.permitId]: _, ...others } = waiting?.away ?? {};
    switch (event.type) {
      case 'TravelApproved':
        return { away: { ...others, [event.data.permitId]: event.data.to } };
      case 'TravelWithdrawn':
      case 'TravelReturnConfirmed':
      case 'TravelReturnOverdue':
        return Object.keys(others).length === 0 ? null : { away: others };
    }
  },
  due: ({ away }, superviseeId) => {
    const [next] = Object.entries(away).sort(([, one], [, other]) => (one < other ? -1 : 1));
    return next ? { at: endOf(next[1]), fields: { superviseeId, permitId: next[0] } } : null;
  },
  command: MarkReturnOverdue,
});
