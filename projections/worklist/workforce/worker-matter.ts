import type { DomainEvent, Recorded } from '../../../src/kernel/event.js';
import type { SocialWorkerTransferred } from '../../../src/social-workers/domain/events.js';
import { longestOpen, type MatterRule, type Open, openAfter } from '../open-step.js';
import { type AnyTaskRule, taskRule } from '../task.js';

type OfWorker = DomainEvent<string, { readonly workerId: string }>;

/**
 * Matters of one social worker, several at a time, each a record of its own that waits for somebody until a decision: the one that waits
 * longest is shown. Whoever has the worker now decides, so that a transfer takes what waits along (HR-3).
 */
export const workerMatter = <E extends OfWorker>(rule: MatterRule<E>): AnyTaskRule => {
  const { name, rule: id, title, category, events, idOf, step } = rule;
  return taskRule<Open, E | SocialWorkerTransferred>({
    ...{ name, rule: id, title, version: 2 },
    events: [...events, 'SocialWorkerTransferred'] as readonly (E | SocialWorkerTransferred)['type'][],
    keys: ({ data }) => [data.workerId],
    project: (state, event) => {
      if (event.type === 'SocialWorkerTransferred')
        return state && { ...state, path: (event as Recorded<SocialWorkerTransferred>).data.path };
      const matter = event as Recorded<E>;
      return openAfter(state, matter, idOf(matter), step(matter));
    },
    task: (open, workerId) => {
      const longest = longestOpen(open, category);
      return longest && { ...longest, workerId };
    },
  });
};
