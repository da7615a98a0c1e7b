import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { planOf } from '../../demo/plan/plan.js';
import { minuteOf, type Step } from '../../demo/plan/step.js';
import { batchesOf } from '../../demo/play.js';
import { calendar } from '../../demo/scale.js';
import { isIdentityNumber } from '../../src/supervisees/domain/identity-number.js';

const seeds = fc.integer({ min: 0, max: 1_000_000 });
const RUNS = { numRuns: 5 };

/** What happens, but for the keys, which name the seed. */
const toldWithoutKeys = (seed: number): string =>
  JSON.stringify(planOf(seed, 'full').steps.map(({ at, by, body }) => [at, by.id, body]));

const ending = (steps: readonly Step[], what: string): Step[] => steps.filter(({ path }) => path.endsWith(`/${what}`));
const late = (step: Step): number => {
  const minute = Number(step.at.slice(11, 13)) * 60 + Number(step.at.slice(14));
  return minute - (minute <= 12 * 60 ? 8 * 60 + 30 : 14 * 60 + 30);
};

describe('the plan of a quarter', () => {
  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const told = (of: number): string => JSON.stringify(planOf(of, 'full'));
        const plan = told(seed);
        expect(told(seed) === plan).toBe(true);
        expect(told(seed + 1) === plan).toBe(false);
        expect(toldWithoutKeys(seed + 1) === toldWithoutKeys(seed)).toBe(false);
      }),
      { numRuns: 2 },
    );
  });

  it('is of the size of a county', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { steps, county } = planOf(seed, 'full');
        const count = (path: string): number => steps.filter((step) => step.path === path).length;
        expect([count('units'), count('officers'), count('social-workers')]).toEqual([5, 8, 12]);
        expect(count('supervisees')).toBe(150);
        expect(county.offices.map(({ workers }) => workers.length)).toEqual([4, 4, 4]);
        // A closing is one fact for each of an office's four workers; all other commands are one fact or, rarely, two.
        const closings = ending(steps, 'closing').filter(({ path }) => path.startsWith('offices/')).length;
        const facts = steps.length + 3 * closings;
        expect(facts).toBeGreaterThan(5_300);
        expect(facts).toBeLessThan(6_500);
      }),
      RUNS,
    );
  });

  it('keeps to working days where the rules do, and to the order of time', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { steps, scale } = planOf(seed, 'full');
        const attended = steps.filter(({ path }) => /\/(check-ins|check-outs|absences|attendance-days.*)$/.test(path));
        expect(attended.filter(({ at }) => !calendar.isWorkingDay(at.slice(0, 10)))).toEqual([]);
        const minutes = steps.map(({ at }) => at);
        expect(minutes.join() === [...minutes].sort().join()).toBe(true);
        expect(minutes[0]?.slice(0, 10)).toBe(scale.foundedOn);
        expect(minutes.at(-1)?.slice(0, 10)).toBe(scale.to);
        expect(new Set(steps.map(({ key, by }) => `${by.id} ${key}`)).size).toBe(steps.length);
      }),
      RUNS,
    );
  });

  it('has everything in it that happens at an office', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { steps } = planOf(seed, 'full');
        const approvers = new Set(ending(steps, 'approval').map(({ by }) => by.role));
        expect([...approvers].sort()).toEqual(['deputy-director', 'director', 'office-head']);
        for (const what of ['return', 'resubmission', 'rejection', 'withdrawal', 'cancellation', 'answer'])
          expect([what, ending(steps, what).length > 0]).toEqual([what, true]);
        for (const what of [
          'absences',
          'acknowledgement',
          'escalation',
          'measures',
          'discharge',
          'rights-acknowledgement',
        ])
          expect([what, ending(steps, what).length > 0]).toEqual([what, true]);
        const checkIns = ending(steps, 'check-ins');
        expect(checkIns.some((step) => late(step) > 0 && late(step) <= 120)).toBe(true);
        expect(checkIns.some((step) => late(step) > 120)).toBe(true);
        expect(checkIns.some(({ by }) => by.role === 'office-head')).toBe(true);
        expect(ending(steps, '2026Q1').length).toBe(12);
      }),
      RUNS,
    );
  });

  it('invents people whose identity numbers are well formed and nobody’s twice', () => {
    const forms = planOf(1, 'full').steps.filter(({ path }) => path === 'supervisees');
    const numbers = forms.map(({ body }) => (body as { identityNumber: string }).identityNumber);
    expect(numbers.filter((number) => !isIdentityNumber(number))).toEqual([]);
    expect(new Set(numbers).size).toBe(150);
  });
});

describe('a batch of the player', () => {
  const step = (at: string, lane: string, settles?: Step['settles']): Step => ({
    at: `2026-03-02 ${at}`,
    by: { id: 'w', role: 'social-worker', unit: 'o', name: '林' },
    path: 'p',
    body: {},
    key: lane,
    lane,
    ...(settles && { settles }),
  });

  it('holds the steps of one minute, but what has to settle is alone', () => {
    const steps = [
      step('08:00', 'a'),
      step('08:00', 'b'),
      step('08:00', 'c', 'reactions'),
      step('08:00', 'd'),
      step('08:01', 'e'),
    ];
    expect(batchesOf(steps).map((batch) => batch.map(({ lane }) => lane))).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
  });
  it('counts minutes over midnight', () => {
    expect([minuteOf('2026-03-31', 1_441), minuteOf('2026-03-31', -1)]).toEqual([
      '2026-04-01 00:01',
      '2026-03-30 23:59',
    ]);
  });
});
