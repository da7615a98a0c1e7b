import { decode } from '../../bson/decode.js';
import { type Document, document, type Reply, type ReplyValue, type Value } from '../../bson/values.js';
import { MongoError } from '../../errors.js';
import { parseCollation } from '../../query/collation.js';
import { compileProjection } from '../../query/projection.js';
import { parseFilter } from '../../query/parse-filter.js';
import { parseSort } from '../../query/sort.js';
import { find } from '../../store/find.js';
import { parseUpdate } from '../../update/updater.js';
import { changed, upserted } from './change-row.js';
import type { Arguments } from '../arguments.js';
import type { CommandContext } from '../context.js';
import { hintOf } from '../hint.js';
import { checkCollated } from './statements.js';
import { variablesOf } from '../variables.js';
import { retryOf } from './write-batch.js';

const FIELDS = [
  'query',
  'sort',
  'remove',
  'update',
  'new',
  'fields',
  'upsert',
  'hint',
  'let',
  'arrayFilters',
  'collation',
  'rawData',
];

/** Changes, replaces, makes or removes one document and gives it as it was or is. */
export const runFindAndModify = (context: CommandContext): Promise<Reply> => {
  const { engine, args } = context;
  args.allow(...FIELDS);
  const bound = variablesOf(args);
  const collation = parseCollation(args.optional('collation'));
  checkCollated(args, args.body.get('update'));
  const project = compileProjection(args.document('fields'), bound) ?? ((source: Document) => source);
  const shown = (source: Document | undefined): ReplyValue => (source ? project(source) : null);
  checkRemoval(args);
  const run = (): Reply => {
    const collection = engine.catalogue.find(args.database, args.collection);
    const filter = parseFilter(args.document('query'), bound);
    const hint = hintOf(args.body.get('hint'), collection);
    const search = {
      filter,
      sort: parseSort(args.document('sort')),
      skip: 0,
      limit: 1,
      ...(hint === undefined ? {} : { hint }),
      ...(collation ? { collation } : {}),
    };
    const row = collection ? [...find(engine.rows, collection, search)][0] : undefined;
    const before = row ? decode(row.body) : undefined;
    if (args.flag('remove')) {
      if (row && collection) engine.rows.remove(collection, row);
      return answer(shown(before), { n: row ? 1 : 0 });
    }
    const update = parseUpdate(args.body.get('update'), {
      now: Date.now,
      bound,
      ...(args.body.has('arrayFilters') ? { arrayFilters: args.body.get('arrayFilters') ?? null } : {}),
    });
    const wantsNew = args.flag('new');
    if (row && before && collection) {
      const after = changed(engine.rows, collection, row, update, filter) ?? before;
      return answer(shown(wantsNew ? after : before), { n: 1, updatedExisting: true });
    }
    if (!args.flag('upsert')) return answer(null, { n: 0, updatedExisting: false });
    const made = upserted(update, filter);
    const target = engine.catalogue.ensure(args.database, args.collection);
    const { id } = engine.rows.insert(target, made);
    const stored: Document = new Map([['_id', id], ...[...made].filter(([name]) => name !== '_id')]);
    return answer(wantsNew ? shown(stored) : null, { n: 1, updatedExisting: false, upserted: id });
  };
  return engine.write(() => {
    const reply = run();
    context.afterStatement?.();
    return reply;
  }, retryOf(context));
};

/** What cannot go with a removal. @throws MongoError FailedToParse */
const checkRemoval = (args: Arguments): void => {
  if (!args.flag('remove')) return;
  const failed = (message: string): MongoError => new MongoError('FailedToParse', message);
  if (args.body.has('update')) throw failed('Cannot specify both an update and remove=true');
  if (args.flag('upsert')) throw failed('Cannot specify both upsert=true and remove=true');
  if (args.flag('new'))
    throw failed("Cannot specify both new=true and remove=true; 'remove' always returns the deleted document");
  if (args.body.has('arrayFilters')) throw failed('Cannot specify arrayFilters and remove=true');
};

const answer = (value: ReplyValue, last: Record<string, Value>): Reply =>
  new Map<string, ReplyValue>([
    ['lastErrorObject', document<ReplyValue>(last)],
    ['value', value],
  ]);
