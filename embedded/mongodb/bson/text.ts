/** Up to this length a loop is quicker than the call that does it at once. */
const SHORT = 32;
const SLOTS = 2_048;
const names: string[] = new Array<string>(SLOTS).fill('');

/** Writes a string as UTF-8 at a place that has room for it. @returns how many bytes */
export const writeText = (bytes: Buffer, text: string, at: number): number => {
  if (text.length > SHORT) return bytes.write(text, at);
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) return bytes.write(text, at);
    bytes[at + i] = code;
  }
  return text.length;
};

/** The name of a field from its UTF-8 bytes. Few names come over and over: the last one of each place in a table is kept. */
export const nameAt = (bytes: Buffer, start: number, end: number): string => {
  const length = end - start;
  if (length > SHORT) return bytes.toString('utf8', start, end);
  let hash = length;
  for (let at = start; at < end; at += 1) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
  const slot = hash & (SLOTS - 1);
  const known = names[slot] as string;
  if (known.length === length && isText(known, bytes, start)) return known;
  // A name that has more bytes than characters never equals them one by one.
  return (names[slot] = bytes.toString('utf8', start, end));
};

const isText = (text: string, bytes: Buffer, start: number): boolean => {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
};
