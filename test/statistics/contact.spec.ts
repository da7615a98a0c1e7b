import { describe, expect, it } from '@jest/globals';
import type { Course } from '../../src/kernel/supervision/course.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { contactOf } from '../../src/statistics/domain/counting/contact.js';
import { type CountedFact, scopeOf } from '../../src/statistics/domain/counting/kinds.js';
import { daysOf } from '../../src/statistics/domain/counting/span.js';

const traits = {
  ...{ officeId: 'office-1', category: 'PAROLE', sex: 'MALE', birthYear: 1990, employment: null },
  ...{ destination: null, awayUntil: null },
};
const course = (level: string | null, on = '2025-12-01'): Course => ({
  superviseeId: 's-1',
  steps: [{ kind: 'came', position: 1, on, cause: 'REGISTERED', sets: { ...traits, level } }],
});
const visits = (count: number): CountedFact[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ position: 10 + n, type: 'VisitMade', day: '2026-02-10', superviseeId: 's-1', data: {} },
  }));
const reports = (weeks: number, each = 1): CountedFact[] =>
  Array.from({ length: weeks * each }, (_, n) => ({
    ...{ position: 50 + n, type: 'WeeklyReportReceived', day: '2026-02-10', superviseeId: 's-1' },
    data: { week: `2026-W${String(2 + Math.floor(n / each)).padStart(2, '0')}` },
  }));
const found = (of: Course, facts: readonly CountedFact[]): Record<string, number> => {
  const scope = scopeOf('LEVELS', ['office-1'], daysOf('2026Q1'), 99, FUZHOU_REGIME);
  return Object.fromEntries(contactOf(of, scope, facts, FUZHOU_REGIME).map(({ count, value }) => [count, value]));
};

describe('contact as the level asks for it', () => {
  // Of 2026Q1 the weeks W02 to W13 are whole, and W01, which ends in it.
  it('[STA-3] is fulfilled by as many visits and reports as the policy says, and by one less it is not', () => {
    const weekly = [...reports(12), { ...reports(1)[0], data: { week: '2026-W01' } } as CountedFact];
    expect(found(course('LENIENT'), [...weekly, ...visits(1)])).toMatchObject({
      fulfilled: 1,
      reportsAsked: 13,
      reportsMade: 13,
      visitsAsked: 1,
    });
    expect(found(course('LENIENT'), weekly).fulfilled).toBeUndefined();
    expect(found(course('LENIENT'), [...weekly.slice(1), ...visits(1)]).fulfilled).toBeUndefined();
    expect(found(course('GENERAL'), [...weekly, ...visits(3)]).fulfilled).toBe(1);
    expect(found(course('GENERAL'), [...weekly, ...visits(2)]).fulfilled).toBeUndefined();
  });

  it('[STA-3] more reports in one week make up for no other', () => {
    expect(found(course('LENIENT'), reports(1, 5))).toMatchObject({ reportsMade: 1 });
    expect(found(course('STRICT'), reports(1, 5))).toMatchObject({ reportsMade: 2, reportsAsked: 26 });
  });

  it('[STA-3] part of a quarter asks for visits in proportion, rounded down', () => {
    // 45 of 90 days, and 44.
    expect(found(course('STRICT', '2026-02-15'), []).visitsAsked).toBe(3);
    expect(found(course('STRICT', '2026-02-16'), []).visitsAsked).toBe(2);
  });

  it('[STA-3] [TRV-1] asks an office for the time that the person was there, of who came from another', () => {
    const { steps } = course('STRICT');
    const to = (officeId: string, on: string, position: number) =>
      ({ kind: 'changed', position, on, cause: 'TRANSFERRED_WITHIN_COUNTY', sets: { officeId } }) as const;
    const moved = (...more: Course['steps']) => ({ superviseeId: 's-1', steps: [...steps, ...more] });
    const came = {
      steps: moved(to('office-2', '2025-12-20', 2), to('office-1', '2026-02-15', 3)).steps,
      superviseeId: 's-1',
    };
    // 45 of 90 days; of weeks begun there, six are whole.
    expect(found(came, [])).toMatchObject({ visitsAsked: 3, reportsAsked: 12 });
    expect(found(moved(to('office-2', '2026-02-15', 2)), visits(6))).toEqual({});
    expect(found(moved(to('office-2', '2026-04-01', 2)), []).visitsAsked).toBe(found(moved(), []).visitsAsked);
  });

  it('[STA-3] asks for nothing of whom no level was set for, and of whom is not there at the end', () => {
    expect(found(course(null), visits(1))).toEqual({});
    const { steps } = course('STRICT');
    const left = { kind: 'left', position: 2, on: '2026-03-31', cause: 'PARDON', sets: {} } as const;
    expect(found({ superviseeId: 's-1', steps: [...steps, left] }, visits(6))).toEqual({});
  });
});
