import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

const lines = async function* (rows: AsyncIterable<object>): AsyncGenerator<string, void, undefined> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
};

/** A long answer, one JSON object a line, made as fast as the caller reads it. An error on the way cuts the connection. */
export const ndjson = (rows: AsyncIterable<object>): StreamableFile =>
  new StreamableFile(Readable.from(lines(rows)), { type: 'application/x-ndjson' });
