import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CSV, readTable, type Table, type TableType, XLSX } from '../../../src/platform/tables/read-table.js';
import { writeTable } from '../../../src/platform/tables/write-table.js';
import { HEADINGS } from '../../../src/supervisees/import/columns.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

interface Row {
  readonly row: number;
  readonly superviseeId?: string;
  readonly receipt?: { readonly id: string; readonly position: number };
  readonly faults?: readonly { readonly column: string | null; readonly code: string }[];
}
interface Taken {
  readonly rows: number;
  readonly dryRun: boolean;
  readonly accepted: readonly Row[];
  readonly refused: readonly Row[];
  readonly ignoredColumns: readonly string[];
  readonly code?: string;
  readonly details?: object;
}

/** The row of a register for the n-th person, as an office keeps it. */
const line = (n: number, changed: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => {
  const of = form(n);
  return {
    ...{ 姓名: of.name, 身份证号: of.identityNumber, 性别: '男', 矫正类别: '缓刑', 决定机关: of.decisionBody },
    ...{ 文书编号: of.documentNumber, 生效日: '2025/9/1', 矫正期限起: '2025年9月1日', 矫正期限止: '2027-08-31' },
    ...{ 报到日期: '2025-09-05', 司法所: '甘蔗司法所', 居住地址: of.address, 联系电话: of.phone, 就业状况: '待业' },
    ...changed,
  };
};
const cells = (line: Readonly<Record<string, string>>, headings = HEADINGS): string[] =>
  headings.map((heading) => line[heading] ?? '');

describe('an existing register', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-09 09:00');
    // Offices are known by name once the list of units shows them.
    await at.head.see('units');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const send = async (by: Person, bytes: Buffer, type: string, query = '', headers = {}): Promise<Response> =>
    fetch(`${service.url}/v1/supervisees/import${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by.token}`, 'content-type': type, ...headers },
      body: new Uint8Array(bytes),
    });
  const take = async (by: Person, lines: readonly (readonly string[])[], query = '', type: TableType = CSV) => {
    const answer = await send(by, await writeTable(type, HEADINGS, lines), type, query);
    const body = (await answer.json()) as Taken;
    const positions = (body.accepted ?? []).map(({ receipt }) => receipt?.position ?? -1);
    service.latest = Math.max(service.latest, ...positions);
    return { status: answer.status, ...body };
  };
  const registered = async (): Promise<number> => {
    const { text } = await at.auditor.get('audit/events?type=SuperviseeRegistered');
    return text.trimEnd().split('\n').length - 1;
  };
  const faultsOf = ({ refused }: Taken) =>
    refused.map(({ row, faults = [] }) => [row, ...faults.map(({ column, code }) => column ?? code)]);

  const REGISTER = [
    line(1),
    line(2, { 性别: '女' }),
    line(3, { 报到日期: '2026-03-10' }),
    line(4, { 矫正期限止: '', 司法所: '城关司法所' }),
    line(5),
    line(1, { 文书编号: '(2026)闽0121刑初1 号' }),
  ];

  it('[INT-2] is checked row by row before anything takes effect', async () => {
    const found = await take(
      at.head,
      REGISTER.map((one) => cells(one)),
      '?dryRun=true',
    );
    expect(found).toMatchObject({ status: 200, dryRun: true, rows: 6 });
    expect(found.accepted.map(({ row, receipt }) => [row, receipt])).toEqual([
      [2, undefined],
      [6, undefined],
    ]);
    expect(faultsOf(found)).toEqual([
      [3, 'SEX_MISMATCH'],
      [4, 'REPORTED_IN_FUTURE'],
      [5, '司法所', '矫正期限止'],
      [7, 'ROW_REPEATED'],
    ]);
    expect(await registered()).toBe(0);
  });

  it('[INT-2] comes in as registrations, once: a repeated upload has no second effect, whoever sends it', async () => {
    const rows = REGISTER.map((one) => cells(one));
    const first = await take(at.head, rows);
    expect(first.accepted.map(({ row }) => row)).toEqual([2, 6]);
    expect(faultsOf(first).map(([row]) => row)).toEqual([3, 4, 5, 7]);
    expect(await registered()).toBe(2);
    const again = await take(at.director, rows, '', XLSX);
    expect(again.accepted).toEqual(first.accepted);
    expect(await registered()).toBe(2);
    const [one] = first.accepted;
    expect(await at.worker.see(`supervisees/${one?.superviseeId}`)).toMatchObject({
      ...{ name: '林某1', officeId: 'ganzhe', category: 'SUSPENDED_SENTENCE', employment: 'UNEMPLOYED' },
      ...{ reportedOn: '2025-09-05', termTo: '2027-08-31', missedReports: 0 },
    });
    const { items } = await at.head.see('worklist?task=rights-acknowledgement');
    expect(items).toHaveLength(2);
  });

  it('[INT-2] what was refused comes back as a table, is mended there, and only that takes effect', async () => {
    const bytes = await writeTable(
      XLSX,
      HEADINGS,
      REGISTER.map((one) => cells(one)),
    );
    const refused: [TableType, Table][] = [];
    for (const wanted of [CSV, XLSX] as const) {
      const answer = await send(at.head, bytes, XLSX, '', { accept: wanted });
      expect(answer.headers.get('content-disposition')).toContain('attachment');
      refused.push([wanted, await readTable(wanted, Buffer.from(await answer.arrayBuffer()))]);
    }
    for (const [type, { headings, rows }] of refused) {
      expect(headings).toEqual([...HEADINGS, '错误']);
      expect(rows.map(({ cells: [name, ...rest] }) => [name, rest.at(-1)])).toEqual([
        ['林某2', '第 3 行：性别与居民身份证号码不一致'],
        ['林某3', '第 4 行：报到日期不能晚于今天'],
        ['林某4', '第 5 行：司法所：没有此司法所；矫正期限止：必填'],
        ['林某1', '第 7 行：与第 2 行重复'],
      ]);
      const mended = rows.slice(0, 1).map((row) => row.cells.map((cell) => (cell === '女' ? '男' : String(cell))));
      const back = await send(at.head, await writeTable(type, headings, mended), type);
      expect(((await back.json()) as Taken).accepted).toHaveLength(1);
      expect(await registered()).toBe(3);
    }
  });

  it('[INT-2] a row that says something else of somebody who is registered is refused', async () => {
    const moved = await take(at.head, [cells(line(1, { 居住地址: '闽侯县上街镇某村' }))]);
    expect(faultsOf(moved)).toEqual([[2, 'ALREADY_REGISTERED']]);
    const twice = await take(at.head, [cells(line(1, { 文书中顺序: '2' }))]);
    expect(faultsOf(twice)).toEqual([[2, 'SAME_PERSON_IN_DOCUMENT']]);
  });

  it('[INT-2] the own office needs no name; columns that are not known are named, and those that lack too', async () => {
    const headings = [...HEADINGS.filter((heading) => heading !== '司法所'), '备注'];
    const bytes = await writeTable(CSV, headings, [cells(line(7, { 备注: '常联系' }), headings)]);
    const own = (await (await send(at.otherHead, bytes, CSV)).json()) as Taken;
    expect(own).toMatchObject({ ignoredColumns: ['备注'], refused: [] });
    const [one] = own.accepted;
    service.latest = Math.max(service.latest, one?.receipt?.position ?? -1);
    expect(await at.otherHead.see(`supervisees/${one?.superviseeId}`)).toMatchObject({ officeId: 'shangjie' });
    const above = (await (await send(at.director, bytes, CSV)).json()) as Taken;
    expect(faultsOf(above)).toEqual([[2, '司法所']]);
    const without = await send(at.head, await writeTable(CSV, ['姓名', '姓名'], [['林某', '林某']]), CSV);
    expect([without.status, await without.json()]).toMatchObject([
      422,
      { code: 'REGISTER_COLUMNS_MISSING', details: { missing: expect.arrayContaining(['身份证号', '报到日期']) } },
    ]);
  });

  it('[SEC-2] is taken from officers alone, for offices in their reach', async () => {
    for (const by of [at.worker, at.auditor, at.analyst])
      expect((await send(by, Buffer.from('姓名'), CSV)).status).toBe(403);
    const nobody = await fetch(`${service.url}/v1/supervisees/import`, { method: 'POST', body: '姓名' });
    expect(nobody.status).toBe(401);
    for (const by of [at.otherHead, at.otherDirector])
      expect(faultsOf(await take(by, [cells(line(8))]))).toEqual([[2, '司法所']]);
  });

  it('is refused as a whole when it is no table, or too large', async () => {
    const code = async (bytes: Buffer, type: string): Promise<unknown[]> => {
      const answer = await send(at.head, bytes, type);
      return [answer.status, ((await answer.json()) as Taken).code];
    };
    expect(await code(Buffer.from('{}'), 'application/json')).toEqual([400, 'TABLE_EXPECTED']);
    expect(await code(Buffer.from('x'), 'text/plain')).toEqual([400, 'UNSUPPORTED_CONTENT_TYPE']);
    expect(await code(Buffer.from('x'), XLSX)).toEqual([400, 'UNREADABLE_TABLE']);
    expect(await code(Buffer.alloc(1_048_577, 0x41), CSV)).toEqual([413, 'BODY_TOO_LARGE']);
    const many = Array.from({ length: 2_001 }, () => cells({ 姓名: '林' }));
    expect((await take(at.head, many)).code).toBe('REGISTER_TOO_LONG');
    // Other routes know no files.
    const elsewhere = await at.head.post('supervisees', '姓名', { 'content-type': CSV });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([400, 'UNSUPPORTED_CONTENT_TYPE']);
  });

  it('has a template with its headings, in both forms', async () => {
    for (const [query, type] of [
      ['', CSV],
      ['?format=xlsx', XLSX],
    ] as const) {
      const answer = await fetch(`${service.url}/v1/supervisees/import/template${query}`, {
        headers: { authorization: `Bearer ${at.head.token}` },
      });
      const { headings, rows } = await readTable(type, Buffer.from(await answer.arrayBuffer()));
      expect([answer.status, headings, rows]).toEqual([200, HEADINGS, []]);
    }
  });

  it('[AUD-5] leaves rows that history alone says', async () => {
    await expectRebuildEqual(service);
  });
});
