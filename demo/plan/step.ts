import { addDays } from '../../src/kernel/day.js';
import { commandIdOf } from '../../src/platform/streams/ids.js';
import type { Minute } from '../clock.js';
import type { Actor } from '../county.js';

/** What has to be true before the next step: that the facts had their effects, or that queries show them. */
export type Settling = 'reactions' | 'views';

/** One command that somebody gives at a minute: `POST /v1/<path>`. */
export interface Step {
  readonly at: Minute;
  readonly by: Actor;
  readonly path: string;
  readonly body: object;
  /** Goes along as `Idempotency-Key`. */
  readonly key: string;
  /** The record that it is about: steps of a lane keep their order, those of different lanes do not depend on each other. */
  readonly lane: string;
  readonly settles?: Settling;
}

/** Collects the steps of a plan. */
export class Script {
  private readonly all: Step[] = [];
  private readonly counts = new Map<string, number>();

  constructor(readonly seed: number) {}

  /** @returns id of the command: what it makes is found under it */
  add(step: Omit<Step, 'key'>): string {
    const count = (this.counts.get(step.lane) ?? 0) + 1;
    this.counts.set(step.lane, count);
    const key = `demo-${this.seed}-${step.lane}-${count}`;
    this.all.push({ ...step, key });
    return commandIdOf(step.by.id, key);
  }

  /** In the order of time; those of a minute as they were added. */
  steps(): Step[] {
    return this.all
      .map((step, index) => ({ step, index }))
      .sort((one, other) =>
        one.step.at === other.step.at ? one.index - other.index : one.step.at < other.step.at ? -1 : 1,
      )
      .map(({ step }) => step);
  }
}

/** `minute` of a day counted from midnight. */
export const minuteOf = (day: string, minute: number): Minute => {
  const [over, of] = [Math.floor(minute / 1_440), ((minute % 1_440) + 1_440) % 1_440];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${addDays(day, over)} ${two(Math.floor(of / 60))}:${two(of % 60)}`;
};

/** So many minutes later. */
export const later = (at: Minute, minutes: number): Minute =>
  minuteOf(at.slice(0, 10), Number(at.slice(11, 13)) * 60 + Number(at.slice(14)) + minutes);
