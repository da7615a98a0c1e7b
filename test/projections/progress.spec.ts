import { describe, expect, it } from '@jest/globals';
import { Progress } from '../../projections/runner/progress.js';

const idle = { caughtUp: true, waiting: 0, oldestWaiting: undefined, head: undefined };

describe('progress', () => {
  it('reports no lag and good health while idle for however long', () => {
    const progress = new Progress(10, 0, 15_000);
    expect(progress.at({ ...idle, now: 3_600_000 })).toMatchObject({ lagEvents: 0, lagSeconds: 0, healthy: true });
  });

  it('is unhealthy when behind and not moving, and healthy when behind and moving', () => {
    const progress = new Progress(-1, 0, 15_000);
    const behind = { caughtUp: false, waiting: 500, oldestWaiting: 1_000, head: undefined };
    progress.step(100, 99, 900, 2_000);
    expect(progress.at({ ...behind, now: 16_000 })).toMatchObject({ lagEvents: 500, lagSeconds: 15, healthy: true });
    expect(progress.at({ ...behind, now: 17_001 }).healthy).toBe(false);
    progress.step(100, 199, 950, 17_002);
    expect(progress.at({ ...behind, now: 18_000 }).healthy).toBe(true);
  });

  it('counts the time of standing still from when work arrived', () => {
    const progress = new Progress(-1, 0, 15_000);
    progress.at({ ...idle, now: 100_000 });
    const arrived = { caughtUp: true, waiting: 1, oldestWaiting: 100_500, head: undefined };
    expect(progress.at({ ...arrived, now: 101_000 }).healthy).toBe(true);
    expect(progress.at({ ...arrived, now: 116_000 }).healthy).toBe(false);
  });

  it('estimates what is left from how far apart the facts lie, and the time from the rate', () => {
    const progress = new Progress(0, 0, 15_000);
    progress.step(1_000, 450_000, 0, 1_000);
    const pace = progress.at({ caughtUp: false, waiting: 10, oldestWaiting: 0, head: 900_000, now: 1_000 });
    expect(pace).toMatchObject({ lagEvents: 1_000, rate: 1_000, remainingSeconds: 1 });
  });
});
