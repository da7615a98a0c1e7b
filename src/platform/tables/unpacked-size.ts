// Signatures and offsets of the ZIP format (APPNOTE 4.3.12 and 4.3.16).
const [END, ENTRY] = [0x06054b50, 0x02014b50];
const [END_LENGTH, ENTRY_LENGTH, COMMENT_LIMIT] = [22, 46, 65_535];

/**
 * How large the entries of a ZIP file say that they become, in sum, from its central directory: what whoever unpacks it makes room for.
 * Undefined when it is no ZIP file.
 */
export const unpackedSize = (bytes: Buffer): number | undefined => {
  const end = endOf(bytes);
  if (end === undefined) return undefined;
  let [at, size] = [bytes.readUInt32LE(end + 16), 0];
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + ENTRY_LENGTH > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return undefined;
    size += bytes.readUInt32LE(at + 24);
    at += ENTRY_LENGTH + [28, 30, 32].reduce((sum, offset) => sum + bytes.readUInt16LE(at + offset), 0);
  }
  return size;
};

const endOf = (bytes: Buffer): number | undefined => {
  const first = Math.max(0, bytes.length - END_LENGTH - COMMENT_LIMIT);
  for (let at = bytes.length - END_LENGTH; at >= first; at -= 1) if (bytes.readUInt32LE(at) === END) return at;
  return undefined;
};
