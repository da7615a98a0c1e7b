import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { setTimeout as pause } from 'node:timers/promises';
import { Readable } from 'node:stream';
import readExcel from 'read-excel-file/node';
import { until } from '../projections/read-side.js';
import { DATASETS } from '../../src/analysis/datasets/catalogue.js';
import { code, type Dataset, flag, integer, person, UNITS } from '../../src/analysis/datasets/dataset.js';
import { type Exported, type Format, WRITERS } from '../../src/analysis/export/formats.js';
import { presenter, veilFor } from '../../src/analysis/presentation.js';
import { views } from '../../projections/registry.js';
import { MasterKey } from '../../src/platform/sealing/master-key.js';

const fields = [
  person('who', '人员', 'Who'),
  ...UNITS,
  code('kind', '种类', 'Kind'),
  integer('late', '迟到', 'Late'),
  flag('missed', '漏管', 'Missed'),
];
const dataset: Dataset = {
  name: 'rows',
  title: { zh: '明细', en: 'Rows' },
  view: 'rows',
  fields,
  minors: 'none',
  order: {},
};
const master = new MasterKey(new Uint8Array(32).fill(7));
const rowOf = (n: number): object => ({
  ...{
    who: `w-${n}`,
    path: ['fuzhou', 'minhou', 'ganzhe'],
    kind: n === 1 ? '=1+1 & <b>"引号"' : null,
    late: n,
    missed: n % 2 === 0,
  },
});
const ASKED = ['late:gt:0'];

/** An export of so many rows in batches, and how many rows were taken from the source by now. */
const exported = (rows: number, batch = 500, role = 'director'): { exported: Exported; taken: () => number } => {
  let taken = 0;
  const batches = async function* (): AsyncGenerator<object[], void, undefined> {
    for (let from = 0; from < rows; from += batch) {
      const size = Math.min(batch, rows - from);
      taken += size;
      yield Array.from({ length: size }, (_, index) => rowOf(from + index + 1));
    }
  };
  const asOf = { position: 42, at: '2026-03-09T00:30:00.000Z', stale: false };
  const present = presenter(fields, veilFor(role, master));
  return {
    exported: { dataset, fields, batches: batches(), present, asOf, where: ASKED, language: 'zh' },
    taken: () => taken,
  };
};

const written = async (format: Format, rows: number, role?: string): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of WRITERS[format](exported(rows, 500, role).exported)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

describe('an export', () => {
  it('[ANA-1] in CSV has titles and rows; what a spreadsheet would compute is quoted off', async () => {
    const text = (await written('csv', 2)).toString();
    expect(text.startsWith('\uFEFF人员,市,县（市、区）,司法所,种类,迟到,漏管\n')).toBe(true);
    const rows: string[][] = parse(text, { bom: true });
    expect(rows.slice(1)).toEqual([
      ['w-1', 'fuzhou', 'minhou', 'ganzhe', `'=1+1 & <b>"引号"`, '1', 'false'],
      ['w-2', 'fuzhou', 'minhou', 'ganzhe', '', '2', 'true'],
    ]);
  });

  it('[ANA-1] in NDJSON ends with as of when it is and how many rows there are', async () => {
    const lines = (await written('ndjson', 1_234)).toString().trimEnd().split('\n');
    expect(lines).toHaveLength(1_235);
    expect(JSON.parse(lines[1] ?? '')).toEqual({
      ...{ who: 'w-2', city: 'fuzhou', county: 'minhou', office: 'ganzhe', kind: null, late: 2, missed: true },
    });
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ asOf: { position: 42, stale: false }, rows: 1_234 });
  });

  it('[ANA-1] in Excel has the rows in one sheet, and as of when they are in another', async () => {
    const file = await written('xlsx', 1_234);
    const [rows, about] = await readExcel(file);
    expect(rows?.sheet).toBe('明细');
    expect(rows?.data).toHaveLength(1_235);
    expect(rows?.data.slice(0, 3)).toEqual([
      ['人员', '市', '县（市、区）', '司法所', '种类', '迟到', '漏管'],
      ['w-1', 'fuzhou', 'minhou', 'ganzhe', '=1+1 & <b>"引号"', 1, false],
      ['w-2', 'fuzhou', 'minhou', 'ganzhe', null, 2, true],
    ]);
    expect(about?.data).toEqual([
      ['历史位置', 42],
      ['截至时间', '2026-03-09T00:30:00.000Z'],
      ['筛选条件', 'late:gt:0'],
    ]);
  });

  it.each(['csv', 'xlsx', 'ndjson'] as const)(
    '[ANA-1] in %s takes rows no faster than they are read',
    async (format) => {
      const { exported: source, taken } = exported(1_000_000);
      const stream = Readable.from(WRITERS[format](source), { objectMode: false, highWaterMark: 65_536 });
      const reading = stream[Symbol.asyncIterator]();
      await reading.next();
      // Nobody reads: once the buffers on the way are full, no more is taken.
      let held = -1;
      await until('nothing more is taken', async () => {
        const before = held;
        held = taken();
        await pause(20);
        return before === held && held === taken();
      });
      expect(held).toBeLessThan(100_000);
      await reading.return?.();
      expect(stream.destroyed).toBe(true);
    },
  );

  it('[ANA-1] shows a person to an analyst as the same pseudonym everywhere, which tells nothing', () => {
    const shown = (role: string) => presenter(fields, veilFor(role, master)).record(rowOf(1)).who;
    expect(shown('director')).toBe('w-1');
    expect(shown('analyst')).toMatch(/^p-[0-9a-f]{16}$/);
    expect(shown('auditor')).toBe(shown('analyst'));
    expect(veilFor('analyst', new MasterKey(new Uint8Array(32).fill(8)))(fields[0] as never, 'w-1')).not.toBe(
      shown('analyst'),
    );
  });
});

describe('the datasets', () => {
  it('[ANA-1] are each of a view, with names that are unique', () => {
    const known = new Set(views.map(({ name }) => name));
    expect(DATASETS.filter(({ view }) => !known.has(view))).toEqual([]);
    expect(new Set(DATASETS.map(({ name }) => name)).size).toBe(DATASETS.length);
    for (const { fields: of } of DATASETS) expect(new Set(of.map(({ name }) => name)).size).toBe(of.length);
  });
});
