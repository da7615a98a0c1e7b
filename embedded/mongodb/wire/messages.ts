import { decode, documentLength, elements } from '../bson/decode.js';
import { encode } from '../bson/encode.js';
import { Document, Reply } from '../bson/values.js';
import { MongoError } from '../errors.js';

/** The largest message, in bytes, as announced by `hello`. */
export const MAX_MESSAGE = 48_000_000;
export const HEADER = 16;

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;

/**
 * One command as it came: its body and the batches that travel beside it as encoded documents (`documents`, `updates`,
 * `deletes`, `ops`, `nsInfo`), whether they came as sections of their own or inside the body.
 */
export interface Request {
  readonly id: number;
  /** Of the whole message. */
  readonly bytes: number;
  readonly legacy: boolean;
  /** False when the client does not read an answer. */
  readonly wantsReply: boolean;
  readonly body: Document;
  readonly batches: ReadonlyMap<string, readonly Buffer[]>;
}

const batchNames: ReadonlySet<string> = new Set(['documents', 'updates', 'deletes', 'ops', 'nsInfo']);

/** Reads one whole message. Throws on anything that is not a command in OP_MSG, or a handshake in OP_QUERY. */
export function readMessage(message: Buffer): Request {
  const opcode = message.readInt32LE(12);
  const id = message.readInt32LE(4);
  if (opcode === OP_MSG) return readMsg(message, id);
  if (opcode === OP_QUERY) return readQuery(message, id);
  throw new MongoError('UnsupportedOpQueryCommand', `unsupported opcode ${opcode}`);
}

function readMsg(message: Buffer, id: number): Request {
  const flags = message.readUInt32LE(HEADER);
  if ((flags & 0xfffc) !== 0) throw new MongoError('BadValue', 'unknown required flag bits in OP_MSG');
  const end = message.length - ((flags & CHECKSUM_PRESENT) !== 0 ? 4 : 0);
  const batches = new Map<string, Buffer[]>();
  let body: Document | undefined;
  let at = HEADER + 4;
  while (at < end) {
    const kind = message[at++];
    const length = documentOrSectionLength(message, at, end);
    const section = message.subarray(at, at + length);
    at += length;
    if (kind === 0 && body === undefined) body = readBody(section, batches);
    else if (kind === 1) readSequence(section, batches);
    else throw new MongoError('BadValue', 'unexpected section in OP_MSG');
  }
  if (body === undefined) throw new MongoError('BadValue', 'OP_MSG without a body');
  return { id, bytes: message.length, legacy: false, wantsReply: (flags & MORE_TO_COME) === 0, body, batches };
}

function documentOrSectionLength(message: Buffer, at: number, end: number): number {
  if (at + 4 > end) throw new MongoError('BadValue', 'truncated section in OP_MSG');
  const length = message.readInt32LE(at);
  if (length < 5 || at + length > end) throw new MongoError('BadValue', 'wrong section length in OP_MSG');
  return length;
}

/** Decodes the body, leaving the documents of a batch as bytes. */
function readBody(section: Buffer, batches: Map<string, Buffer[]>): Document {
  const wanted = new Set<string>();
  for (const { type, name, value, end } of elements(section)) {
    if (type === 0x04 && batchNames.has(name)) {
      const items = [...elements(section.subarray(value, end))];
      if (items.every((item) => item.type === 0x03)) {
        const array = section.subarray(value, end);
        addBatch(
          batches,
          name,
          items.map((item) => array.subarray(item.value, item.end)),
        );
        continue;
      }
    }
    wanted.add(name);
  }
  return decode(section, 0, wanted);
}

function readSequence(section: Buffer, batches: Map<string, Buffer[]>): void {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd < 0) throw new MongoError('BadValue', 'unterminated section name in OP_MSG');
  const items: Buffer[] = [];
  for (let at = nameEnd + 1; at < section.length;) {
    const length = documentLength(section, at);
    items.push(section.subarray(at, at + length));
    at += length;
  }
  addBatch(batches, section.toString('utf8', 4, nameEnd), items);
}

function addBatch(batches: Map<string, Buffer[]>, name: string, items: Buffer[]): void {
  if (batches.has(name)) throw new MongoError('BadValue', `the batch '${name}' was sent twice`);
  batches.set(name, items);
}

function readQuery(message: Buffer, id: number): Request {
  const nameEnd = message.indexOf(0, HEADER + 4);
  if (nameEnd < 0) throw new MongoError('BadValue', 'truncated OP_QUERY');
  const database = message.toString('utf8', HEADER + 4, nameEnd).replace(/\.\$cmd$/, '');
  const body = decode(message, nameEnd + 9);
  body.set('$db', database);
  return { id, bytes: message.length, legacy: true, wantsReply: true, body, batches: new Map() };
}

/** The bytes that answer a request with `reply`. */
export function writeMessage(request: Pick<Request, 'id' | 'legacy'>, id: number, reply: Reply): Buffer {
  const body = encode(reply);
  const before = request.legacy ? HEADER + 20 : HEADER + 5;
  const message = Buffer.alloc(before + body.length);
  message.writeInt32LE(message.length, 0);
  message.writeInt32LE(id, 4);
  message.writeInt32LE(request.id, 8);
  message.writeInt32LE(request.legacy ? OP_REPLY : OP_MSG, 12);
  if (request.legacy) message.writeInt32LE(1, HEADER + 16);
  body.copy(message, before);
  return message;
}
