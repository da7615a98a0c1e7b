import type { Day, Instant } from '../../src/kernel/day.js';
import type { DomainEvent, Recorded } from '../../src/kernel/event.js';
import type { Title } from '../../src/kernel/rejection.js';
import type { Role } from '../../src/kernel/roles.js';
import type { SuperviseeDischarged } from '../../src/supervisees/domain/events.js';
import { type AnyTaskRule, LEVEL_OF_POST, OFFICE, type Placed, type Task, taskRule } from './task.js';

export const OFFICERS: readonly Role[] = ['officer', 'office-head'];
export const EVERYBODY: readonly Role[] = ['social-worker', ...OFFICERS];
export const COUNTY_LEADERS: readonly Role[] = ['deputy-director', 'director'];

/** Who does the next step of a matter, since when, and where. */
export type Step = Omit<Task, 'about' | 'superviseeId' | 'workerId'>;

interface Open extends Placed {
  readonly steps: readonly (Step & { readonly id: string })[];
}
type OfPerson = DomainEvent<string, { readonly superviseeId: string }>;

/** A step that any of some posts of one level takes. */
export const stepOfPosts = (posts: readonly Role[], from: Instant, dueOn: Day | null = null): Step => {
  const [level = OFFICE] = posts.flatMap((post) => LEVEL_OF_POST[post] ?? []);
  return { level, roles: posts, from, dueOn };
};

/**
 * Matters of one person, several at a time, each of which may wait for somebody: the one that waits longest is shown, and none once
 * supervision has ended.
 */
export const openStep = <E extends OfPerson>(rule: {
  readonly name: string;
  readonly rule: string;
  readonly title: Title;
  readonly category: string;
  readonly events: readonly E['type'][];
  readonly idOf: (event: Recorded<E>) => string;
  /** What waits after the fact; null when nothing of this kind does. */
  readonly step: (event: Recorded<E>) => Step | null;
}): AnyTaskRule => {
  const { name, rule: id, title, category, events, idOf, step } = rule;
  return taskRule<Open, E | SuperviseeDischarged>({
    ...{ name, rule: id, title, version: 2 },
    events: [...events, 'SuperviseeDischarged'] as readonly (E | SuperviseeDischarged)['type'][],
    keys: ({ data }) => [data.superviseeId],
    project: (state, event) => {
      if (event.type === 'SuperviseeDischarged') return null;
      const matter = event as Recorded<E>;
      const next = step(matter);
      const others = (state?.steps ?? []).filter((one) => one.id !== idOf(matter));
      const steps = next ? [...others, { ...next, id: idOf(matter) }] : others;
      return steps.length === 0 ? null : { path: event.meta.jurisdiction, steps };
    },
    task: ({ steps }, superviseeId) => {
      const [first] = [...steps].sort((one, other) => (one.from < other.from ? -1 : 1));
      if (!first) return null;
      // With it goes its own path, if it has one: what another matter's fact says of where the person belongs does not move it.
      const { id: of, ...next } = first;
      return { ...next, about: { category, id: of }, superviseeId };
    },
  });
};
