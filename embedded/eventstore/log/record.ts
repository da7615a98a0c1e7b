/**
 * Encodes recorded events in the protocol's wire format once, when they are written; reads send the same bytes again. Field numbers
 * are those of `ReadResp.ReadEvent.RecordedEvent` in the client's streams_pb: 1 id, 2 stream identifier, 3 revision, 4 prepare and
 * 5 commit position, 6 metadata map, 7 custom metadata, 8 data.
 */

/** An event as a client proposes it. `metadata` holds the system metadata: type and content type. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly custom: Uint8Array;
  readonly data: Uint8Array;
}

export interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** Milliseconds since 1970. */
  readonly created: number;
}

/** Of safe integers: shifting would cut them to 32 bits. */
const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  bytes.push(rest);
  return Buffer.from(bytes);
};

const lengthDelimited = (field: number, content: Uint8Array): Buffer =>
  Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
const text = (field: number, value: string): Buffer => lengthDelimited(field, Buffer.from(value, 'utf8'));
// proto3 leaves a zero out.
const unsigned = (field: number, value: number): Buffer =>
  value === 0 ? Buffer.alloc(0) : Buffer.concat([varint(field << 3), varint(value)]);
const entry = (key: string, value: string): Buffer => lengthDelimited(6, Buffer.concat([text(1, key), text(2, value)]));

/** The bytes of a RecordedEvent. */
export const encodeRecord = (event: Proposed, place: Place): Buffer =>
  Buffer.concat([
    lengthDelimited(1, text(2, event.id)),
    lengthDelimited(2, text(3, place.stream)),
    unsigned(3, place.revision),
    unsigned(4, place.position),
    unsigned(5, place.position),
    entry('type', event.type),
    entry('content-type', event.contentType),
    // 100 ns ticks since 1970.
    entry('created', `${place.created}0000`),
    event.custom.length === 0 ? Buffer.alloc(0) : lengthDelimited(7, event.custom),
    event.data.length === 0 ? Buffer.alloc(0) : lengthDelimited(8, event.data),
  ]);

/** A `ReadResp` that holds a stored record, ready to be sent: event (1) → ReadEvent: event (1), commit position (3). */
export const encodeReadResponse = (record: Uint8Array, position: number): Buffer =>
  readResponse([lengthDelimited(1, record)], position);

/** The same for a resolved link: what it stands for (1), left out when that is gone, and the link (2) with the link's position. */
export const encodeLinkResponse = (link: Uint8Array, target: Uint8Array | undefined, position: number): Buffer =>
  readResponse([...(target ? [lengthDelimited(1, target)] : []), lengthDelimited(2, link)], position);

/**
 * The same as a persistent subscription delivers it, `ReadResp.ReadEvent` of persistent_pb: the event (1), the link that led to it (2),
 * the position (3) and how often it was retried (5).
 */
export const encodeDelivery = (
  event: Uint8Array | undefined,
  link: Uint8Array | undefined,
  position: number,
  retries: number,
): Buffer => {
  const parts = [...(event ? [lengthDelimited(1, event)] : []), ...(link ? [lengthDelimited(2, link)] : [])];
  return lengthDelimited(
    1,
    Buffer.concat([...parts, varint(3 << 3), varint(position), varint(5 << 3), varint(retries)]),
  );
};

const readResponse = (parts: readonly Buffer[], position: number): Buffer =>
  lengthDelimited(1, Buffer.concat([...parts, varint(3 << 3), varint(position)]));
