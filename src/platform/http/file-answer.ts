import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** A file's media type and the ending of its name. */
export interface FileType {
  readonly type: string;
  readonly ending: string;
}

/**
 * A file for the caller to keep, made as fast as it is read. Its name may be in any script (RFC 6266, 8187).
 * @param name without ending
 */
export const fileAnswer = (
  content: Uint8Array | AsyncIterable<string | Uint8Array>,
  { type, ending }: FileType,
  name: string,
): StreamableFile => {
  const encoded = encodeURIComponent(`${name}.${ending}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const disposition = `attachment; filename="table.${ending}"; filename*=UTF-8''${encoded}`;
  return content instanceof Uint8Array
    ? new StreamableFile(content, { type, disposition, length: content.byteLength })
    : new StreamableFile(Readable.from(content), { type, disposition });
};
