import { Readable } from 'node:stream';
import { Controller, Req, Res, StreamableFile, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JsonSchema } from '../kernel/fields.js';
import type { Title } from '../kernel/rejection.js';
import { published } from '../platform/auth/access.js';
import { headerOf } from '../platform/http/edge-request.js';
import { languageOf } from '../platform/http/problem.js';
import { Queried, type Question } from '../platform/http/question.js';
import { GetQuery } from '../platform/http/routes.js';
import type { Page } from '../platform/read-store/read-store.js';
import { AnalysisDesk, type Groups } from './analysis-desk.js';
import { DATASETS } from './datasets/catalogue.js';
import { ANALYSING, type Dataset, type DatasetField, type FieldType, isVeiled, visibleTo } from './datasets/dataset.js';
import { MEDIA_TYPES, WRITERS } from './export/formats.js';
import type { Shown } from './presentation.js';
import { DatasetsQuery, ExportQuery, GroupsQuery, RowsQuery } from './questions.js';

/** What a reader is told of a dataset. */
interface Described {
  readonly name: string;
  readonly title: Title;
  /** What is to be known before counting with it, if anything. */
  readonly note: Title | null;
  readonly fields: readonly {
    readonly name: string;
    readonly type: FieldType;
    readonly title: Title;
    readonly pseudonym: boolean;
  }[];
}

@Controller('v1/analysis')
export class DatasetsQueries {
  @GetQuery(
    '',
    DatasetsQuery,
    published(ANALYSING),
    { zh: '可分析的数据集及其字段', en: 'Datasets and the fields that the reader sees' },
    {
      example: {
        items: [
          {
            name: 'supervisees',
            title: { zh: '社区矫正对象', en: 'Supervisees' },
            note: { zh: '只计在矫对象。', en: 'Of those under supervision alone.' },
            fields: [{ name: 'category', type: 'code', title: { zh: '矫正类别', en: 'Category' }, pseudonym: false }],
          },
        ],
      },
      nullable: ['items.note'],
    },
  )
  datasets(@Queried() { principal: { role } }: Question<DatasetsQuery>): { items: Described[] } {
    return {
      items: DATASETS.map((dataset) => ({
        name: dataset.name,
        title: dataset.title,
        note: dataset.note ?? null,
        fields: visibleTo(role, dataset).map((field) => {
          const { name, type, title } = field;
          return { name, type, title, pseudonym: isVeiled(role, field) };
        }),
      })),
    };
  }
}

const JSON_TYPES: Partial<Record<FieldType, string>> = { integer: 'integer', number: 'number', flag: 'boolean' };
const EXAMPLES: Readonly<Record<FieldType, Shown>> = {
  ...{ code: 'office-cangshan', id: '0198a2b4-0000-7000-8000-000000000000', integer: 3, number: 20.5, flag: false },
  ...{ day: '2026-03-09', week: '2026-W11', month: '2026-03', quarter: '2026Q1', year: '2026' },
  instant: '2026-03-09T01:00:00.000Z',
};

const schemaOf = ({ type, title }: DatasetField): JsonSchema => ({
  type: [JSON_TYPES[type] ?? 'string', 'null'],
  description: `${title.zh} / ${title.en}`,
});
const rowSchema = ({ fields, note }: Dataset): JsonSchema => ({
  type: 'object',
  ...(note && { description: `${note.zh} / ${note.en}` }),
  properties: Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])),
});
const rowExample = ({ fields }: Dataset): object =>
  Object.fromEntries(fields.map(({ name, type }) => [name, EXAMPLES[type]]));

const GROUPS_SCHEMA: JsonSchema = {
  type: 'object',
  required: ['items', 'asOf'],
  properties: {
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['by', 'measures'],
        properties: {
          by: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean', 'null'] } },
          measures: { type: 'object', additionalProperties: { type: ['number', 'null'] } },
        },
      },
    },
    asOf: { $ref: '#/components/schemas/AsOf' },
  },
};
const GROUPS_EXAMPLE = {
  items: [{ by: { county: 'county-minhou', office: 'office-cangshan' }, measures: { count: 12 } }],
  asOf: { position: 10482, at: '2026-03-09T00:30:00.000Z', stale: false },
};

/** The three questions that can be asked of a dataset, each dataset at an address of its own. */
const queriesOf = (dataset: Dataset): Type => {
  const { zh, en } = dataset.title;
  const docs = { schema: rowSchema(dataset), example: rowExample(dataset) };

  @Controller(`v1/analysis/${dataset.name}`)
  class DatasetQueries {
    constructor(private readonly desk: AnalysisDesk) {}

    @GetQuery('', RowsQuery, ANALYSING, { zh: `${zh}：明细`, en: `${en}: rows` }, docs)
    page(@Queried() { query, principal }: Question<RowsQuery>): Promise<Page<Readonly<Record<string, Shown>>>> {
      return this.desk.page(dataset, query, principal);
    }

    @GetQuery(
      'groups',
      GroupsQuery,
      ANALYSING,
      { zh: `${zh}：分组统计`, en: `${en}: groups` },
      { schema: GROUPS_SCHEMA, example: GROUPS_EXAMPLE },
    )
    groups(@Queried() { query, principal }: Question<GroupsQuery>): Promise<Groups> {
      return this.desk.groups(dataset, query, principal);
    }

    /** As of when it is, the headers `x-as-of-position` and `x-as-of` say, whatever the format. */
    @GetQuery('export', ExportQuery, ANALYSING, { zh: `${zh}：导出`, en: `${en}: export` }, { ...docs, as: 'ndjson' })
    async export(
      @Queried() { query, principal }: Question<ExportQuery>,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<StreamableFile> {
      const { format } = query;
      const language = languageOf(headerOf(request, 'accept-language'));
      const exported = await this.desk.exported(dataset, query, principal, language);
      const { position, at } = exported.asOf;
      void reply.headers({ 'x-as-of-position': String(position), ...(at === null ? {} : { 'x-as-of': at }) });
      const disposition = `attachment; filename="${dataset.name}-${position}.${format}"`;
      return new StreamableFile(
        Readable.from(WRITERS[format](exported), { objectMode: false, highWaterMark: 65_536 }),
        {
          type: MEDIA_TYPES[format],
          disposition,
        },
      );
    }
  }
  // Names of operations are made of the name of their class.
  const name = `${dataset.name.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Analysis`;
  return Object.defineProperty(DatasetQueries, 'name', { value: name });
};

/** One controller for each dataset. */
export const DATASET_QUERIES: readonly Type[] = DATASETS.map(queriesOf);
