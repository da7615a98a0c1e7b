import { describe, expect, it } from '@jest/globals';
import writeXlsxFile from 'write-excel-file/node';
import { CSV, readTable, UnreadableTable, XLSX } from '../../../src/platform/tables/read-table.js';
import { unpackedSize } from '../../../src/platform/tables/unpacked-size.js';
import { writeTable } from '../../../src/platform/tables/write-table.js';

const why = async (reading: Promise<unknown>): Promise<unknown> => {
  const error = await reading.then(
    () => 'read',
    (one: unknown) => one,
  );
  return error instanceof UnreadableTable ? error.why : error;
};
const csv = (text: string) => readTable(CSV, Buffer.from(text));
/** 姓名,性别 · 林某,男 as Chinese Excel saves it. */
const GB18030 = Buffer.from('d0d5c3fb2cd0d4b1f00d0ac1d6c4b32cc4d00d0a', 'hex');

describe('a table that somebody made with a spreadsheet', () => {
  const TABLE = { headings: ['姓名', '性别'], rows: [{ number: 2, cells: ['林某', '男'] }] };

  it('is read in UTF-8 with and without its mark, in GB18030, and as UTF-16 with tabs', async () => {
    expect(await csv('姓名,性别\r\n林某,男\r\n')).toEqual(TABLE);
    expect(await csv('\uFEFF姓名,性别\n林某,男')).toEqual(TABLE);
    expect(await readTable(CSV, GB18030)).toEqual(TABLE);
    expect(await readTable(CSV, Buffer.from('\uFEFF姓名\t性别\r\n林某\t男\r\n', 'utf16le'))).toEqual(TABLE);
  });
  it('keeps the numbers of its lines, and leaves out those that are empty', async () => {
    const { headings, rows } = await csv('\n姓名,住址\n,\n"林某","某路\n1号"\n\n陈某,"""甲"",乙"\n');
    expect(headings).toEqual(['姓名', '住址']);
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['林某', '某路\n1号'],
      ['陈某', '"甲",乙'],
    ]);
  });
  it('holds text as it was meant: signs that keep digits from being a number are none of it', async () => {
    const { rows } = await csv('号\n="350104199003074518"\n\'350104199003074518\n350104199003074518\t\n');
    expect(rows.map(({ cells }) => cells[0])).toEqual(Array.from({ length: 3 }, () => '350104199003074518'));
  });
  it('of XLSX, gives days as days and numbers as numbers', async () => {
    const sheet = [
      [{ value: '日期' }, { value: '号' }, { value: '文' }],
      [
        { value: new Date('2026-03-09T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
        { value: 350104 },
        { value: '甲' },
      ],
    ];
    const bytes = await writeXlsxFile(sheet as never).toBuffer();
    expect(await readTable(XLSX, bytes)).toEqual({
      headings: ['日期', '号', '文'],
      rows: [{ number: 2, cells: ['2026-03-09', 350104, '甲'] }],
    });
  });
  it('that is none is refused, whatever its type says', async () => {
    expect(await why(csv('姓名,"性别\n'))).toBe('malformed');
    expect(await why(csv('\n\n'))).toBe('no-headings');
    expect(await why(readTable(CSV, Buffer.from([0x81, 0x30, 0xff, 0xff])))).toBe('malformed');
    expect(await why(readTable(XLSX, Buffer.from('姓名,性别')))).toBe('malformed');
    expect(await why(readTable(XLSX, Buffer.from('504b0506'.padEnd(44, '0'), 'hex')))).toBe('malformed');
  });
  it('that would fill the memory is refused before it is unpacked', async () => {
    const bytes = await writeTable(XLSX, ['姓名'], []);
    const real = unpackedSize(bytes) ?? 0;
    expect(real).toBeGreaterThan(0);
    const entry = bytes.lastIndexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt32LE(50 * 1_048_576, entry + 24);
    expect(await why(readTable(XLSX, bytes))).toBe('too-large');
  });
});

describe('a table that the service makes', () => {
  const rows = [
    ['350104199003074518', '（2026）闽0104刑初12号', ''],
    ['=1+1', '某路"甲",1号', '两\n行'],
  ];
  it('is read back as it was, in both forms', async () => {
    for (const type of [CSV, XLSX] as const) {
      const back = await readTable(type, await writeTable(type, ['号', '文', '注'], rows));
      expect(back.headings).toEqual(['号', '文', '注']);
      expect(back.rows.map(({ cells }) => Array.from({ length: 3 }, (_, at) => cells[at] ?? ''))).toEqual(rows);
    }
  });
  it('says in CSV that it is UTF-8, and runs no formula', async () => {
    const text = (await writeTable(CSV, ['号'], rows.slice(1))).toString();
    expect(text.startsWith('\uFEFF号\r\n')).toBe(true);
    expect(text).toContain("'=1+1");
  });
});
