import { compare, type StringOrder } from '../bson/order.js';
import { keyText } from '../bson/key-encoding.js';
import { Document, isNumber, toDouble, Value } from '../bson/values.js';
import { located, MongoError, unsupported } from '../errors.js';
import { compileFilter } from '../query/match.js';
import { parseFilter } from '../query/parse-filter.js';
import { compileAddFields, compileProjection } from '../query/projection.js';
import { sortDocuments } from '../store/find.js';
import { parseSort } from '../query/sort.js';
import { compile } from './expression.js';
import { compileGroup } from './group.js';
import { type Bound, Scope } from './scope.js';

/** One stage as a function of what flows through it. */
export type Stage = (documents: Iterable<Document>) => Iterable<Document>;

/** Compiles the stages of a pipeline. @throws on a stage or option that is not known */
export const compilePipeline = (stages: readonly Value[], bound?: Bound, collation?: StringOrder): Stage[] =>
  stages.map((stage) => {
    if (!(stage instanceof Map) || stage.size !== 1)
      throw located(40323, 'A pipeline stage specification object must contain exactly one field.');
    const [[name, operand]] = [...stage] as [[string, Value]];
    if (collation) checkCollated(name, operand);
    return compileStage(name, operand, bound, collation);
  });

/** Stages whose result a collation does not touch, or that heed it; in expressions and groups the real server heeds it too. */
const checkCollated = (name: string, operand: Value): void => {
  if (['$match', '$sort', '$limit', '$skip', '$count', '$unwind', '$unset'].includes(name)) return;
  if (name === '$group' && operand instanceof Map && isConstantCount(operand)) return;
  throw unsupported(`${name} with a collation`);
};

/** What `countDocuments` sends: one group, numbers summed. */
const isConstantCount = (group: Document): boolean =>
  [...group].every(([name, value]) => {
    if (name === '_id') return value === null || isNumber(value);
    return value instanceof Map && value.size === 1 && isNumber(value.get('$sum'));
  });

const asDocument = (name: string, operand: Value): Document => {
  if (operand instanceof Map) return operand;
  throw located(15959, `the ${name} specification must be an object`);
};

const natural = (name: string, operand: Value, least: number): number => {
  if (!isNumber(operand) || !Number.isInteger(toDouble(operand)) || toDouble(operand) < least)
    throw located(15957, `the ${name} must be an integer of at least ${least}`);
  return toDouble(operand);
};

const compileStage = (name: string, operand: Value, bound?: Bound, collation?: StringOrder): Stage => {
  switch (name) {
    case '$match': {
      const matches = compileFilter(parseFilter(asDocument(name, operand), bound), collation);
      return (documents) => only(documents, matches);
    }
    case '$project': {
      const project = compileProjection(asDocument(name, operand), bound);
      if (!project)
        throw located(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
      return (documents) => each(documents, project);
    }
    case '$addFields':
    case '$set':
      return mapped(compileAddFields(asDocument(name, operand), bound));
    case '$unset':
      return unset(operand);
    case '$replaceRoot':
      return replaceRoot(asDocument(name, operand).get('newRoot') ?? null, bound);
    case '$replaceWith':
      return replaceRoot(operand, bound);
    case '$group':
      return compileGroup(asDocument(name, operand), bound);
    case '$sort': {
      const sort = parseSort(asDocument(name, operand));
      return (documents) => sortDocuments(documents, sort, collation);
    }
    case '$limit': {
      const limit = natural(name, operand, 0);
      if (limit === 0) throw located(15958, 'the limit must be positive');
      return (documents) => slice(documents, 0, limit);
    }
    case '$skip': {
      const skip = natural(name, operand, 0);
      return (documents) => slice(documents, skip, Number.POSITIVE_INFINITY);
    }
    case '$count':
      return count(operand);
    case '$unwind':
      return unwind(operand);
    default:
      if (name.startsWith('$')) throw located(40324, `Unrecognized pipeline stage name: '${name}'`);
      throw new MongoError('FailedToParse', `A pipeline stage must begin with '$': ${name}`);
  }
};

function* only(documents: Iterable<Document>, matches: (source: Document) => boolean): Generator<Document> {
  for (const source of documents) if (matches(source)) yield source;
}

function* each(documents: Iterable<Document>, change: (source: Document) => Document): Generator<Document> {
  for (const source of documents) yield change(source);
}

const mapped =
  (change: (source: Document) => Document): Stage =>
  (documents) =>
    each(documents, change);

function* slice(documents: Iterable<Document>, skip: number, limit: number): Generator<Document> {
  let place = 0;
  for (const source of documents) {
    place += 1;
    if (place > skip) yield source;
    if (place - skip >= limit) return;
  }
}

const unset = (operand: Value): Stage => {
  const names = Array.isArray(operand) ? operand : [operand];
  const spec: Document = new Map();
  for (const name of names) {
    if (typeof name !== 'string' || name === '')
      throw located(31002, '$unset specification must be a string or an array of strings');
    spec.set(name, 0);
  }
  const project = compileProjection(spec);
  return project ? mapped(project) : (documents) => documents;
};

const replaceRoot = (operand: Value, bound?: Bound): Stage => {
  const root = compile(operand, bound);
  return mapped((source) => {
    const next = root(new Scope(source));
    if (next instanceof Map) return next;
    throw located(40228, "'newRoot' expression must evaluate to an object");
  });
};

const count = (operand: Value): Stage => {
  if (typeof operand !== 'string') throw located(40156, 'the count field must be a non-empty string');
  if (operand === '') throw located(40157, 'the count field must be a non-empty string');
  if (operand.startsWith('$')) throw located(40158, 'the count field cannot be a $-prefixed path');
  if (operand.includes('.')) throw located(40160, "the count field cannot contain '.'");
  return function* (documents) {
    let n = 0;
    for (const _ of documents) n += 1;
    if (n > 0) yield new Map([[operand, n]]);
  };
};

const unwind = (operand: Value): Stage => {
  const options = operand instanceof Map ? operand : new Map<string, Value>([['path', operand]]);
  const path = options.get('path');
  const keep = options.get('preserveNullAndEmptyArrays') === true;
  if (typeof path !== 'string' || !path.startsWith('$'))
    throw located(28818, "path option to $unwind stage should be prefixed with a '$'");
  const name = path.slice(1);
  if (name.includes('.') || options.has('includeArrayIndex'))
    throw unsupported('$unwind of a nested path or with an index');
  return function* (documents) {
    for (const source of documents) {
      const value = source.get(name);
      const items = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
      for (const item of items) yield new Map(source).set(name, item);
      if (items.length === 0 && keep) {
        const rest = new Map(source);
        if (Array.isArray(value)) rest.delete(name);
        yield rest;
      }
    }
  };
};

/** Distinct values, the first of each kept. */
export const distinctValues = (values: Iterable<Value>, collation?: StringOrder): Value[] => {
  if (collation) {
    const kept: Value[] = [];
    for (const value of values) if (!kept.some((one) => compare(one, value, collation) === 0)) kept.push(value);
    return kept;
  }
  const found = new Map<string, Value>();
  for (const value of values) if (!found.has(keyText(value))) found.set(keyText(value), value);
  return [...found.values()];
};
