import { Controller, type StreamableFile } from '@nestjs/common';
import { ChoiceField, FlagField } from '../../kernel/fields.js';
import { POSTS } from '../../kernel/roles.js';
import { fileAnswer } from '../../platform/http/file-answer.js';
import { Problem } from '../../platform/http/problem.js';
import { Queried, type Question } from '../../platform/http/question.js';
import { GetQuery } from '../../platform/http/routes.js';
import { PostTable, type Upload, Uploaded } from '../../platform/http/uploads/upload.js';
import { CSV, readTable, type Table, type TableType, UnreadableTable, XLSX } from '../../platform/tables/read-table.js';
import { writeTable } from '../../platform/tables/write-table.js';
import { COLUMNS, ERRORS, HEADINGS } from './columns.js';
import { type ImportAnswer, RegisterImport, type RefusedRow } from './register-import.js';

const FORMATS = { csv: CSV, xlsx: XLSX } as const;

export class ImportQuery {
  @FlagField({
    optional: true,
    description: '只检查，不登记 / say what would become of each row, and register nobody',
    example: true,
  })
  declare readonly dryRun?: boolean;
}
export class TemplateQuery {
  @ChoiceField(Object.keys(FORMATS), { optional: true, description: '格式，默认 csv / format', example: 'xlsx' })
  declare readonly format?: keyof typeof FORMATS;
}

const EXAMPLE_TABLE = [HEADINGS, COLUMNS.map(({ example }) => example)].map((line) => line.join()).join('\n');
const EXAMPLE: ImportAnswer = {
  dryRun: false,
  rows: 2,
  accepted: [
    {
      row: 2,
      superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
      receipt: { id: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11', revision: 0, position: 421 },
    },
  ],
  refused: [
    {
      row: 3,
      faults: [{ column: '报到日期', code: 'required', title: { zh: '必填', en: 'is required' } }],
    },
  ],
  ignoredColumns: ['备注'],
};

/** An existing register comes in as a table, with Chinese headings, and what is wrong goes back as one. */
@Controller('v1/supervisees/import')
export class RegisterImportController {
  constructor(private readonly register: RegisterImport) {}

  @PostTable(
    '',
    ImportQuery,
    POSTS,
    { zh: '导入既有名册（CSV、XLSX），逐行答复', en: 'Import a register (CSV, XLSX), with an answer for each row' },
    { table: EXAMPLE_TABLE, answer: EXAMPLE },
  )
  async import(@Uploaded() upload: Upload<ImportQuery>): Promise<ImportAnswer | StreamableFile> {
    const { query, principal, meta, file, wants } = upload;
    const table = await tableIn(file.type, file.bytes);
    const answer = await this.register.take(table, meta, principal, query.dryRun === true);
    return wants === undefined ? answer : asFile(wants, '导入错误', ...refusedAsTable(table, answer.refused));
  }

  @GetQuery(
    'template',
    TemplateQuery,
    POSTS,
    { zh: '名册模板', en: 'Template of a register' },
    {
      as: 'table',
      schema: { type: 'string' },
      example: HEADINGS.join(),
    },
  )
  async template(@Queried() { query }: Question<TemplateQuery>): Promise<StreamableFile> {
    return asFile(FORMATS[query.format ?? 'csv'], '名册模板', HEADINGS, []);
  }
}

const tableIn = async (type: TableType, bytes: Buffer): Promise<Table> => {
  try {
    return await readTable(type, bytes);
  } catch (error) {
    if (!(error instanceof UnreadableTable)) throw error;
    throw new Problem('UNREADABLE_TABLE', { details: { why: error.why } });
  }
};

/** The rows that were refused as they came, with a column that says why: to be mended there and handed in again. */
const refusedAsTable = ({ headings, rows }: Table, refused: readonly RefusedRow[]): [readonly string[], string[][]] => {
  const kept = headings.map((heading, place) => ({ heading, place })).filter(({ heading }) => heading !== ERRORS);
  const cellsOf = new Map(rows.map(({ number, cells }) => [number, cells]));
  const lines = refused.map(({ row, faults }) => {
    const cells = kept.map(({ place }) => String(cellsOf.get(row)?.[place] ?? ''));
    const said = faults.map(({ column, title }) => (column === null ? title.zh : `${column}：${title.zh}`));
    return [...cells, `第 ${row} 行：${said.join('；')}`];
  });
  return [[...kept.map(({ heading }) => heading), ERRORS], lines];
};

const asFile = async (
  type: TableType,
  name: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<StreamableFile> => {
  const bytes = await writeTable(type, headings, rows);
  const form = type === CSV ? { type: `${CSV}; charset=utf-8`, ending: 'csv' } : { type, ending: 'xlsx' };
  return fileAnswer(bytes, form, name);
};
