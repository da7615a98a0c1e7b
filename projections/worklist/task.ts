import { type Day, type Instant } from '../../src/kernel/day.js';
import type { DomainEvent, Recorded } from '../../src/kernel/event.js';
import type { Title } from '../../src/kernel/rejection.js';
import type { Role } from '../../src/kernel/roles.js';
import { type View, view } from '../../src/kernel/view.js';

/** Levels of a record's path, from the top. */
export const [CITY, COUNTY, OFFICE] = [0, 1, 2] as const;
export type UnitLevel = typeof CITY | typeof COUNTY | typeof OFFICE;

/** Where those of a post serve. */
export const LEVEL_OF_POST: Partial<Record<Role, UnitLevel>> = {
  officer: OFFICE,
  'office-head': OFFICE,
  'deputy-director': COUNTY,
  director: COUNTY,
  'city-officer': CITY,
};

/** Something that somebody has to do. */
export interface Task {
  /** Who: those of the record's unit at this level that have one of the roles. */
  readonly level: UnitLevel;
  readonly roles: readonly Role[];
  /** Since when it is to be done; a later moment than the fact that led to it keeps it out of sight until then. */
  readonly from: Instant;
  /** Last day to do it on, where a rule sets one. */
  readonly dueOn: Day | null;
  /** What it is done to. */
  readonly about: { readonly category: string; readonly id: string };
  readonly superviseeId?: string;
  /** The social worker whose own it is: another of the same role does not see it (SEC-2). */
  readonly workerId?: string;
  /** Where it is to be taken, when the fact says so: there it stays, wherever the person is supervised (ADR 21). */
  readonly path?: readonly string[];
}

/** What a state knows besides a rule's own: where the record belongs. */
export interface Placed {
  readonly path: readonly string[];
}

/**
 * One kind of task as a pure function of facts: `project` folds what has to be known of a record, null while nothing can be due;
 * `task` says from that what is to be done, null while nothing is. The fact that changed it last is shown with it as its reason.
 */
export interface TaskRule<State extends Placed, E extends DomainEvent> {
  /** Chosen once. */
  readonly name: string;
  /** Id of the requirement that says so. */
  readonly rule: string;
  readonly title: Title;
  /** Raised with every change of what follows: the worklist is built anew beside the old one. */
  readonly version: number;
  readonly events: readonly E['type'][];
  readonly keys: (event: Recorded<E>) => readonly string[];
  readonly project: (state: State | null, event: Recorded<E>, key: string) => State | null;
  readonly task: (state: State, key: string) => Task | null;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- invariant in state and event; erased here once, for the worklist
export type AnyTaskRule = TaskRule<any, any>;

export const taskRule = <State extends Placed, E extends DomainEvent>(
  definition: TaskRule<State, E>,
): TaskRule<State, E> => definition;

/** A task as the worklist keeps it, or, with no unit, what has to be known until there is one. */
export interface WorklistRow {
  readonly task: string;
  readonly rule: string;
  readonly title: Title;
  readonly path: readonly string[];
  /** Unit whose it is to do; null while nothing is to be done. */
  readonly unit: string | null;
  /** It was put to this unit by name: it is not another's when the person moves. */
  readonly addressed: boolean;
  readonly roles: readonly Role[];
  readonly from: Instant | null;
  readonly dueOn: Day | null;
  readonly about: Task['about'] | null;
  readonly superviseeId: string | null;
  readonly workerId: string | null;
  /** The fact that led to it. */
  readonly fact: { readonly type: string; readonly position: number; readonly at: Instant; readonly by: string };
  readonly state: object;
}

/** The view of everything that is to be done, by anybody. */
export const taskView = (rules: readonly AnyTaskRule[]): View<WorklistRow> => {
  const byName = new Map(rules.map((one) => [one.name, one]));
  if (byName.size !== rules.length) throw new Error('Two kinds of tasks share a name');
  return view<WorklistRow, DomainEvent>({
    name: 'worklist',
    version: rules.reduce((sum, { version }) => sum + version, 4),
    events: [...new Set(rules.flatMap(({ events }) => events as string[]))],
    keys: (event) =>
      rules.flatMap((one) =>
        one.events.includes(event.type) ? one.keys(event).map((key) => `${one.name}|${key}`) : [],
      ),
    project: (row, event, id) => {
      const name = id.slice(0, id.indexOf('|'));
      const one = byName.get(name);
      return one ? rowOf(one, row, event, id.slice(name.length + 1)) : row;
    },
    indexes: [{ unit: 1, roles: 1, from: 1 }, { path: 1 }],
  });
};

const rowOf = (one: AnyTaskRule, row: WorklistRow | null, event: Recorded, key: string): WorklistRow | null => {
  const state = one.project(row?.state ?? null, event, key) as Placed | null;
  if (state === null) return null;
  const task = one.task(state, key);
  const { name, rule, title } = one;
  const path = task?.path ?? state.path;
  const fact = { type: event.type, position: event.position, at: event.meta.occurredAt, by: event.meta.actor };
  const common = { task: name, rule, title, path, state };
  if (!task) return { ...common, ...NOTHING, fact };
  const { level, roles, from, dueOn, about, superviseeId = null, workerId = null } = task;
  // A fact that changes nothing of the task is not its reason.
  const reason = row && row.from === from && row.unit === (path[level] ?? null) ? row.fact : fact;
  const whose = { unit: path[level] ?? null, addressed: task.path !== undefined, roles };
  return { ...common, ...whose, from, dueOn, about, superviseeId, workerId, fact: reason };
};

const NOTHING = {
  unit: null,
  addressed: false,
  roles: [],
  from: null,
  dueOn: null,
  about: null,
  superviseeId: null,
  workerId: null,
} as const;
