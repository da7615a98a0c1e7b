import { describe, expect, it } from '@jest/globals';
import { isTerm } from '../../src/kernel/terms.js';
import { describeFields } from '../../src/kernel/fields.js';
import { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { COLUMNS, HEADINGS, headingsOf } from '../../src/supervisees/import/columns.js';
import { rowOf } from '../../src/supervisees/import/row-of-register.js';
import { MAN } from './people.js';

const OFFICES = new Map([
  ['甘蔗司法所', ['ganzhe']],
  ['ganzhe', ['ganzhe']],
  ['城关司法所', ['one', 'other']],
]);
const CELLS: Readonly<Record<string, string | number>> = {
  ...{ 姓名: '林某某', 身份证号: MAN, 性别: '男', 矫正类别: '缓刑', 决定机关: '某法院', 文书编号: '（2026）1号' },
  ...{ 文书中顺序: '', 生效日: '2026-03-02', 矫正期限起: '2026-03-02', 矫正期限止: '2027-03-01' },
  ...{ 报到日期: '2026-03-09', 司法所: '甘蔗司法所', 居住地址: '某路1号', 联系电话: '', 就业状况: '' },
};
const read = (changed: Readonly<Record<string, string | number>> = {}, own?: string) => {
  const cells = HEADINGS.map((heading) => ({ ...CELLS, ...changed })[heading] ?? '');
  return rowOf(cells, headingsOf(HEADINGS).columns, OFFICES, own);
};
/** What a row says that is wrong, by column. */
const wrong = (changed: Readonly<Record<string, string | number>>): unknown[] => {
  const found = read(changed);
  return 'faults' in found ? found.faults.map(({ column, title }) => [column, title.zh]) : ['nothing'];
};
const value = (heading: string, cell: string | number): unknown => {
  const found = read({ [heading]: cell });
  const field = COLUMNS.find((one) => one.heading === heading)?.field;
  return 'row' in found && field ? found.row[field] : found;
};

describe('the columns of a register', () => {
  it('[INT-2] fill every field of the registration form, and are as optional as it', () => {
    const fields = describeFields(RegisterSupervisee).map(({ name, options }) => [name, options.optional === true]);
    const columns = COLUMNS.map(({ field, optional }) => [field, optional === true]);
    expect(columns.sort()).toEqual(fields.sort());
  });
  it('name codes as the printed files do', () => {
    const names = COLUMNS.flatMap(({ kind }) => (typeof kind === 'object' ? Object.entries(kind) : []));
    expect(names.map(([name]) => name)).toEqual([
      ...['男', '女', '管制', '缓刑', '假释', '暂予监外执行'],
      ...['就业', '自主经营', '务农', '在学', '待业', '退休', '无劳动能力'],
    ]);
    for (const [, code] of names) expect([code, isTerm(code)]).toEqual([code, true]);
  });
  it('[INT-2] are known by what people call them, in any order, with marks and blanks', () => {
    const found = headingsOf(['*身份证号码', ' 姓 名 ', '备注', '错误', '', '姓名']);
    expect([...found.columns].map(([place, { field }]) => [place, field])).toEqual([
      [0, 'identityNumber'],
      [1, 'name'],
      [5, 'name'],
    ]);
    expect(found).toMatchObject({ unknown: ['备注'], twice: ['姓名'] });
    expect(found.missing).toContain('报到日期');
    expect(headingsOf(HEADINGS)).toMatchObject({ missing: [], twice: [], unknown: [] });
  });
});

describe('a row of a register', () => {
  it('[INT-2] is a registration', () => {
    expect(read()).toEqual({
      row: {
        ...{ name: '林某某', identityNumber: MAN, sex: 'MALE', category: 'SUSPENDED_SENTENCE', decisionBody: '某法院' },
        ...{ documentNumber: '（2026）1号', effectiveOn: '2026-03-02', termFrom: '2026-03-02', termTo: '2027-03-01' },
        ...{ reportedOn: '2026-03-09', officeId: 'ganzhe', address: '某路1号' },
      },
    });
  });
  it.each(['2026-03-09', '2026/3/9', '2026.3.9', '2026年3月9日', '20260309', '2026/3/9 0:00', '2026-03-09 00:00:00'])(
    '[INT-2] takes %s for the day that it is',
    (cell) => {
      expect(value('报到日期', cell)).toBe('2026-03-09');
    },
  );
  it('[INT-2] takes codes and names, full-width digits, numbers that lost nothing, and the own office', () => {
    expect(value('矫正类别', 'PAROLE')).toBe('PAROLE');
    expect(value('就业状况', '务农')).toBe('FARMING');
    expect(value('联系电话', 13800000000)).toBe('13800000000');
    expect(value('文书中顺序', 2)).toBe(2);
    expect(value('司法所', 'ganzhe')).toBe('ganzhe');
    expect(value('身份证号', ` ${MAN.slice(0, 6)} ${MAN.slice(6)}`.replaceAll('3', '３'))).toBe(MAN);
    expect(read({ 司法所: '' }, 'shangjie')).toMatchObject({ row: { officeId: 'shangjie' } });
  });
  it('[INT-2] says of each column what is wrong with it, all at once', () => {
    expect(wrong({ 姓名: '', 报到日期: '2026-02-30', 性别: '女性', 司法所: '无此所', 文书中顺序: '一' })).toEqual([
      ['性别', '只能填：男、女'],
      ['文书中顺序', '应为整数'],
      ['报到日期', '日期不正确，应如 2026-03-09'],
      ['司法所', '没有此司法所'],
      ['姓名', '必填'],
    ]);
    expect(wrong({ 身份证号: 350104199003074500 })).toEqual([['身份证号', '须为文本格式：表格已丢失末位数字']]);
    expect(wrong({ 身份证号: '123' })).toEqual([['身份证号', '格式不正确']]);
    expect(wrong({ 司法所: '城关司法所' })).toEqual([['司法所', '有同名的司法所，请填写单位编号']]);
    expect(wrong({ 司法所: '' })).toEqual([['司法所', '必填']]);
    expect(wrong({ 居住地址: '路'.repeat(201) })).toEqual([['居住地址', '内容过长']]);
    expect(wrong({ 文书中顺序: '0' })).toEqual([['文书中顺序', '应为不小于 1 的整数']]);
    expect(wrong({ 姓名: 'sealed:x' })).toEqual([['姓名', '格式不正确']]);
  });
});
