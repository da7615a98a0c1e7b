import { describe, expect, it } from '@jest/globals';
import type { Role } from '../../../src/kernel/roles.js';
import { FUZHOU_REGIME } from '../../../src/organisation/domain/fuzhou-regime.js';
import { MinorsShield } from '../../../src/platform/read-store/minors-shield.js';
import { Whereabouts } from '../../../src/platform/read-store/whereabouts.js';
import { TestClock } from '../../harness/service.js';
import { keptRows } from '../../support/kept-rows.js';
import { reader } from '../../support/reader.js';

const entry = (superviseeId: string, birthYear: number, office: string) => ({
  superviseeId,
  birthYear,
  path: ['city-1', office],
});
const moved = (superviseeId: string, from: string, to: string) => ({
  ...{ superviseeId, officeId: to, path: ['city-1', to], earlier: [['city-1', from]], units: [from, to] },
});
const ROSTER = keptRows({
  'transferred-supervisees': new Map([
    ['girl', moved('girl', 'county-3', 'county-2')],
    ['man', moved('man', 'county-3', 'county-1')],
  ]),
  'supervisee-roster': new Map(
    [entry('man', 1990, 'county-1'), entry('boy', 2009, 'county-1'), entry('girl', 2008, 'county-2')].map((row) => [
      row.superviseeId,
      row,
    ]),
  ),
});

/** A shield in 2026, and whose rules it asked for. */
const shielded = () => {
  const rules = { ...FUZHOU_REGIME, minors: { ...FUZHOU_REGIME.minors } };
  const asked: string[] = [];
  const jurisdictions = {
    rulesAsKnown: async (_day: string, unit: string) => {
      asked.push(unit);
      return rules;
    },
  };
  const clock = new TestClock('2026-12-31 23:59');
  return { shield: new MinorsShield(jurisdictions, clock, ROSTER, new Whereabouts(ROSTER)), clock, rules, asked };
};

describe('the shield of minors', () => {
  it.each<[Role, object]>([
    ['social-worker', {}],
    ['officer', {}],
    ['office-head', {}],
    ['deputy-director', {}],
    ['director', {}],
    ['city-officer', { birthYear: { $lt: 2008 } }],
    ['auditor', { birthYear: { $lt: 2008 } }],
    ['analyst', { birthYear: { $lt: 2008 } }],
    ['administrator', { birthYear: { $lt: 2008 } }],
  ])('[INT-4] to the role %s shows rows by %j', async (role, filter) => {
    const { shield } = shielded();
    expect(await shield.filterFor(reader(role, 'office-1'))).toEqual(filter);
  });
  it('[INT-4] hides a row to the end of the year in which the person comes of age', async () => {
    const { shield, clock } = shielded();
    const auditor = reader('auditor', '*');
    expect(await shield.hides(auditor, { birthYear: 2007 })).toBe(false);
    expect(await shield.hides(auditor, { birthYear: 2008 })).toBe(true);
    clock.set('2027-01-01 00:00');
    expect(await shield.hides(auditor, { birthYear: 2008 })).toBe(false);
    expect(await shield.hides(reader('director', 'county-1'), { birthYear: 2015 })).toBe(false);
  });
  it('[INT-4] knows whom rows are about that name people by id alone', async () => {
    const { shield, clock } = shielded();
    const [auditor, county] = [reader('auditor', '*'), reader('city-officer', 'county-1')];
    expect(await shield.filterByPerson(auditor)).toEqual({ $nor: [{ superviseeId: { $in: ['boy', 'girl'] } }] });
    expect([...(await shield.hiddenFrom(county))]).toEqual(['boy']);
    // The girl came to the second county from the third, where rows still name her.
    expect([...(await shield.hiddenFrom(reader('city-officer', 'county-3')))]).toEqual(['girl']);
    expect([...(await shield.hiddenFrom(reader('city-officer', 'county-2')))]).toEqual(['girl']);
    expect(await shield.filterByPerson(reader('director', 'county-1'))).toEqual({});
    const hides = (person: string) => shield.hidesPerson(auditor, person);
    expect([await hides('man'), await hides('boy'), await hides('nobody')]).toEqual([false, true, false]);
    expect(await shield.hidesPerson(reader('director', 'county-1'), 'boy')).toBe(false);
    clock.set('2028-01-01 00:00');
    expect(await shield.filterByPerson(auditor)).toEqual({});
  });
  it("[RULE-2] goes by the policy in force for the reader's unit", async () => {
    const { shield, rules, asked } = shielded();
    rules.minors = { adultAge: 16, readers: ['auditor'] };
    expect(await shield.filterFor(reader('office-head', 'office-1'))).toEqual({ birthYear: { $lt: 2010 } });
    expect(await shield.filterFor(reader('auditor', '*'))).toEqual({});
    expect(asked).toEqual(['office-1', '*']);
  });
});
