import { Readable } from 'node:stream';
import { Controller, StreamableFile } from '@nestjs/common';
import type { Month } from '../kernel/day.js';
import { IdField, MonthField, PatternField } from '../kernel/fields.js';
import type { Title } from '../kernel/rejection.js';
import { POSTS, type Role } from '../kernel/roles.js';
import type { Leeway } from '../platform/http/documentation/schema-of-example.js';
import { AfterQuery, PageQuery, Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import { PdfPrinter } from '../platform/printing/pdf-printer.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { inOffice, inReach } from '../platform/read-store/reach.js';
import { type Page, ReadStore } from '../platform/read-store/read-store.js';
import { FILE_READERS } from './files.controller.js';
import { ENTRIES, type EntryRow, PersonalFiles } from './personal-files.js';

const OFFICE_READERS: readonly Role[] = [...POSTS, 'auditor'];

export class PersonalFileQuery extends PageQuery {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @PatternField(/^[A-Za-z]{1,64}$/, {
    optional: true,
    description: '事项 / event type',
    example: 'WeeklyReportReceived',
  })
  declare readonly type?: string;
}

export class PrintoutQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

export class WorkFileQuery extends PageQuery {
  @IdField({ path: true }) declare readonly office: string;
  @MonthField({ description: '月份 / month', example: '2026-03' }) declare readonly month: Month;
}

export class WorkFileSummaryQuery extends AfterQuery {
  @IdField({ path: true }) declare readonly office: string;
  @MonthField({ description: '月份 / month', example: '2026-03' }) declare readonly month: Month;
}

type Titled = EntryRow & { readonly title: Title };
type WorkEntry = Omit<Titled, 'data'>;

interface WorkSummary {
  readonly office: string;
  readonly month: Month;
  readonly total: number;
  readonly kinds: readonly { readonly type: string; readonly title: Title; readonly count: number }[];
}

const ENTRY = {
  superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  about: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  workerId: null,
  officeId: 'office-cangshan',
  path: ['city-fuzhou', 'county-minhou', 'office-cangshan'],
  position: 421,
  category: 'weeklyReport',
  type: 'WeeklyReportReceived',
  command: 'RecordWeeklyReport',
  title: { zh: '周汇报', en: 'Weekly report received' },
  day: '2026-03-09',
  month: '2026-03',
  by: 'w-001',
  role: 'social-worker',
  onBehalfOf: null,
  at: '2026-03-09T01:20:00.000Z',
};

/** Data are those of the event. */
const LEEWAY: Leeway = { nullable: ['data', 'superviseeId', 'workerId', 'officeId', 'onBehalfOf'], open: ['data'] };

@Controller('v1')
export class FilesQueries {
  constructor(
    private readonly rows: ReadStore,
    private readonly files: PersonalFiles,
    private readonly shield: MinorsShield,
    private readonly printer: PdfPrinter,
  ) {}

  /** Everything on record of a person, by day. The reader has opened the file first. */
  @GetQuery(
    'supervisees/:superviseeId/file',
    PersonalFileQuery,
    FILE_READERS,
    { zh: '个人档案', en: 'Personal file' },
    { example: { ...ENTRY, data: { superviseeId: ENTRY.superviseeId, work: '在建材店上班' } }, ...LEEWAY },
  )
  async file(@Queried() { query, principal }: Question<PersonalFileQuery>): Promise<Page<Titled>> {
    const { superviseeId, type, ...page } = query;
    await this.files.admit(superviseeId, principal, query);
    const filter = { ...(await this.files.of(superviseeId, query)), ...(type === undefined ? {} : { type }) };
    const sort = { day: 1, position: 1 } as const;
    const found = await this.rows.page<EntryRow>({ view: ENTRIES, filter, sort, ...page });
    return { ...found, items: found.items.map((row) => this.files.titled(row)) };
  }

  /** The file as a page to print. */
  @GetQuery(
    'supervisees/:superviseeId/file/printout',
    PrintoutQuery,
    FILE_READERS,
    { zh: '打印个人档案（A4）', en: 'Personal file to print (A4)' },
    { as: 'html', example: '<!doctype html>…', schema: { type: 'string' } },
  )
  async printed(@Queried() question: Question<PrintoutQuery>): Promise<StreamableFile> {
    return new StreamableFile(Readable.from(await this.page(question)), { type: 'text/html; charset=utf-8' });
  }

  /** The same page as a file, where a browser is installed that makes it. */
  @GetQuery(
    'supervisees/:superviseeId/file/printout.pdf',
    PrintoutQuery,
    FILE_READERS,
    { zh: '个人档案 PDF（A4）', en: 'Personal file as PDF (A4)' },
    { as: 'pdf', example: '%PDF-1.4…', schema: { type: 'string', format: 'binary' } },
  )
  async pdf(@Queried() question: Question<PrintoutQuery>): Promise<StreamableFile> {
    return new StreamableFile(await this.printer.print(await this.page(question)), { type: 'application/pdf' });
  }

  private async page({ query, principal }: Question<PrintoutQuery>): Promise<AsyncIterable<string>> {
    const person = await this.files.admit(query.superviseeId, principal, query);
    const asOf = await this.rows.asOf(ENTRIES, query);
    return this.files.print(person, query.superviseeId, principal, asOf);
  }

  /** What the office did in a month, by day; what was said of persons is in their files. */
  @GetQuery(
    'offices/:office/work-file',
    WorkFileQuery,
    OFFICE_READERS,
    { zh: '工作档案', en: 'Work file of an office' },
    { example: ENTRY, ...LEEWAY },
  )
  async work(@Queried() { query, principal }: Question<WorkFileQuery>): Promise<Page<WorkEntry>> {
    const { office, month, ...page } = query;
    const shown = await this.shield.filterByPerson(principal, query);
    const filter = { $and: [inReach(principal), shown, inOffice(principal, office), { month }] };
    const sort = { day: 1, position: 1 } as const;
    const found = await this.rows.page<EntryRow>({ view: ENTRIES, filter, sort, ...page });
    const items = found.items.map(({ data: _, ...row }) => this.files.titled(row));
    return { ...found, items };
  }

  @GetQuery(
    'offices/:office/work-file/summary',
    WorkFileSummaryQuery,
    OFFICE_READERS,
    { zh: '工作档案汇总', en: 'Work file of an office, counted' },
    {
      example: {
        office: 'office-cangshan',
        month: '2026-03',
        total: 1,
        kinds: [{ type: ENTRY.type, title: ENTRY.title, count: 1 }],
      },
    },
  )
  async summary(
    @Queried() { query, principal }: Question<WorkFileSummaryQuery>,
  ): Promise<WorkSummary & { asOf: object }> {
    const { office, month } = query;
    const asOf = await this.rows.asOf(ENTRIES, query);
    const shown = await this.shield.filterByPerson(principal, query);
    const counted = await this.rows.aggregate<EntryRow, { _id: string; count: number }>(
      ENTRIES,
      { $and: [inReach(principal), shown, inOffice(principal, office), { month }] },
      [{ $group: { _id: '$type', count: { $sum: 1 } } }, { $sort: { count: -1, _id: 1 } }],
    );
    const kinds = counted.map(({ _id, count }) => this.files.titled({ type: _id, count }));
    return { office, month, total: counted.reduce((sum, { count }) => sum + count, 0), kinds, asOf };
  }
}
