import { describe, expect, it } from '@jest/globals';
import { filterOf, orderOf } from '../../src/analysis/conditions.js';
import {
  code,
  day,
  flag,
  instant,
  integer,
  number,
  quarter,
  UNITS,
  week,
} from '../../src/analysis/datasets/dataset.js';
import { groupingOf } from '../../src/analysis/grouping.js';
import { Problem } from '../../src/platform/http/problem.js';

const FIELDS = new Map(
  [
    ...UNITS,
    code('category', '类别', 'Category'),
    day('on', '日期', 'Day'),
    week('week', '周', 'Week'),
    quarter('quarter', '季度', 'Quarter'),
    integer('late', '迟', 'Late', 'totals.late'),
    number('days', '天', 'Days'),
    flag('missed', '漏', 'Missed'),
    instant('at', '时间', 'At'),
  ].map((field) => [field.name, field]),
);

/** Paths and codes of what was refused. */
const refused = (ask: () => unknown): string[] => {
  try {
    ask();
  } catch (error) {
    if (error instanceof Problem) return (error.extras.errors ?? []).map(({ path, code: of }) => `${path} ${of}`);
    throw error;
  }
  return [];
};

describe('conditions', () => {
  it.each([
    ['category:eq:PAROLE', { category: { $eq: 'PAROLE' } }],
    ['category:in:PAROLE,SUSPENDED_SENTENCE', { category: { $in: ['PAROLE', 'SUSPENDED_SENTENCE'] } }],
    ['office:ne:ganzhe', { 'path.2': { $ne: 'ganzhe' } }],
    ['on:gte:2026-01-01', { on: { $gte: '2026-01-01' } }],
    ['week:lt:2026-W11', { week: { $lt: '2026-W11' } }],
    ['late:gt:2', { 'totals.late': { $gt: 2 } }],
    ['days:lte:0.5', { days: { $lte: 0.5 } }],
    ['missed:eq:true', { missed: { $eq: true } }],
    ['on:none', { on: null }],
    ['on:some', { on: { $ne: null } }],
    ['at:gte:2026-03-09T08:00:00+08:00', { at: { $gte: '2026-03-09T00:00:00.000Z' } }],
  ])('[ANA-1] %s is what the database is asked for', (text, filter) => {
    expect(filterOf([text], FIELDS)).toEqual([filter]);
  });

  it('[ANA-1] each bad one is named by its path, all at once', () => {
    const where = [
      'on:eq:2026-03-09',
      'name:eq:x',
      'category:gt:PAROLE',
      'on:eq:2026-02-30',
      'late:eq:1.5',
      'missed:ne:true',
      'on:none:x',
      'on:eq',
      'week:eq:2026-W54',
      'quarter:eq:2026Q5',
      'days:eq:many',
      'at:eq:2026-03-09',
      'category:in:A,,B',
    ];
    expect(refused(() => filterOf(where, FIELDS))).toEqual([
      'where.1 unknownField',
      'where.2 unknownOperator',
      'where.3 value',
      'where.4 value',
      'where.5 unknownOperator',
      'where.6 value',
      'where.7 value',
      'where.8 value',
      'where.9 value',
      'where.10 value',
      'where.11 value',
      'where.12 value',
    ]);
  });

  it('[ANA-1] a choice has at most 100 values', () => {
    const choice = (count: number) => `category:in:${Array.from({ length: count }, (_, i) => `C${i}`).join(',')}`;
    expect(refused(() => filterOf([choice(100)], FIELDS))).toEqual([]);
    expect(refused(() => filterOf([choice(101)], FIELDS))).toEqual(['where.0 value']);
  });

  it('[ANA-1] an order is of fields that are there, each once', () => {
    expect(orderOf(['-on', 'late'], FIELDS)).toEqual({ on: -1, 'totals.late': 1 });
    expect(orderOf(['county', '-office'], FIELDS)).toEqual({ 'path.1': 1, 'path.2': -1 });
    expect(refused(() => orderOf(['name', 'on', '-on', 'officer'], FIELDS))).toEqual([
      'sort.0 unknownField',
      'sort.2 twice',
      'sort.3 unknownField',
    ]);
  });

  it('[ANA-1] groups are of fields and the periods that they have, sums of numbers', () => {
    const ask = (by: string[], measure: string[] = ['count']) => refused(() => groupingOf(by, measure, FIELDS));
    expect(ask(['office', 'on:day', 'week:year', 'quarter:quarter'], ['count', 'sum:late', 'avg:days'])).toEqual([]);
    expect(ask(['name', 'on:month', 'category:year', 'week:month', 'at', 'on:month'])).toEqual([
      'by.0 unknownField',
      'by.2 unknownPeriod',
      'by.3 unknownPeriod',
      'by.4 unknownPeriod',
      'by.5 twice',
    ]);
    expect(ask(['office'], ['sum:category', 'count', 'max:late', 'count', 'min:name'])).toEqual([
      'measure.0 unknownField',
      'measure.4 unknownField',
      'measure.3 twice',
    ]);
  });
});
