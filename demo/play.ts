import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Caller } from './caller.js';
import type { SimulatedClock } from './clock.js';
import type { Settling, Step } from './plan/step.js';

/** Commands under way at a time. */
const IN_FLIGHT = 8;
const REACTIONS_LIMIT_MS = 30_000;

/** A step did not go as planned. */
export class StepFailed extends Error {
  constructor(
    readonly step: Step,
    readonly answer: Answer,
  ) {
    const { at, by, path, body } = step;
    super(
      [
        `${at} ${by.role} ${by.id} (${by.unit}): POST /v1/${path}`,
        `  ${JSON.stringify(body)}`,
        `answered ${answer.status}`,
        `  ${JSON.stringify(answer.body)}`,
      ].join('\n'),
    );
    this.name = 'StepFailed';
  }
}

export interface PlayerParts {
  readonly clock: SimulatedClock;
  readonly caller: Pick<Caller, 'post' | 'get'>;
  /** Position up to which all facts have had their effects. */
  readonly settledUpTo: () => number;
  readonly signal: AbortSignal;
  /** So many steps more are done, the last at this minute. */
  readonly onDone: (steps: number, at: string) => void;
}

/** Gives the commands of a plan over HTTP, each at its minute. */
export class Player {
  /** Position of the latest receipt; -1 before the first. */
  latest = -1;

  constructor(private readonly parts: PlayerParts) {}

  /** @throws StepFailed, or the signal's reason */
  async play(steps: readonly Step[]): Promise<void> {
    for (const batch of batchesOf(steps)) {
      this.parts.signal.throwIfAborted();
      await this.together(batch);
      this.parts.onDone(batch.length, batch[0]?.at ?? '');
    }
  }

  /** Steps of one minute: those of a lane one after another, lanes beside each other. */
  private async together(batch: readonly Step[]): Promise<void> {
    const [first] = batch;
    if (!first) return;
    this.parts.clock.set(first.at);
    const lanes = lanesOf(batch);
    const work = async (): Promise<void> => {
      for (let lane = lanes.shift(); lane; lane = lanes.shift()) for (const step of lane) await this.step(step);
    };
    await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, lanes.length) }, work));
  }

  private async step(step: Step): Promise<void> {
    const answer = await this.parts.caller.post(step.by, step.path, step.body, step.key);
    const positions = answer.status === 200 ? positionsIn(answer.body) : [];
    if (positions.length === 0) throw new StepFailed(step, answer);
    const position = Math.max(...positions);
    this.latest = Math.max(this.latest, position);
    if (step.settles) await this.settled[step.settles](step, position);
  }

  private readonly settled: Readonly<Record<Settling, (step: Step, position: number) => Promise<void>>> = {
    reactions: async (step, position) => {
      const { settledUpTo, signal } = this.parts;
      const limit = performance.now() + REACTIONS_LIMIT_MS;
      while (settledUpTo() < position) {
        signal.throwIfAborted();
        if (performance.now() > limit) throw new Error(`What ${step.path} leads to did not happen in time`);
        await pause(2);
      }
    },
    views: async (step, position) => {
      const query = `?after=${position}&waitMs=30000`;
      const answer = await this.parts.caller.get(step.by, step.path + query);
      if (answer.status !== 200 || isStale(answer.body)) throw new StepFailed(step, answer);
    },
  };
}

/** Steps of the same minute; what has to settle is alone, so that nothing of that minute runs into its effects. */
export const batchesOf = (steps: readonly Step[]): Step[][] => {
  const batches: Step[][] = [];
  for (const step of steps) {
    const last = batches.at(-1);
    const [before] = last ?? [];
    if (last && before?.at === step.at && !before.settles && !step.settles) last.push(step);
    else batches.push([step]);
  }
  return batches;
};

const lanesOf = (steps: readonly Step[]): Step[][] => {
  const lanes = new Map<string, Step[]>();
  for (const step of steps) lanes.set(step.lane, [...(lanes.get(step.lane) ?? []), step]);
  return [...lanes.values()];
};

/** Positions of the receipts in an answer; none when it is not what was hoped for. */
const positionsIn = (body: unknown): number[] => {
  if (typeof body !== 'object' || body === null) return [];
  if ('position' in body && typeof body.position === 'number') return [body.position];
  // The closing of an office's day has a receipt for each worker; all must have been closed.
  const { closed, refused } = body as { closed?: { receipt: { position: number } }[]; refused?: unknown[] };
  return closed && refused?.length === 0 ? closed.map(({ receipt }) => receipt.position) : [];
};

export const isStale = (body: unknown): boolean =>
  (body as { asOf?: { stale?: boolean } } | null)?.asOf?.stale !== false;
