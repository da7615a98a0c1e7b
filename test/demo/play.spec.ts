import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../../demo/caller.js';
import { SimulatedClock } from '../../demo/clock.js';
import type { Step } from '../../demo/plan/step.js';
import { Player } from '../../demo/play.js';

const step = (at: string, lane: string, more: Partial<Step> = {}): Step => ({
  at: `2026-03-02 ${at}`,
  by: { id: 'worker-1', role: 'social-worker', unit: 'office-1', name: '林' },
  path: `social-workers/${lane}/check-ins`,
  body: { device: 'terminal-1' },
  key: `key-${lane}`,
  lane,
  ...more,
});
const receipt = (position: number): Answer => ({ status: 200, body: { id: 'x', revision: 0, position } });

/** A player before a service that answers as it is told, and what went on. */
const playing = (answer: (key: string) => Answer, settledUpTo = () => 1_000) => {
  const clock = new SimulatedClock('2026-03-02 07:00');
  const log: string[] = [];
  const abort = new AbortController();
  const player = new Player({
    clock,
    caller: {
      post: async (_by, _path, _body, key) => {
        log.push(`${clock.now().slice(11, 16)} ${key}`);
        await Promise.resolve();
        log.push(`done ${key}`);
        return answer(key);
      },
      get: async (_by, path) => {
        log.push(`get ${path}`);
        return { status: 200, body: { asOf: { stale: path.includes('after=99') } } };
      },
    },
    settledUpTo,
    signal: abort.signal,
    onDone: (steps, at) => log.push(`${steps} at ${at.slice(11)}`),
  });
  return { player, log, abort };
};

describe('the player', () => {
  it('moves the clock to each minute, keeps the order of a lane, and lets lanes go beside each other', async () => {
    const { player, log } = playing(() => receipt(5));
    await player.play([
      step('08:20', 'a', { key: 'a1' }),
      step('08:20', 'b', { key: 'b1' }),
      step('08:20', 'a', { key: 'a2' }),
      step('08:25', 'b', { key: 'b2' }),
    ]);
    // UTC: eight hours before Shanghai.
    expect(log.slice(0, 2)).toEqual(['00:20 a1', '00:20 b1']);
    expect(log.indexOf('done a1')).toBeLessThan(log.indexOf('00:20 a2'));
    expect(log.slice(-4)).toEqual(['3 at 08:20', '00:25 b2', 'done b2', '1 at 08:25']);
    expect(player.latest).toBe(5);
  });

  it('stops at the first step that fails, naming it with the problem', async () => {
    const problem = { status: 422, body: { code: 'ALREADY_CHECKED_IN' } };
    const { player, log } = playing((key) => (key === 'key-b' ? problem : receipt(1)));
    const played = player.play([step('08:20', 'a'), step('08:21', 'b'), step('08:22', 'c')]);
    await expect(played).rejects.toThrow(/08:21 social-worker worker-1[^]*answered 422[^]*ALREADY_CHECKED_IN/);
    expect(log.some((line) => line.includes('key-c'))).toBe(false);
  });

  it('takes the closing of an office’s day for failed when one worker’s was refused', async () => {
    const closed = [{ workerId: 'a', receipt: { position: 7 } }];
    const answers = (refused: object[]) => playing(() => ({ status: 200, body: { closed, refused } })).player;
    const all = answers([]);
    await all.play([step('17:52', 'o')]);
    expect(all.latest).toBe(7);
    await expect(answers([{ code: 'DAY_CLOSED' }]).play([step('17:52', 'o')])).rejects.toThrow('DAY_CLOSED');
  });

  it('goes on when a fact has had its effects, or queries show it', async () => {
    let asked = 0;
    const { player, log } = playing(
      () => receipt(3),
      () => (asked += 1),
    );
    await player.play([step('09:00', 'a', { settles: 'reactions' }), step('09:00', 'b', { settles: 'views' })]);
    expect(asked).toBe(3);
    expect(log).toContain('get social-workers/b/check-ins?after=3&waitMs=30000');
    const behind = playing(() => receipt(99)).player.play([step('09:00', 'b', { settles: 'views' })]);
    await expect(behind).rejects.toThrow('stale');
  });

  it('ends when it is asked to', async () => {
    const { player, log, abort } = playing(() => receipt(1));
    abort.abort(new Error('enough'));
    await expect(player.play([step('08:20', 'a')])).rejects.toThrow('enough');
    expect(log).toEqual([]);
  });
});
