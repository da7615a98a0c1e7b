import { describe, expect, it } from '@jest/globals';
import { RecordPublicFigures } from '../../src/public-figures/domain/publish-figures.js';
import { publicFigures } from '../../src/public-figures/domain/public-figures.js';
import { type Step, type Traits, traitsOn } from '../../src/kernel/supervision/course.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { given, story, type World } from '../support/given.js';

const counted = [
  { unitId: 'county-1', total: 60, divisions: { category: { A: 40, B: 3, C: 17 } } },
  { unitId: 'county-2', total: 65, divisions: { category: { A: 30, B: 10, C: 25 } } },
];
const ORDER = { cityId: 'city-1', quarter: '2026Q1', position: 42, counted };
const on = (day: string, more: World = {}): World => ({ at: `${day} 09:00`, jurisdiction: ['city-1'], ...more });

describe('publishing figures', () => {
  it('[GOV-2] is for a quarter that is over, by a city', () => {
    const publish = (world: World) => given(publicFigures).when(RecordPublicFigures, ORDER, world);
    publish(on('2026-03-31')).thenRejected('FIGURES_QUARTER_NOT_OVER');
    publish(on('2026-04-01')).then({
      type: 'PublicFiguresPublished',
      data: { cityId: 'city-1', quarter: '2026Q1', publishedOn: '2026-04-01', position: 42, leastCount: 5 },
    });
    publish(on('2026-04-01', { jurisdiction: ['city-1', 'county-1'] })).thenRejected('FIGURES_NEED_CITY');
  });

  it('[GOV-2] is done once: by the difference of two tables what each leaves out could be known', () => {
    const published = story(publicFigures, [RecordPublicFigures, ORDER, on('2026-04-01')]);
    const other = { ...ORDER, counted: counted.slice(0, 1) };
    given(publicFigures, published)
      .when(RecordPublicFigures, other, on('2026-04-02'))
      .thenRejected('FIGURES_ALREADY_PUBLISHED');
    const idOf = (quarter: string) => publicFigures.idOf({ cityId: 'city-1', quarter } as RecordPublicFigures);
    expect(idOf('2026Q1')).not.toBe(idOf('2026Q2'));
  });

  it('[GOV-2] [RULE-2] keeps no number below the least of the policy, not even in the history', () => {
    const tableAt = (leastCount: number) => {
      const rules = { ...FUZHOU_REGIME, publicity: { leastCount } };
      const [event] = given(publicFigures).when(RecordPublicFigures, ORDER, on('2026-04-01', { rules })).events();
      return (event?.data as { table: { parts: { divisions: { category: object } }[] } }).table.parts[0]?.divisions;
    };
    expect(tableAt(3)?.category).toEqual({ A: 40, B: 3, C: 17 });
    expect(tableAt(4)?.category).toEqual({ A: 40, B: null, C: null });
  });
});

describe('who is counted at the end of a quarter', () => {
  const came: Traits = {
    ...{ officeId: 'office-1', category: 'PAROLE', sex: 'MALE', birthYear: 1990, employment: null, level: null },
    ...{ destination: null, awayUntil: null },
  };
  const steps: Step[] = [
    { kind: 'came', position: 1, on: '2026-03-31', cause: 'REGISTERED', sets: came },
    { kind: 'left', position: 3, on: '2026-06-30', cause: 'TERM_EXPIRED', sets: {} },
    { kind: 'changed', position: 5, on: '2026-04-15', cause: 'LEVEL_SET', sets: { level: 'STRICT' } },
  ];

  it('[GOV-2] is whoever came by the last day and has not left by it', () => {
    expect(traitsOn({ steps }, '2026-03-30', 9)).toBeNull();
    expect(traitsOn({ steps }, '2026-03-31', 9)).toEqual(came);
    expect(traitsOn({ steps }, '2026-06-29', 9)).toEqual({ ...came, level: 'STRICT' });
    expect(traitsOn({ steps }, '2026-06-30', 9)).toBeNull();
  });

  it('[GOV-2] by what was corrected later, as if it had been so from the beginning', () => {
    const corrected: Step = {
      ...{ kind: 'corrected', position: 7, on: '2026-07-05', cause: 'CORRECTED' },
      sets: { category: 'SUSPENDED_SENTENCE' },
    };
    const course = { steps: [...steps, corrected] };
    expect(traitsOn(course, '2026-03-31', 6)).toEqual(came);
    expect(traitsOn(course, '2026-03-31', 7)).toEqual({ ...came, category: 'SUSPENDED_SENTENCE' });
  });

  it('[GOV-2] as far as it was recorded by a position', () => {
    expect(traitsOn({ steps }, '2026-06-30', 2)).toEqual(came);
    expect(traitsOn({ steps }, '2026-06-29', 4)).toEqual(came);
    expect(traitsOn({ steps }, '2026-06-29', 0)).toBeNull();
  });
});
