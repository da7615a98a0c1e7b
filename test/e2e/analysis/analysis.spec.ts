import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import readExcel from 'read-excel-file/node';
import { DATASETS } from '../../../src/analysis/datasets/catalogue.js';
import { identityNumber } from '../../supervisees/people.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import type { Answer, Body } from '../../harness/answers.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { until } from '../../harness/until.js';

type Row = Readonly<Record<string, string | number | boolean | null>>;
interface Group {
  readonly by: Row;
  readonly measures: Row;
}
const rowsOf = (body: Body): Row[] => body.items as unknown as Row[];
const groupsOf = (body: Body): Group[] => body.items as unknown as Group[];

/** Eleven persons: three offices of two counties, four categories, reported in two quarters; one of them a boy. */
describe('analysis over HTTP', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let cityAnalyst: Person;
  let boy: string;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    cityAnalyst = await service.as('analyst', 'fuzhou', 'analyst-2');
    const otherHead = await service.as('office-head', 'fengcheng', 'head-3');
    const places = [at.head, at.head, at.head, at.head, at.otherHead, at.otherHead, otherHead, otherHead];
    const offices = ['ganzhe', 'ganzhe', 'ganzhe', 'ganzhe', 'shangjie', 'shangjie', 'fengcheng', 'fengcheng'];
    const kinds = ['SUSPENDED_SENTENCE', 'SUSPENDED_SENTENCE', 'PAROLE', 'PUBLIC_SURVEILLANCE'];
    const dated = (day: string) => ({ termFrom: day, effectiveOn: day, reportedOn: day, termTo: '2028-03-01' });
    service.clock.set('2026-03-09 09:00');
    for (const [n, head] of places.entries())
      await head.done(
        'supervisees',
        form(n, { officeId: offices[n] ?? '', category: kinds[n % 4] as never, ...dated('2026-03-09') }),
      );
    const minor = { identityNumber: identityNumber('35012120100301001'), ...dated('2026-03-09') };
    boy = (await at.head.done('supervisees', form(20, minor))).id;
    service.clock.set('2026-04-13 09:00');
    for (const n of [30, 31]) await at.head.done('supervisees', form(n, dated('2026-04-13')));
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const errors = async (answer: Promise<Answer>): Promise<unknown[]> => {
    const { status, body } = await answer;
    return [status, ...body.errors.map(({ path }) => path)];
  };

  it('[ANA-1] says which datasets there are, and which fields of them the reader sees', async () => {
    const fieldsOf = async (reader: Person): Promise<Map<string, boolean>> => {
      const { body } = await reader.get('analysis');
      expect(body.items.map(({ name }) => name)).toEqual(DATASETS.map(({ name }) => name));
      const [supervisees] = body.items as unknown as { fields: { name: string; pseudonym: boolean }[] }[];
      return new Map(supervisees?.fields.map(({ name, pseudonym }) => [name, pseudonym]));
    };
    const [forAnalyst, forDirector] = [await fieldsOf(at.analyst), await fieldsOf(at.director)];
    expect([forAnalyst.has('birthYear'), forAnalyst.get('superviseeId')]).toEqual([false, true]);
    expect([forDirector.has('birthYear'), forDirector.get('superviseeId')]).toEqual([true, false]);
    for (const { name } of DATASETS)
      expect([name, (await at.analyst.get(`analysis/${name}`)).status]).toEqual([name, 200]);
    expect((await at.worker.get('analysis/supervisees')).status).toBe(403);
    expect((await at.analyst.get('analysis/policy-sets')).status).toBe(404);
  });

  it('[ANA-1] filters, sorts and chooses fields; says as of which position and time', async () => {
    const asked = 'analysis/supervisees?where=category:in:PAROLE,PUBLIC_SURVEILLANCE&where=county:eq:minhou';
    const body = await at.director.see(`${asked}&sort=-category&sort=termTo&fields=category&fields=office`);
    expect(rowsOf(body)).toEqual([
      { category: 'PUBLIC_SURVEILLANCE', office: 'ganzhe' },
      { category: 'PAROLE', office: 'ganzhe' },
    ]);
    const { asOf } = body as unknown as { asOf: { position: number; at: string; stale: boolean } };
    expect(asOf).toMatchObject({ stale: false });
    expect(asOf.position).toBeGreaterThanOrEqual(service.latest);
    expect(Date.parse(asOf.at)).not.toBeNaN();
  });

  it('[ANA-1] [SEC-2] [INT-4] shows what is in reach, and minors to those who handle them alone', async () => {
    const count = async (reader: Person) => rowsOf(await reader.see('analysis/supervisees?limit=500')).length;
    expect(await count(at.director)).toBe(9);
    expect(await count(at.analyst)).toBe(8);
    expect(await count(at.head)).toBe(7);
    expect(await count(at.otherDirector)).toBe(2);
    expect(await count(cityAnalyst)).toBe(10);
    expect(await count(at.auditor)).toBe(10);
    const report = {
      reportedOn: '2026-04-13',
      thinking: '稳定',
      work: '上学',
      life: '在家',
      callerNumber: '13800000000',
    };
    await at.worker.done(`supervisees/${boy}/weekly-reports`, report);
    const received = 'analysis/weekly-reports?where=status:eq:received';
    expect(rowsOf(await at.director.see(received))).toMatchObject([{ superviseeId: boy, week: '2026-W16' }]);
    expect(rowsOf(await at.analyst.see(received))).toEqual([]);
    expect(groupsOf(await at.analyst.see('analysis/weekly-reports/groups?where=status:eq:received&by=office'))).toEqual(
      [],
    );
  });

  it('[ANA-1] [SEC-3] to an analyst persons are pseudonyms, the same in every dataset; nothing can be asked of who they are', async () => {
    const { items } = await at.director.see('analysis/supervisees?limit=500');
    const ids = new Set((items as unknown as Row[]).map(({ superviseeId }) => superviseeId));
    const page = await at.analyst.see('analysis/supervisees?limit=3');
    const text = JSON.stringify(page) + Buffer.from(page.next ?? '', 'base64url').toString('latin1');
    for (const id of ids) expect(text).not.toContain(id);
    expect(rowsOf(page)[0]).toMatchObject({
      superviseeId: expect.stringMatching(/^p-[0-9a-f]{16}$/),
      birthDecade: expect.any(Number),
    });
    expect(rowsOf(page)[0]).not.toHaveProperty('birthYear');
    const months = await cityAnalyst.see('analysis/weekly-reports?limit=500');
    const pseudonyms = new Set(
      rowsOf(await cityAnalyst.see('analysis/supervisees?limit=500')).map((row) => row.superviseeId),
    );
    for (const { superviseeId } of rowsOf(months)) expect(pseudonyms.has(superviseeId ?? '')).toBe(true);
    const ask = (query: string) => errors(at.analyst.get(`analysis/supervisees?${query}`));
    expect(await ask(`where=superviseeId:eq:${[...ids][0]}`)).toEqual([400, 'where.0']);
    expect(await ask('where=birthYear:gt:1980')).toEqual([400, 'where.0']);
    expect(await ask('sort=superviseeId')).toEqual([400, 'sort.0']);
    expect(await ask('fields=birthYear')).toEqual([400, 'fields.0']);
    expect(await ask('where=name:eq:x')).toEqual([400, 'where.0']);
    for (const reader of [at.analyst, at.director]) {
      const all = await reader.get('analysis/supervisees/export?format=ndjson');
      expect(all.text).not.toMatch(/sealed:|林某|350121/);
    }
  });

  it('[ANA-1] pages by a cursor that belongs to its list', async () => {
    const seen: unknown[] = [];
    let next: string | null = null;
    do {
      const cursor: string = next === null ? '' : `&cursor=${next}`;
      const page: Body = await cityAnalyst.see(`analysis/supervisees?limit=4&sort=-reportedOn${cursor}`);
      seen.push(...rowsOf(page).map(({ superviseeId }) => superviseeId));
      next = page.next;
    } while (next !== null);
    expect([seen.length, new Set(seen).size]).toEqual([10, 10]);
    const page = await cityAnalyst.see('analysis/supervisees?limit=4&sort=-reportedOn');
    const other = await cityAnalyst.get(`analysis/supervisees?limit=4&sort=category&cursor=${page.next}`);
    expect([other.status, other.body.code]).toEqual([400, 'BAD_CURSOR']);
    expect((await cityAnalyst.get('analysis/supervisees?cursor=abc')).body.code).toBe('BAD_CURSOR');
  });

  it('[ANA-1] sorts by unit, over pages too, and those of none come first', async () => {
    const unitsIn = async (dataset: string, sort: string): Promise<unknown[]> => {
      const units: unknown[] = [];
      let next: string | null = null;
      do {
        const cursor: string = next === null ? '' : `&cursor=${next}`;
        const page: Body = await cityAnalyst.see(`analysis/${dataset}?limit=2&${sort}${cursor}`);
        units.push(...rowsOf(page).map(({ county, office }) => office ?? county ?? null));
        next = page.next;
      } while (next !== null);
      return units;
    };
    const of = (unit: string, count: number): string[] => Array.from({ length: count }, () => unit);
    const byCounty = [...of('fengcheng', 2), ...of('shangjie', 2), ...of('ganzhe', 6)];
    expect(await unitsIn('supervisees', 'sort=county&sort=-office')).toEqual(byCounty);
    const question = { category: 'RULE_UNCLEAR', rule: '社区矫正法第二十七条', question: '经常性跨县活动如何审批？' };
    for (const [by, officeId] of [
      [at.head, 'ganzhe'],
      [at.director, 'minhou'],
      [at.otherHead, 'shangjie'],
      [at.otherDirector, 'lianjiang'],
    ] as const)
      await by.done('guidance-requests', { ...question, officeId });
    const [up, down] = [
      ['lianjiang', 'minhou', 'ganzhe', 'shangjie'],
      ['shangjie', 'ganzhe', 'lianjiang', 'minhou'],
    ];
    expect(await unitsIn('guidance-requests', 'sort=office&sort=county')).toEqual(up);
    expect(await unitsIn('guidance-requests', 'sort=-office&sort=county')).toEqual(down);
  });

  it('[ANA-1] groups by period, unit and category, counted by the database', async () => {
    const groups = async (query: string, reader = at.director) =>
      groupsOf(await reader.see(`analysis/supervisees/groups?${query}`));
    expect(await groups('by=reportedOn:quarter&by=office')).toEqual([
      { by: { 'reportedOn:quarter': '2026Q1', office: 'ganzhe' }, measures: { count: 5 } },
      { by: { 'reportedOn:quarter': '2026Q1', office: 'shangjie' }, measures: { count: 2 } },
      { by: { 'reportedOn:quarter': '2026Q2', office: 'ganzhe' }, measures: { count: 2 } },
    ]);
    expect(
      await groups('by=county&by=category&measure=count&measure=sum:daysLate&measure=max:weeklyReports', at.city),
    ).toEqual(
      expect.arrayContaining([
        {
          by: { county: 'lianjiang', category: 'PAROLE' },
          measures: { count: 1, 'sum:daysLate': 0, 'max:weeklyReports': 0 },
        },
      ]),
    );
    expect(await groups('by=reportedOn:year&by=dischargedOn:month&where=category:eq:PAROLE')).toEqual([
      { by: { 'reportedOn:year': '2026', 'dischargedOn:month': null }, measures: { count: 1 } },
    ]);
    expect(await groups('by=dischargedOn:quarter&by=level')).toEqual([
      { by: { 'dischargedOn:quarter': null, level: null }, measures: { count: 9 } },
    ]);
    expect(await groups('by=birthDecade', at.analyst)).toEqual([{ by: { birthDecade: 1990 }, measures: { count: 8 } }]);
    const people = await groups('by=superviseeId&where=category:eq:PAROLE', at.analyst);
    expect(people).toEqual([{ by: { superviseeId: expect.stringMatching(/^p-/) }, measures: { count: 1 } }]);
  });

  it('[ANA-1] every sum of groups is what the rows say', async () => {
    const rowsNow = async () => rowsOf(await at.city.see('analysis/supervisees?limit=500'));
    for (const by of ['city', 'county', 'office', 'category', 'status', 'sex', 'reportedOn:month', 'termTo:day']) {
      // What falls due meanwhile must not come between rows and groups: the rows are the same before and after.
      const { rows, groups } = await until(
        async () => ({
          rows: await rowsNow(),
          groups: groupsOf(
            await at.city.see(`analysis/supervisees/groups?by=${by}&measure=count&measure=sum:missedReports`),
          ),
          after: await rowsNow(),
        }),
        (seen) => JSON.stringify(seen.rows) === JSON.stringify(seen.after),
      );
      const sum = (name: string) => groups.reduce((total, { measures }) => total + Number(measures[name]), 0);
      expect([by, sum('count')]).toEqual([by, rows.length]);
      expect(sum('sum:missedReports')).toBe(rows.reduce((total, row) => total + Number(row.missedReports), 0));
    }
  });

  it('[ANA-1] a bad question is 400 with the path of each thing that is wrong', async () => {
    const ask = (path: string) => errors(at.director.get(`analysis/supervisees${path}`));
    expect(await ask('?where=reportedOn:gte:2026-02-30&where=category:eq:PAROLE&where=days:eq:1')).toEqual([
      400,
      'where.0',
      'where.2',
    ]);
    expect(await ask('?where=nonsense')).toEqual([400, 'where']);
    expect(await ask('/groups')).toEqual([400, 'by']);
    expect(await ask('/groups?by=at&by=category:month&measure=sum:category')).toEqual([
      400,
      'by.0',
      'by.1',
      'measure.0',
    ]);
    expect(await ask('/export?format=pdf')).toEqual([400, 'format']);
    expect(await ask('/export?format=csv&where=x:eq:1')).toEqual([400, 'where.0']);
  });

  it('[ANA-1] exports the same rows as CSV, Excel and NDJSON, each as of a position and time', async () => {
    const asked = 'fields=office&fields=category&fields=daysLate&where=county:eq:minhou';
    const address = (format: string) => `analysis/supervisees/export?format=${format}&${asked}`;
    const rows = rowsOf(await at.director.see(`analysis/supervisees?limit=500&${asked}`)).map((row) =>
      Object.values(row),
    );
    const sorted = (all: readonly unknown[][]) => all.map((row) => row.map(String).join()).sort();
    const csv = await at.director.get(address('csv'), { 'accept-language': 'en' });
    expect(csv.headers.get('x-as-of-position')).toMatch(/^\d+$/);
    expect(Date.parse(csv.headers.get('x-as-of') ?? '')).not.toBeNaN();
    expect(csv.headers.get('content-disposition')).toMatch(/filename="supervisees-\d+\.csv"/);
    const [head, ...table]: string[][] = parse(csv.text, { bom: true });
    expect(head).toEqual(['Office', 'Category', 'Days late']);
    expect(sorted(table)).toEqual(sorted(rows));
    const lines = (await at.director.get(address('ndjson'))).text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    expect(sorted(lines.slice(0, -1).map((row) => Object.values(row)))).toEqual(sorted(rows));
    expect(lines.at(-1)).toMatchObject({ rows: rows.length, asOf: { stale: false } });
    const url = `${service.url}/v1/${address('xlsx')}`;
    const response = await fetch(url, { headers: { authorization: `Bearer ${at.director.token}` } });
    const [sheet, about] = await readExcel(Buffer.from(await response.arrayBuffer()));
    expect(sheet?.data[0]).toEqual(['司法所', '矫正类别', '报到逾期天数']);
    expect(sorted(sheet?.data.slice(1) as unknown[][])).toEqual(sorted(rows));
    expect(about?.data[0]).toEqual(['历史位置', Number(response.headers.get('x-as-of-position'))]);
  });
});
