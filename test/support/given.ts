import { expect } from '@jest/globals';
import { command, type CommandClass, type Command, type CommandMeta } from '../../src/kernel/command.js';
import type { Context, Face } from '../../src/kernel/context.js';
import { dayAt, type Instant } from '../../src/kernel/day.js';
import { type AnyDecider, fold } from '../../src/kernel/decider.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import type { PolicyRules } from '../../src/kernel/policy-rules.js';
import { Rejection } from '../../src/kernel/rejection.js';
import type { Principal } from '../../src/kernel/roles.js';
import { WorkCalendar } from '../../src/kernel/work-calendar.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { noteDecided } from '../golden/golden-events.js';
import { knownCalendars } from '../../src/organisation/known-calendars.js';

/** A test's world: time in Shanghai, who acts, the rules in force, what other records show. */
export interface World {
  /** Shanghai time, as `2026-03-09 08:25`. */
  readonly at?: string;
  readonly by?: Partial<Principal>;
  readonly rules?: PolicyRules;
  readonly references?: Readonly<Record<string, Face | undefined>>;
  readonly jurisdiction?: readonly string[];
  readonly commandId?: string;
}

export const CALENDAR = new WorkCalendar(knownCalendars());
export const shanghai = (text: string): Instant => new Date(`${text.replace(' ', 'T')}:00+08:00`).toISOString();

/** A social worker in service at the test office, as other records see it. */
export const servingWorker = (id = 'w-1', unit = 'office-1'): Face => ({ id, unit, status: 'serving', facts: {} });

export const metaOf = (world: World): CommandMeta => {
  const commandId = world.commandId ?? 'command-1';
  const by: Principal = { actor: 'o-1', role: 'office-head', unit: 'office-1', ...world.by };
  return {
    ...by,
    commandId,
    correlationId: commandId,
    causationId: commandId,
    occurredAt: shanghai(world.at ?? '2026-03-09 08:00'),
  };
};

export const contextOf = (world: World): Context => {
  const now = shanghai(world.at ?? '2026-03-09 08:00');
  return {
    now,
    today: dayAt(now),
    policy: { id: 'test-set', rules: world.rules ?? FUZHOU_REGIME },
    policyOn: () => ({ id: 'test-set', rules: world.rules ?? FUZHOU_REGIME }),
    calendar: CALENDAR,
    references: world.references ?? { worker: servingWorker() },
    jurisdiction: world.jurisdiction ?? ['city-1', 'county-1', 'office-1'],
  };
};

/** `given(decider, facts).when(Command, fields, world).then(facts)`, or `.thenRejected('CODE')`. */
export const given = (of: AnyDecider, events: readonly DomainEvent[] = []) => ({
  when: <C extends Command>(type: CommandClass<C>, fields: Omit<C, 'meta'>, world: World = {}) => {
    const decide = (): DomainEvent[] => {
      const rule = (of.decide as Record<string, (c: Command, s: unknown, x: Context) => DomainEvent[]>)[type.name];
      if (!rule) throw new Error(`${of.category} does not know ${type.name}`);
      const order = command(type, fields, metaOf(world));
      const facts = rule(order, fold(of, of.initial as unknown, events), contextOf(world));
      noteDecided(of, order, facts);
      return facts;
    };
    return {
      events: decide,
      /** The facts that follow, wholly or in part of their data. */
      then: (...expected: { type: string; data?: object }[]) => {
        const actual = decide();
        expect(actual.map((event) => event.type)).toEqual(expected.map((event) => event.type));
        expected.forEach((event, index) => expect(actual[index]).toMatchObject(event));
      },
      thenNothing: () => expect(decide()).toEqual([]),
      thenRejected: (code: string) => {
        const outcome = ((): unknown => {
          try {
            return decide();
          } catch (error) {
            return error;
          }
        })();
        if (!(outcome instanceof Rejection))
          throw new Error(`Expected ${code}, got ${JSON.stringify(outcome)} ${String(outcome)}`);
        expect(outcome.code).toBe(code);
      },
    };
  },
});

/** Folds a story of commands, each by whom and when, into the facts that it leaves behind. */
export const story = (of: AnyDecider, ...steps: readonly (readonly [CommandClass, object, World])[]): DomainEvent[] =>
  steps.reduce<DomainEvent[]>(
    (events, [type, fields, world]) => [...events, ...given(of, events).when(type, fields, world).events()],
    [],
  );
