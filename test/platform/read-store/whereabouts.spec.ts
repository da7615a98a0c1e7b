import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Whereabouts } from '../../../src/platform/read-store/whereabouts.js';
import { transferredSupervisees } from '../../../projections/supervisees/transferred-supervisees.view.js';
import { foldView, recorded } from '../../support/fold-view.js';
import { keptRows } from '../../support/kept-rows.js';
import { matching } from '../../support/matching.js';
import { reader } from '../../support/reader.js';

const PATHS: Readonly<Record<string, readonly string[]>> = {
  'office-1': ['city-1', 'county-1', 'office-1'],
  'office-2': ['city-1', 'county-1', 'office-2'],
  'office-3': ['city-1', 'county-2', 'office-3'],
};
const pathOf = (office: string): readonly string[] => PATHS[office] ?? [];

interface Row {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
}
const row = (superviseeId: string, officeId: string): Row => ({ superviseeId, officeId, path: pathOf(officeId) });

/** @param courses by person, the offices that they were at, in turn; rows are of any of them */
const whereabouts = (courses: Readonly<Record<string, readonly string[]>>): Whereabouts => {
  const transfers = Object.entries(courses).flatMap(([superviseeId, offices]) =>
    offices.slice(1).flatMap((officeId, n) => {
      const fromPath = pathOf(offices[n] ?? '');
      return [
        recorded(
          { type: 'SuperviseeTransferred', data: { superviseeId, officeId, fromPath } },
          { jurisdiction: pathOf(officeId) },
        ),
      ];
    }),
  );
  return new Whereabouts(keptRows({ 'transferred-supervisees': foldView(transferredSupervisees, transfers) }));
};

const MOVED = {
  stays: ['office-1'],
  near: ['office-1', 'office-2'],
  far: ['office-1', 'office-3'],
  back: ['office-1', 'office-2', 'office-1'],
};
const ROWS = Object.entries(MOVED).flatMap(([person, offices]) => offices.map((office) => row(person, office)));

