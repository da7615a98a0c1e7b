import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Command } from '../../src/kernel/command.js';
import { dueView } from '../../src/kernel/due.js';
import { followUp, reaction } from '../../src/kernel/reaction.js';
import { Presence } from '../../src/platform/background/presence.js';
import { Turns } from '../../src/platform/background/turns.js';
import type { DueScheduler } from '../../src/platform/due/due-scheduler.js';
import { DueScheduler as Scheduler } from '../../src/platform/due/due-scheduler.js';
import { idOf } from '../../src/platform/read-store/read-documents.js';
import { ReadStore } from '../../src/platform/read-store/read-store.js';
import { type ReactionDocument, REACTIONS } from '../../src/platform/reactions/reaction-documents.js';
import { ReactionRunner } from '../../src/platform/reactions/reaction-runner.js';
import { alarm, Desk, week } from '../platform/due/alarm.js';
import type { LedgerEvent } from '../projections/ledger-view.js';
import { ReadSide, until } from '../projections/read-side.js';
import { CrashPoints, type Ending, pointsOf } from './crash-points.js';

const NOW = week(3);

class Note extends Command {
  declare readonly n: number;
}
const noting = reaction<LedgerEvent>({
  name: 'noting',
  events: ['Touched'],
  react: ({ data: { n } }) => [followUp(Note, { n })],
});

/** Stops by turns: standing still and going on later, and dying. */
const endingOf = (n: number): Ending => (n % 2 ? 'dies' : 'pauses');

describe('what acts by itself, stopped at every call it makes', () => {
  let side: ReadSide;
  beforeAll(async () => {
    side = await ReadSide.start();
  });
  afterAll(async () => {
    await side.stop();
  });

  describe('reactions', () => {
    const FACTS = 7;
    let last: number;
    beforeAll(async () => {
      last = await side.history.write(1, FACTS, ['a']);
    });

    /** Takes commands as an idempotent write side does. */
    const desk = (): { effects: Map<string, number>; send: (command: Command) => Promise<void> } => {
      const effects = new Map<string, number>();
      const send = async (command: Command): Promise<void> => {
        if (!effects.has(command.meta.commandId)) effects.set(command.meta.commandId, (command as Note).n);
      };
      return { effects, send };
    };
    const runner = (points: CrashPoints, db: string, of: ReturnType<typeof desk>, leaseMs: number): ReactionRunner =>
      new ReactionRunner({
        client: side.history.client,
        reader: side.history.catalogue,
        db: points.db(side.client.db(db)),
        reactions: [noting],
        send: (command) => points.call('send', () => of.send(command)),
        now: () => NOW,
        owner: randomUUID(),
        leaseMs,
        warn: () => undefined,
      });
    const everything = async (db: string): Promise<boolean> => {
      const at = await side.client.db(db).collection<ReactionDocument>(REACTIONS).findOne({ _id: noting.name });
      return (at?.position ?? -1) >= last;
    };

    it('take effect once each, in order, whoever is stopped where', async () => {
      const dry = new CrashPoints();
      const whole = runner(dry, randomUUID(), desk(), 5_000);
      whole.start();
      await until('all facts', () => dry.passed.filter((point) => /^send.* after/.test(point)).length === FACTS);
      await until('the position', () => dry.passed.some((point) => /^_reactions.updateMany#2 after/.test(point)));
      await whole.stop();
      const points = pointsOf(dry.passed);
      expect(points.length).toBeGreaterThan(15);
      for (const [n, point] of points.entries()) {
        const db = randomUUID();
        const of = desk();
        const stopped = new CrashPoints({ point, ending: endingOf(n) });
        const first = runner(stopped, db, of, 60_000);
        first.start();
        await Promise.race([stopped.reached, until(point, () => everything(db))]);
        const second = runner(new CrashPoints(), db, of, 400);
        second.start();
        await until(`the second has everything, after ${point}`, () => everything(db));
        stopped.end();
        await first.stop();
        await second.stop();
        const once = Array.from({ length: FACTS }, (_, i) => i + 1);
        expect({ point, effects: [...of.effects.values()].sort() }).toEqual({ point, effects: once });
      }
    }, 300_000);
  });

  describe('the scheduler', () => {
    beforeAll(() => {
      side.run([dueView([alarm])]);
    });

    const scheduler = (points: CrashPoints, of: Desk): DueScheduler => {
      const db = points.db(side.db);
      return new Scheduler({
        ...{ db, rows: new ReadStore(db), moments: [alarm], now: () => NOW },
        send: (command) => points.call('send', () => of.send(command)),
        turns: new Turns(new Presence()),
        ...{ owner: randomUUID(), leaseMs: 60_000, pollMs: 20, seenMs: 10_000, countMs: 10_000, warn: () => undefined },
      });
    };
    const due = async (key: string): Promise<void> =>
      side.reached(idOf(dueView([alarm])), await side.history.append('ledger-9', [['Touched', [key], 1]]));

    it('gives each command that is due once, in order, whoever is stopped where', async () => {
      const dry = new CrashPoints();
      await due('dry-');
      expect(await scheduler(dry, new Desk(side)).tick()).toBe(3);
      const points = pointsOf(dry.passed);
      expect(points.length).toBeGreaterThan(10);
      for (const [n, point] of points.entries()) {
        const key = `k${n}-`;
        await due(key);
        const of = new Desk(side);
        const stopped = new CrashPoints({ point, ending: endingOf(n) });
        const first = scheduler(stopped, of);
        const ticking = first.tick().catch(() => 0);
        await Promise.race([stopped.reached, ticking]);
        await scheduler(new CrashPoints(), of).tick();
        stopped.end();
        const stopping = first.stop();
        await ticking;
        await stopping;
        expect({ point, rung: of.rung }).toEqual({ point, rung: [1, 2, 3].map((each) => `${key}${each}`) });
      }
    }, 300_000);
  });
});
