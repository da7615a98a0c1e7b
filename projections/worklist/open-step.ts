import type { Day, Instant } from '../../src/kernel/day.js';
import type { DomainEvent, Recorded } from '../../src/kernel/event.js';
import type { Title } from '../../src/kernel/rejection.js';
import type { Role } from '../../src/kernel/roles.js';
import type { SuperviseeDischarged } from '../../src/supervisees/domain/events.js';
import { type AnyTaskRule, LEVEL_OF_POST, OFFICE, type Placed, type Task, taskRule } from './task.js';

export const OFFICERS: readonly Role[] = ['officer', 'office-head'];
export const HEAD: readonly Role[] = ['office-head'];
export const EVERYBODY: readonly Role[] = ['social-worker', ...OFFICERS];
export const COUNTY_LEADERS: readonly Role[] = ['deputy-director', 'director'];

/** Who does the next step of a matter, since when, and where. */
export type Step = Omit<Task, 'about' | 'superviseeId' | 'workerId'>;

/** Matters of one person, several at a time, that wait for somebody. */
export interface Open extends Placed {
  readonly steps: readonly (Step & { readonly id: string })[];
}
/** What is said of a kind of matter: which facts there are of it, and what waits after each. */
export interface MatterRule<E extends DomainEvent> {
  readonly name: string;
  readonly rule: string;
  readonly title: Title;
  readonly category: string;
  readonly events: readonly E['type'][];
  readonly idOf: (event: Recorded<E>) => string;
  /** What waits after the fact; null when nothing of this kind does. */
  readonly step: (event: Recorded<E>) => Step | null;
}
type OfPerson = DomainEvent<string, { readonly superviseeId: string }>;

/** A step that any of some posts of one level takes. */
export const stepOfPosts = (posts: readonly Role[], from: Instant, dueOn: Day | null = null): Step => {
  const [level = OFFICE] = posts.flatMap((post) => LEVEL_OF_POST[post] ?? []);
  return { level, roles: posts, from, dueOn };
};

/** What waits after a fact of one matter: its next step in place of the one before. Null when nothing waits any more. */
export const openAfter = (open: Open | null, { meta }: Recorded, id: string, next: Step | null): Open | null => {
  const others = (open?.steps ?? []).filter((one) => one.id !== id);
  const steps = next ? [...others, { ...next, id }] : others;
  return steps.length === 0 ? null : { path: meta.jurisdiction, steps };
};

/**
 * The step that waits longest. With it goes its own path, if it has one: what another matter's fact says of where the person belongs
 * does not move it.
 */
export const longestOpen = ({ steps }: Open, category: string): Task | null => {
  const [first] = [...steps].sort((one, other) => (one.from < other.from ? -1 : 1));
  if (!first) return null;
  const { id: of, ...next } = first;
  return { ...next, about: { category, id: of } };
};

/**
 * Matters of one person, several at a time, each of which may wait for somebody: the one that waits longest is shown, and none once
 * supervision has ended.
 */
export const openStep = <E extends OfPerson>(rule: MatterRule<E>): AnyTaskRule => {
  const { name, rule: id, title, category, events, idOf, step } = rule;
  return taskRule<Open, E | SuperviseeDischarged>({
    ...{ name, rule: id, title, version: 2 },
    events: [...events, 'SuperviseeDischarged'] as readonly (E | SuperviseeDischarged)['type'][],
    keys: ({ data }) => [data.superviseeId],
    project: (state, event) => {
      if (event.type === 'SuperviseeDischarged') return null;
      const matter = event as Recorded<E>;
      return openAfter(state, matter, idOf(matter), step(matter));
    },
    task: (open, superviseeId) => {
      const longest = longestOpen(open, category);
      return longest && { ...longest, superviseeId };
    },
  });
};
