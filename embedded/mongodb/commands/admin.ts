import { type Document, document, isTruthy, type Reply, type ReplyValue } from '../bson/values.js';
import { encode } from '../bson/encode.js';
import { MongoError, unsupported } from '../errors.js';
import { compileFilter } from '../query/match.js';
import { parseFilter } from '../query/parse-filter.js';
import { parseSort } from '../query/sort.js';
import { type Collection, type Index, type IndexSpec, namespaceOf } from '../store/catalogue.js';
import { Arguments } from './arguments.js';
import type { CommandContext, Commands } from './context.js';
import type { Outgoing } from './cursors.js';
import { collMod, optionsOf, VALIDATION, validatorIn } from './validation.js';

const outgoing = function* (documents: Iterable<Document>): Generator<Outgoing> {
  for (const value of documents) yield { value, bytes: encode(value).length };
};

const missing = (args: Arguments): MongoError =>
  new MongoError('NamespaceNotFound', `ns does not exist: ${args.database}.${args.collection}`);

const collectionOf = ({ engine, args }: CommandContext): Collection => {
  const found = engine.catalogue.find(args.database, args.collection);
  if (!found) throw missing(args);
  return found;
};

const specOf = (body: Document): IndexSpec => {
  const args = new Arguments('createIndexes', body);
  for (const name of body.keys())
    if (!['key', 'name', 'unique', 'sparse', 'background', 'v'].includes(name))
      throw unsupported(`the index option ${name}`);
  const key = args.document('key');
  if (key.size === 0) throw new MongoError('CannotCreateIndex', 'Index keys cannot be empty.');
  if ([...key.keys()].some((name) => name.includes('$'))) throw unsupported('a wildcard index');
  parseSort(key);
  return { key, name: args.text('name'), unique: args.flag('unique'), sparse: args.flag('sparse') };
};

const sameIndex = (index: Index, spec: IndexSpec): boolean =>
  encode(index.key).equals(encode(spec.key)) && index.unique === spec.unique && index.sparse === spec.sparse;

const createIndexes = ({ engine, args }: CommandContext): Promise<Reply> => {
  args.allow('indexes', 'commitQuorum');
  const specs = args.list('indexes').map((one) => {
    if (one instanceof Map) return specOf(one);
    throw new MongoError('TypeMismatch', "BSON field 'createIndexes.indexes' must hold objects");
  });
  return engine.write(() => {
    const existed = engine.catalogue.find(args.database, args.collection) !== undefined;
    const collection = engine.catalogue.ensure(args.database, args.collection);
    const numIndexesBefore = collection.indexes.length;
    for (const spec of specs) {
      const known = collection.indexes.find(
        ({ name, key }) => name === spec.name || encode(key).equals(encode(spec.key)),
      );
      if (known && known.name === spec.name && sameIndex(known, spec)) continue;
      if (known)
        throw new MongoError(
          known.name === spec.name ? 'IndexKeySpecsConflict' : 'IndexOptionsConflict',
          `An equivalent index already exists with a different name or options: ${known.name}`,
        );
      engine.rows.build(collection, engine.catalogue.addIndex(collection, spec));
    }
    return document<ReplyValue>({
      numIndexesBefore,
      numIndexesAfter: collection.indexes.length,
      createdCollectionAutomatically: !existed,
    });
  });
};

const dropIndexes = (context: CommandContext): Promise<Reply> => {
  const { engine, args } = context;
  args.allow('index');
  const wanted = args.body.get('index');
  return engine.write(() => {
    const collection = collectionOf(context);
    const nIndexesWas = collection.indexes.length;
    const gone = collection.indexes.filter(({ name, key }) =>
      wanted === '*' ? name !== '_id_' : wanted instanceof Map ? encode(key).equals(encode(wanted)) : name === wanted,
    );
    if (gone.length === 0 && wanted !== '*')
      throw new MongoError(
        'IndexNotFound',
        `index not found with name [${typeof wanted === 'string' ? wanted : 'by key'}]`,
      );
    if (gone.some(({ name }) => name === '_id_')) throw new MongoError('InvalidOptions', 'cannot drop _id index');
    for (const index of gone) engine.catalogue.dropIndex(collection, index);
    engine.rows.forget();
    return document<ReplyValue>({ nIndexesWas });
  });
};

