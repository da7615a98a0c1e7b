import type { StringOrder } from '../bson/order.js';
import { type Document, isNumber, toDouble, type Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';

const SENSITIVITY = { 1: 'base', 2: 'accent', 3: 'variant' } as const;
const FIELDS = ['locale', 'strength', 'caseLevel', 'caseFirst', 'numericOrdering'];
/** Options that may be told what they are anyhow. */
const DEFAULTS: Readonly<Record<string, Value>> = {
  alternate: 'non-ignorable',
  maxVariable: 'punct',
  backwards: false,
  normalization: false,
};

/**
 * The order of strings that a collation asks for, as ICU has it for the real server too; undefined for that of their bytes.
 * @throws MongoError BadValue on a locale or strength that is none, NotImplemented on options that ICU has but JavaScript has not
 */
export const parseCollation = (given: Document | undefined): StringOrder | undefined => {
  const locale = given?.get('locale');
  if (!given || locale === 'simple') return undefined;
  if (typeof locale !== 'string')
    throw new MongoError('MissingField', "BSON field 'collation.locale' is missing but a required field");
  for (const [name, value] of given) {
    if (FIELDS.includes(name) || DEFAULTS[name] === value) continue;
    if (name in DEFAULTS) throw unsupported(`the collation option ${name}`);
    throw new MongoError('UnknownField', `BSON field 'collation.${name}' is an unknown field.`);
  }
  const order = new Intl.Collator(knownLocale(locale), {
    sensitivity: sensitivityOf(given),
    numeric: given.get('numericOrdering') === true,
    caseFirst: caseFirstOf(given),
  });
  return (a, b) => order.compare(a, b);
};

const knownLocale = (locale: string): string => {
  const tag = locale.replaceAll('_', '-');
  try {
    if (Intl.Collator.supportedLocalesOf(tag).length > 0) return tag;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new MongoError('BadValue', `Field 'locale' is invalid in: { locale: "${locale}" }`);
};

const sensitivityOf = (given: Document): 'base' | 'accent' | 'case' | 'variant' => {
  const value = given.get('strength') ?? 3;
  const strength = isNumber(value) ? toDouble(value) : Number.NaN;
  if (strength === 4 || strength === 5) throw unsupported(`the collation strength ${strength}`);
  if (strength !== 1 && strength !== 2 && strength !== 3)
    throw new MongoError('BadValue', 'Enumeration value for field collation.strength is not a valid value.');
  if (given.get('caseLevel') !== true || strength === 3) return SENSITIVITY[strength];
  if (strength === 2) throw unsupported('caseLevel with strength 2');
  return 'case';
};

const caseFirstOf = (given: Document): 'upper' | 'lower' | 'false' => {
  const value = given.get('caseFirst') ?? 'off';
  if (value === 'off') return 'false';
  if (value === 'upper' || value === 'lower') return value;
  throw new MongoError('BadValue', "Enumeration value for field 'collation.caseFirst' is not a valid value.");
};

/** Order of two values at a path under a collation; through an array there are several, which is left out. */
export const collatedAt = (source: Document, path: readonly string[]): Value => {
  let value: Value | undefined = source;
  for (const name of path) {
    value = value instanceof Map ? value.get(name) : undefined;
    if (Array.isArray(value)) throw unsupported('a collated sort by the elements of arrays');
  }
  return value ?? null;
};
