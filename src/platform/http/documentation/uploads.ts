import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiQuery } from '@nestjs/swagger';
import { describeFields } from '../../../kernel/fields.js';
import type { Title } from '../../../kernel/rejection.js';
import type { Role } from '../../../kernel/roles.js';
import { CSV, XLSX } from '../../tables/read-table.js';
import { answers, documented, operation, pathParameters, refusal, refusals, ruleAnswer } from './operations.js';
import { schemaOfExample } from './schema-of-example.js';

/** What a route that takes a table says of itself. */
export interface UploadDocs {
  /** A table as text, and the answer to it. */
  readonly table: string;
  readonly answer: unknown;
}

/** Documents a route that takes a table. */
export const uploadDocs = (
  of: new () => object,
  roles: readonly Role[],
  title: Title,
  { table, answer }: UploadDocs,
): MethodDecorator =>
  applyDecorators(
    operation(title, roles),
    ...pathParameters(of),
    ...describeFields(of)
      .filter(({ options }) => !options.path)
      .map(({ name, options, schema }) => ApiQuery({ name, required: !options.optional, schema: documented(schema) })),
    ApiHeader({
      name: 'Accept',
      required: false,
      description: `${CSV} 或 ${XLSX}：以表格答复未通过的行 / the rows that were refused, as a table`,
      schema: { type: 'string' },
    }),
    ApiConsumes(CSV, XLSX),
    ApiBody({ required: true, schema: documented({ type: 'string' }), examples: { table: { value: table } } }),
    answers(200, '逐行答复 / an answer for each row', 'application/json', schemaOfExample(answer), answer),
    ...refusals(),
    refusal('TABLE_EXPECTED'),
    ruleAnswer(),
    refusal('BODY_TOO_LARGE'),
  );
