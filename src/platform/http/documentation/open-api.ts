import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { COMPONENT_SCHEMAS } from './operations.js';

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;

/** The OpenAPI 3.1 document of an application's routes. */
export const openApiOf = (app: INestApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('社区矫正业务服务 / Community corrections')
    .setDescription(
      '命令返回回执；以 Idempotency-Key 重复提交只生效一次；查询以 after=<position> 读到自己的写入。' +
        ' / Commands answer with a receipt; a repeat with the same Idempotency-Key takes effect once; a query with `after` shows your own writes.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, 'token')
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const schemas = { ...document.components?.schemas, ...COMPONENT_SCHEMAS } as Schemas;
  return { ...document, components: { ...document.components, schemas } };
};

/** Serves the document at `/openapi.json` and its browser at `/docs`. */
export const serveOpenApi = (app: INestApplication): void =>
  SwaggerModule.setup('docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: '社区矫正业务服务 API',
  });
