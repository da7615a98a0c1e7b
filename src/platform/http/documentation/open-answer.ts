import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse } from '@nestjs/swagger';
import type { Title } from '../../../kernel/rejection.js';
import { describeFields } from '../../../kernel/fields.js';
import { schemaOfExample } from './schema-of-example.js';

/** Documents a question that anybody may ask, without a token: its path fields, and an answer as in the example. */
export const openAnswerDocs = (of: new () => object, title: Title, example: unknown): MethodDecorator =>
  applyDecorators(
    ApiOperation({ summary: `${title.zh} / ${title.en}` }),
    ...describeFields(of).map(({ name, schema }) => ApiParam({ name, required: true, schema: schema })),
    ApiResponse({
      status: 200,
      description: '答复 / the answer',
      content: { 'application/json': { schema: schemaOfExample(example), example } },
    }),
  );
