import { ChoiceField } from '../kernel/fields.js';
import { PatternsField } from '../kernel/field-kinds/text-list.js';
import { AfterQuery, PageQuery } from '../platform/http/question.js';
import { CONDITION, ORDER } from './conditions.js';
import { type Format, FORMATS } from './export/formats.js';
import { GROUP, MEASURE } from './grouping.js';

const WHERE =
  '筛选条件，须全部满足：字段:比较:值；比较为 eq ne gt gte lt lte in（值以逗号分隔）none some（无值） / ' +
  'conditions that all hold: field:comparison:value';
const SOME_FIELDS = '要显示的字段，按此次序；默认全部 / fields to show, in this order; all unless told';
const FIELD = /^[A-Za-z]{1,40}$/;

export class DatasetsQuery {}

export class RowsQuery extends PageQuery {
  @PatternsField(CONDITION, { optional: true, max: 20, description: WHERE, example: ['reportedOn:gte:2026-01-01'] })
  declare readonly where?: string[];
  @PatternsField(ORDER, {
    optional: true,
    max: 5,
    description: '排序字段，前加 - 为降序 / fields to sort by, with - before for descending',
    example: ['-reportedOn'],
  })
  declare readonly sort?: string[];
  @PatternsField(FIELD, { optional: true, min: 1, max: 40, description: SOME_FIELDS, example: ['office', 'category'] })
  declare readonly fields?: string[];
}

export class GroupsQuery extends AfterQuery {
  @PatternsField(CONDITION, { optional: true, max: 20, description: WHERE, example: ['reportedOn:gte:2026-01-01'] })
  declare readonly where?: string[];
  @PatternsField(GROUP, {
    min: 1,
    max: 5,
    description:
      '分组字段，或字段所在的期间 字段:day|month|quarter|year / fields to group by, or the period that one lies in',
    example: ['county', 'office'],
  })
  declare readonly by: string[];
  @PatternsField(MEASURE, {
    optional: true,
    min: 1,
    max: 10,
    description: '计算：count，或 sum avg min max:字段；默认 count / what is computed: count unless told',
    example: ['count', 'sum:weeklyReports'],
  })
  declare readonly measure?: string[];
}

export class ExportQuery extends AfterQuery {
  @ChoiceField(FORMATS, { description: '格式 / format', example: 'csv' }) declare readonly format: Format;
  @PatternsField(CONDITION, { optional: true, max: 20, description: WHERE, example: ['reportedOn:gte:2026-01-01'] })
  declare readonly where?: string[];
  @PatternsField(FIELD, { optional: true, min: 1, max: 40, description: SOME_FIELDS, example: ['office', 'category'] })
  declare readonly fields?: string[];
}
