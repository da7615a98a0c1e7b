import { Controller, type StreamableFile } from '@nestjs/common';
import { ChoiceField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { READS_PERSONAL_DATA } from '../../../kernel/roles.js';
import { fileAnswer } from '../../../platform/http/file-answer.js';
import { Queried, type Question } from '../../../platform/http/question.js';
import { GetQuery } from '../../../platform/http/routes.js';
import { reaches } from '../../../platform/read-store/reach.js';
import { ReadStore } from '../../../platform/read-store/read-store.js';
import { SubjectKeys } from '../../../platform/sealing/subject-keys.js';
import { CSV, XLSX } from '../../../platform/tables/read-table.js';
import { PeopleCounted } from '../../people-counted.js';
import { RETURNS, type ReturnRow, returnIdOf, type VersionRow, versionOf } from '../return-row.js';
import { RETURN_READERS, ReturnVersionQuery } from '../returns.queries.js';
import { word } from '../words.js';
import { csvOf } from './csv.js';
import { sheetOf, spanInWords } from './return-sheet.js';
import { workbookOf } from './workbook.js';

const FORMATS = {
  xlsx: { type: XLSX, ending: 'xlsx' },
  csv: { type: `${CSV}; charset=utf-8`, ending: 'csv' },
} as const;

export class ReturnFileQuery extends ReturnVersionQuery {
  @ChoiceField(Object.keys(FORMATS), { optional: true, description: '格式，默认 xlsx / format', example: 'xlsx' })
  declare readonly format?: keyof typeof FORMATS;
}

@Controller('v1/returns')
export class ReturnFileQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly people: PeopleCounted,
    private readonly keys: SubjectKeys,
  ) {}

  /** A version as it is handed in on paper, or as a table for a spreadsheet. */
  @GetQuery(
    ':unitId/:kind/:span/file',
    ReturnFileQuery,
    RETURN_READERS,
    { zh: '统计报表文件（Excel、CSV）', en: 'A return as a file (Excel, CSV)' },
    { as: 'table', schema: { type: 'string' }, example: '分类,项目,期初,增加合计,减少合计,期末\n合计,,48,4,2,50' },
  )
  async file(@Queried() { query, principal }: Question<ReturnFileQuery>): Promise<StreamableFile> {
    const row = await this.rows.one<ReturnRow>(RETURNS, returnIdOf(query), query);
    const version = versionOf(row, query.version);
    if (!row || !version || !reaches(principal, row)) throw notFound();
    const unitName = (await this.people.unit(row.unitId))?.name ?? row.unitId;
    // What is in a file nothing opens on its way out.
    const opened = await this.keys.open(version, READS_PERSONAL_DATA.includes(principal.role));
    const sheet = sheetOf(row.kind, row.span, opened, { unitName, ...signedBy(version) });
    const name = `${unitName}-${word(row.kind)}-${spanInWords(row.span)}-第${version.version}版`;
    const { format = 'xlsx' } = query;
    return fileAnswer(format === 'csv' ? csvOf(sheet) : await workbookOf(sheet), FORMATS[format], name);
  }
}

/** By their ids: the file leaves the service, and names of officers are not needed in it. */
const signedBy = ({ draftedBy, submitted, decision }: VersionRow) => ({
  draftedBy,
  submittedBy: submitted?.by ?? null,
  acceptedBy: decision?.accepted ? decision.by : null,
});
