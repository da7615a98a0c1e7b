import type { FastifyInstance, FastifyRequest } from 'fastify';
import { CSV, type TableType, XLSX } from '../../tables/read-table.js';
import { Problem } from '../problem.js';

/** Set on the routes that take a file: to all others the types of files are unknown. */
export const TAKES_FILES = { takesFiles: true } as const;

/** A file as it came in. */
export interface FileBody {
  readonly type: TableType;
  readonly bytes: Buffer;
}

/** Lets the server read tables, where a route takes them. Files are bounded as every other body is. */
export const readFiles = (server: FastifyInstance): void => {
  for (const type of [CSV, XLSX] as const)
    server.addContentTypeParser<Buffer>(type, { parseAs: 'buffer' }, (request, bytes, done) => {
      const takes = (request.routeOptions.config as Partial<typeof TAKES_FILES>).takesFiles === true;
      if (takes) done(null, { type, bytes } satisfies FileBody);
      else done(new Problem('UNSUPPORTED_CONTENT_TYPE'));
    });
};

/** @throws Problem TABLE_EXPECTED when the body is something else */
export const fileIn = ({ body }: FastifyRequest): FileBody => {
  if (typeof body !== 'object' || body === null || !('bytes' in body) || !Buffer.isBuffer(body.bytes))
    throw new Problem('TABLE_EXPECTED');
  return body as FileBody;
};