describe('the reach of rows about people who were transferred', () => {
  const found = async (unit: string, office?: string): Promise<string[]> => {
    const whose = await whereabouts(MOVED).of({ ...reader('office-head', unit), ...(office && { asked: [office] }) });
    const filtered = ROWS.filter(matching(whose.filter(office)));
    if (office === undefined) expect(ROWS.filter((one) => whose.reaches(one))).toEqual(filtered);
    return [...new Set(filtered.map(({ superviseeId }) => superviseeId))].sort();
  };
  it('[SEC-2] [TRV-1] is the present office’s, for whatever was recorded wherever, and no other’s', async () => {
    expect(await found('office-1')).toEqual(['back', 'stays']);
    expect(await found('office-2')).toEqual(['near']);
    expect(await found('office-3')).toEqual(['far']);
  });
  it('[SEC-2] [TRV-1] is the county’s of the present office', async () => {
    expect(await found('county-1')).toEqual(['back', 'near', 'stays']);
    expect(await found('county-2')).toEqual(['far']);
    expect(await found('city-1')).toEqual(['back', 'far', 'near', 'stays']);
    expect(await found('*')).toEqual(['back', 'far', 'near', 'stays']);
  });
  it('[SEC-2] [TRV-1] an office that is asked about has the people who are there now', async () => {
    expect(await found('county-1', 'office-1')).toEqual(['back', 'stays']);
    expect(await found('county-1', 'office-2')).toEqual(['near']);
    expect(await found('city-1', 'office-3')).toEqual(['far']);
    expect(await found('*', 'office-3')).toEqual(['far']);
    expect(await found('county-2', 'office-1')).toEqual([]);
  });
  it('[SEC-2] asks for nothing more where nobody was transferred', async () => {
    const whose = await whereabouts({ stays: ['office-1'] }).of(reader('office-head', 'office-1'));
    expect(whose.filter('office-1')).toEqual({ path: 'office-1', officeId: 'office-1' });
    expect(whose.tasks()).toEqual({ unit: { $in: ['office-1'] } });
  });
  it('[WRK-1] [TRV-1] tasks of the earlier place are the present one’s at the same level', async () => {
    const task = (superviseeId: string | null, unit: string) => ({ superviseeId, unit });
    const tasks = [task('near', 'office-1'), task('far', 'office-1'), task('far', 'county-1'), task(null, 'office-1')];
    const of = async (unit: string) => {
      const whose = await whereabouts(MOVED).of(reader('officer', unit));
      return tasks.filter(matching(whose.tasks())).map((one) => ({ ...one, unit: whose.unitOf(one) }));
    };
    expect(await of('office-1')).toEqual([task(null, 'office-1')]);
    expect(await of('office-2')).toEqual([task('near', 'office-2')]);
    expect(await of('office-3')).toEqual([task('far', 'office-3')]);
    expect(await of('county-2')).toEqual([task('far', 'county-2')]);
    expect(await of('county-1')).toEqual([]);
  });
  it('[WRK-1] [TRV-1] what a place is asked by name stays its own, whether the person left it, came from it, or is back', async () => {
    const asked = (unit: string, addressed: boolean) => ({ superviseeId: 'far', unit, addressed });
    const tasks = [asked('office-1', true), asked('office-1', false), asked('county-1', true), asked('office-3', true)];
    const of = async (unit: string) => {
      const whose = await whereabouts(MOVED).of(reader('officer', unit));
      return tasks.filter(matching(whose.tasks())).map((one) => ({ ...one, unit: whose.unitOf(one) }));
    };
    expect(await of('office-1')).toEqual([asked('office-1', true)]);
    expect(await of('county-1')).toEqual([asked('county-1', true)]);
    expect(await of('office-3')).toEqual([asked('office-3', false), asked('office-3', true)]);
    expect(await of('county-2')).toEqual([]);
  });
  it('[SEC-2] [TRV-1] rows that ask something are also of the units in their path, while they do', async () => {
    const back = { ...row('far', 'office-3'), path: [...pathOf('office-3'), 'county-1', 'office-1'] };
    const rows = [
      { ...back, status: 'open' },
      { ...back, status: 'over' },
    ];
    const of = async (unit: string, office?: string) => {
      const whose = await whereabouts(MOVED).of({ ...reader('officer', unit), ...(office && { asked: [office] }) });
      return rows.filter(matching(whose.filter(office, { status: 'open' }))).map(({ status }) => status);
    };
    for (const unit of ['office-1', 'county-1']) expect([unit, await of(unit)]).toEqual([unit, ['open']]);
    for (const unit of ['office-3', 'county-2']) expect([unit, await of(unit)]).toEqual([unit, ['open', 'over']]);
    expect(await of('county-1', 'office-3')).toEqual(['open']);
    expect(await of('county-1', 'office-1')).toEqual([]);
    expect(await of('office-2')).toEqual([]);
  });
  it('[SEC-2] [TRV-1] over any courses, a row is reached by those whose unit is in the path of where its person is', async () => {
    const course = fc.array(fc.constantFrom('office-1', 'office-2', 'office-3'), { minLength: 1, maxLength: 5 });
    const units = ['office-1', 'office-2', 'office-3', 'county-1', 'county-2', 'city-1'];
    await fc.assert(
      fc.asyncProperty(fc.array(course, { maxLength: 5 }), fc.constantFrom(...units), async (courses, unit) => {
        const of = Object.fromEntries(courses.map((offices, n) => [`s-${n}`, offices]));
        const whose = await whereabouts(of).of(reader('office-head', unit));
        for (const [person, offices] of Object.entries(of))
          for (const office of offices) {
            const here = pathOf(offices.at(-1) ?? '').includes(unit);
            expect(whose.reaches(row(person, office))).toBe(here);
            expect(matching(whose.filter())(row(person, office))).toBe(here);
          }
      }),
    );
  });
});
