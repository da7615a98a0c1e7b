import { compilePipeline, type Stage } from '../../aggregate/pipeline.js';
import type { Bound } from '../../aggregate/scope.js';
import { decode } from '../../bson/decode.js';
import { encode } from '../../bson/encode.js';
import { type Document, isNumber, RawDocument, type Reply, toDouble, UtcDate, type Value } from '../../bson/values.js';
import { located, MongoError, unsupported } from '../../errors.js';
import { parseCollation } from '../../query/collation.js';
import { everything } from '../../query/filter.js';
import { parseFilter } from '../../query/parse-filter.js';
import { parseSort } from '../../query/sort.js';
import { find, type Search } from '../../store/find.js';
import type { StoredRow } from '../../store/stored-document.js';
import type { CommandContext } from '../context.js';
import type { Outgoing } from '../cursors.js';
import { hintOf } from '../hint.js';
import { splitPipeline } from './pipeline-start.js';
import { isOutput, parseOutput } from '../write/output-stage.js';
import { variablesOf } from '../variables.js';
import { retryOf, sessionOf } from '../write/write-batch.js';

/** Runs a pipeline over a collection, or over what a first stage brings; a last `$out` or `$merge` writes what comes out. */
export const runAggregate = (context: CommandContext): Reply | Promise<Reply> => {
  const { engine, cursors, args } = context;
  args.allow('pipeline', 'cursor', 'hint', 'explain', 'let', 'collation', 'rawData');
  if (args.body.has('explain')) throw unsupported('explain of a pipeline');
  const whole = args.list('pipeline');
  const output = whole.findIndex(isOutput);
  if (output >= 0 && output < whole.length - 1)
    throw located(40601, '$out and $merge can only be the final stage in the pipeline');
  const bound = variablesOf(args);
  const pipeline = output < 0 ? whole : whole.slice(0, output);
  const documents = sourceOf(context, pipeline, bound);
  const isNamed = typeof args.body.get('aggregate') === 'string';
  const namespace = `${args.database}.${isNamed ? args.collection : '$cmd.aggregate'}`;
  const size = args.document('cursor').get('batchSize');
  const batch = isNumber(size) ? toDouble(size) : undefined;
  if (output < 0) return cursors.start(namespace, sized(documents()), batch, false);
  if (args.body.has('autocommit'))
    throw new MongoError('OperationNotSupportedInTransaction', 'A pipeline that writes cannot run in a transaction');
  if (args.document('readConcern').get('level') === 'linearizable')
    throw new MongoError('InvalidOptions', '$out and $merge cannot be used with readConcern level linearizable');
  const write = parseOutput(whole[output] as Document, args.database, bound);
  return engine.write(() => {
    write(engine, [...documents()]);
    return cursors.start(namespace, [][Symbol.iterator](), undefined, false);
  }, retryOf(context));
};

/** What flows out of a pipeline, computed each time it is asked for. */
const sourceOf = (context: CommandContext, pipeline: readonly Value[], bound: Bound): (() => Iterable<Document>) => {
  const { engine, args } = context;
  const collation = parseCollation(args.optional('collation'));
  const through = (documents: Iterable<Document>, stages: readonly Stage[]): Iterable<Document> =>
    stages.reduce((flow, stage) => stage(flow), documents);
  const given = args.body.get('aggregate');
  if (typeof given !== 'string') {
    if (!isNumber(given) || toDouble(given) !== 1)
      throw new MongoError(
        'FailedToParse',
        "Invalid command format: the 'aggregate' field must specify a collection name or 1",
      );
    const [first, ...rest] = pipeline;
    const documents = withoutCollection(context, first ?? null);
    const stages = compilePipeline(rest, bound, collation);
    return () => through(documents, stages);
  }
  const { match, sort, rest } = splitPipeline(pipeline);
  compilePipeline(pipeline, bound, collation);
  const stages = compilePipeline(rest, bound, collation);
  const collection = (): ReturnType<typeof engine.catalogue.find> => engine.catalogue.find(args.database, given);
  const hint = hintOf(args.body.get('hint'), collection());
  const search: Search = {
    filter: match ? parseFilter(match, bound) : everything,
    sort: sort ? parseSort(sort) : [],
    skip: 0,
    limit: Number.POSITIVE_INFINITY,
    ...(hint === undefined ? {} : { hint }),
    ...(collation ? { collation } : {}),
  };
  return () => {
    const found = collection();
    return through(found ? decoded(find(engine.rows, found, search)) : [], stages);
  };
};

/** The stages that bring documents without a collection. */
const withoutCollection = (context: CommandContext, stage: Value): Document[] => {
  const [name, operand] = stage instanceof Map && stage.size === 1 ? ([...stage][0] ?? []) : [];
  switch (name) {
    case '$documents':
      return listed(operand ?? null);
    case '$listLocalSessions':
      return sessionsOf(context);
    case '$currentOp':
      return [operationOf(context)];
    default:
      throw new MongoError(
        'InvalidNamespace',
        `{aggregate: 1} is not valid for '${name ?? ''}'; a collection is required.`,
      );
  }
};

const listed = (operand: Value): Document[] => {
  if (!Array.isArray(operand) || operand.some((one) => !(one instanceof Map)))
    throw located(5858203, '$documents must be an array of objects');
  return operand as Document[];
};

/** There is no list of sessions: the one that asks is known. */
const sessionsOf = ({ args }: CommandContext): Document[] => {
  const session = args.body.get('lsid');
  if (!(session instanceof Map)) return [];
  sessionOf(session);
  return [
    new Map<string, Value>([
      ['_id', session],
      ['lastUse', new UtcDate(Date.now())],
    ]),
  ];
};

/** Commands run one after another: what is under way is the command that asks. */
const operationOf = ({ args, connectionId }: CommandContext): Document => {
  const shown = new Map([...args.body].filter(([name]) => !name.startsWith('$') || name === '$db'));
  return new Map<string, Value>([
    ['type', 'op'],
    ['connectionId', connectionId],
    ['active', true],
    ['op', 'command'],
    ['ns', `${args.database}.$cmd.aggregate`],
    ['command', shown],
  ]);
};

function* sized(documents: Iterable<Document>): Generator<Outgoing> {
  for (const value of documents) {
    const bytes = encode(value);
    yield { value: new RawDocument(bytes), bytes: bytes.length };
  }
}

function* decoded(rows: Iterable<StoredRow>): Generator<Document> {
  for (const { body } of rows) yield decode(body);
}
