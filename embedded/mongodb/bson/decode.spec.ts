import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BSON } from 'mongodb';
import { MongoError } from '../errors.js';
import { decode, namesIn } from './decode.js';

const names = fc.constantFrom('_id', 'a', 'bc', '名', 'n0');
const scalars = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
  fc.constantFrom(
    new BSON.ObjectId('0123456789abcdef01234567'),
    new BSON.Binary(Buffer.from([1, 2, 3]), 4),
    new BSON.BSONRegExp('a.b', 'i'),
    new BSON.Timestamp(5n),
    new BSON.MinKey(),
    new BSON.MaxKey(),
    BSON.Long.fromString('9007199254740993'),
    BSON.Decimal128.fromString('1.5'),
    new BSON.Code('x'),
  ),
);
const { fields } = fc.letrec((tie) => ({
  fields: fc.dictionary(names, tie('value'), { maxKeys: 5 }),
  value: fc.oneof({ depthSize: 'small' }, scalars, tie('fields'), fc.array(tie('value'), { maxLength: 3 })),
}));
const encoded = fields.map((source) => Buffer.from(BSON.serialize(source as object)));

/** What a look at the bytes ends with: the names, or the error. */
const outcomeOf = (look: () => Iterable<string>): unknown => {
  try {
    return [...look()];
  } catch (error) {
    // Bytes that end within a number are refused by Node's own error.
    if (error instanceof MongoError) return error.codeName;
    if (error instanceof RangeError) return 'RangeError';
    throw error;
  }
};
/** A name that comes twice is one in a decoded document. */
const once = (outcome: unknown): unknown => (Array.isArray(outcome) ? [...new Set(outcome)] : outcome);

describe('bytes that are stored as they came', () => {
  it('are looked through as they are decoded: the same names, and refused for the same reason', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 3 });
    fc.assert(
      fc.property(encoded, damage, (sound, changes) => {
        const bytes = Buffer.from(sound);
        // The length of the whole is looked at before: what is within it may be anything.
        for (const [at, byte] of changes) if (bytes.length > 5) bytes[4 + (at % (bytes.length - 5))] = byte;
        expect(once(outcomeOf(() => namesIn(bytes)))).toEqual(outcomeOf(() => decode(bytes).keys()));
      }),
      { numRuns: 3_000 },
    );
  });

  it('may be nested as deeply as those that are decoded, and no deeper', () => {
    const nested = (depth: number): Buffer => {
      let source: object = {};
      for (let level = 0; level < depth; level += 1) source = { a: source };
      return Buffer.from(BSON.serialize(source));
    };
    expect(namesIn(nested(180))).toEqual(['a']);
    expect(outcomeOf(() => namesIn(nested(181)))).toBe('Overflow');
    expect(outcomeOf(() => decode(nested(181)).keys())).toBe('Overflow');
  });
});