const describeIndex = ({ name, key, unique, sparse }: Index): Document => {
  const shown = new Map<string, Document | string | number | boolean>([
    ['v', 2],
    ['key', key],
    ['name', name],
  ]);
  if (unique && name !== '_id_') shown.set('unique', true);
  if (sparse) shown.set('sparse', true);
  return shown;
};

const listIndexes = (context: CommandContext): Reply => {
  const { cursors, args } = context;
  args.allow('cursor');
  const collection = collectionOf(context);
  return cursors.start(namespaceOf(collection), outgoing(collection.indexes.map(describeIndex)), undefined, false);
};

const listCollections = ({ engine, cursors, args }: CommandContext): Reply => {
  args.allow('filter', 'nameOnly', 'cursor', 'authorizedCollections');
  const matches = compileFilter(parseFilter(args.document('filter')));
  const found = [...engine.catalogue.all()]
    .filter(({ database }) => database === args.database)
    .map(
      ({ name, validator }) =>
        new Map<string, string | Document>([
          ['name', name],
          ['type', 'collection'],
          ['options', optionsOf(validator)],
        ]) as Document,
    )
    .filter(matches);
  return cursors.start(`${args.database}.$cmd.listCollections`, outgoing(found), undefined, false);
};

const listDatabases = ({ engine, args }: CommandContext): Reply => {
  args.allow('filter', 'nameOnly', 'authorizedDatabases');
  const names = [...new Set([...engine.catalogue.all()].map(({ database }) => database))];
  const matches = compileFilter(parseFilter(args.document('filter')));
  const databases = names.map((name) => document({ name, sizeOnDisk: 0, empty: false }) as Document).filter(matches);
  return document<ReplyValue>({ databases, totalSize: 0 });
};

const create = ({ engine, args }: CommandContext): Promise<Reply> => {
  args.allow(...VALIDATION);
  const validator = validatorIn(args);
  return engine.write(() => {
    if (engine.catalogue.find(args.database, args.collection))
      throw new MongoError('NamespaceExists', `Collection ${args.database}.${args.collection} already exists.`);
    const made = engine.catalogue.ensure(args.database, args.collection);
    if (validator) engine.catalogue.setValidator(made, validator);
    return new Map();
  });
};

const drop = ({ engine, args }: CommandContext): Promise<Reply> => {
  args.allow();
  return engine.write(() => {
    const collection = engine.catalogue.find(args.database, args.collection);
    if (!collection) return new Map();
    const nIndexesWas = collection.indexes.length;
    engine.catalogue.drop(collection);
    engine.rows.forget();
    return document<ReplyValue>({ nIndexesWas, ns: namespaceOf(collection) });
  });
};

const dropDatabase = ({ engine, args }: CommandContext): Promise<Reply> => {
  args.allow();
  return engine.write(() => {
    for (const collection of [...engine.catalogue.all()])
      if (collection.database === args.database) engine.catalogue.drop(collection);
    engine.rows.forget();
    return document<ReplyValue>({ dropped: args.database });
  });
};

const serverStatus = ({ args, cursors }: CommandContext): Reply => {
  if (!isTruthy(args.body.get('serverStatus'))) throw new MongoError('BadValue', 'serverStatus must be 1');
  const resident = Math.round(process.memoryUsage().rss / 1_048_576);
  return document<ReplyValue>({
    version: '8.0.0',
    pid: BigInt(process.pid),
    uptime: Math.round(process.uptime()),
    mem: document<ReplyValue>({ bits: 64, resident }),
    metrics: document<ReplyValue>({ cursor: document<ReplyValue>({ open: cursors.count }) }),
  });
};

export const admin: Commands = {
  createIndexes,
  dropIndexes,
  listIndexes,
  listCollections,
  listDatabases,
  create,
  collMod,
  drop,
  dropDatabase,
  serverStatus,
};
