import type { Line } from '../measure/figures.js';
import type { Measured, Usage } from './processes.js';

/** Before any load, after the first half of it, after all of it. */
export type Stage = 'idle' | 'half' | 'end';

/** Whole mebibytes. */
export const megabytes = (bytes: number): string => (bytes / 1_048_576).toFixed(0);

/** The second half of a load may add this much to what the first half left: caches that fill, no more. */
const AIM = { atMost: 1.25 } as const;

/** Memory of processes over their load. */
export class MemoryLog {
  private readonly noted = new Map<string, Partial<Record<Stage, Usage>>>();

  async note(stage: Stage, processes: readonly Measured[]): Promise<void> {
    for (const one of processes) {
      const usage = await one.usage({ collect: true });
      this.noted.set(one.name, { ...this.noted.get(one.name), [stage]: usage });
    }
  }

  lines(): Line[] {
    return [...this.noted].flatMap(([name, { idle, half, end }]) => {
      if (!idle || !half || !end) return [];
      return [
        {
          name: `memory: ${name}`,
          ours: `${megabytes(end.rss)} MB after the load`,
          raw: `${megabytes(half.rss)} MB half way, ${megabytes(idle.rss)} MB idle`,
          ratio: end.rss / half.rss,
          aim: AIM,
          note: `heap ${megabytes(idle.heapUsed)} → ${megabytes(half.heapUsed)} → ${megabytes(end.heapUsed)} MB`,
        },
      ];
    });
  }
}

/** What an embedded server may hold whatever it has stored. */
const LIMIT = 500 * 1_048_576;

/** Memory against a fixed bound. */
export const limitLine = (name: string, { rss, heapUsed }: Usage): Line => ({
  name: `${name}: memory`,
  ours: `${megabytes(rss)} MB`,
  raw: `${megabytes(LIMIT)} MB, the bound`,
  ratio: rss / LIMIT,
  aim: { atMost: 1 },
  note: `heap ${megabytes(heapUsed)} MB`,
});
