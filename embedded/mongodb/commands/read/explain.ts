import { compilePipeline } from '../../aggregate/pipeline.js';
import { type Document, document, type Reply, type ReplyValue, type Value } from '../../bson/values.js';
import { MongoError, unsupported } from '../../errors.js';
import type { Collection } from '../../store/catalogue.js';
import { find, planOf, type Search } from '../../store/find.js';
import { Arguments } from '../arguments.js';
import type { CommandContext } from '../context.js';
import { splitPipeline } from './pipeline-start.js';
import { searchOf } from './search.js';
import { variablesOf } from '../variables.js';

const VERBOSITIES: readonly Value[] = ['queryPlanner', 'executionStats', 'allPlansExecution'];

/** What a command would search for. */
interface Explained {
  readonly search: Search;
  /** What it would do with each document, when it does not give it back. */
  readonly stage?: 'COUNT' | 'UPDATE' | 'DELETE';
  /** Stages of a pipeline after its search. */
  readonly rest?: readonly Value[];
}

type Explainer = (args: Arguments, collection: Collection | undefined) => Explained;

/** The one statement of a write, which is all that can be explained at a time. */
const statementOf = (args: Arguments, list: 'updates' | 'deletes'): Arguments => {
  const statements = args.list(list);
  const [first] = statements;
  if (statements.length !== 1 || !(first instanceof Map))
    throw new MongoError('InvalidLength', 'explained write batches must be of size 1');
  return new Arguments(args.command, first);
};

const written = (args: Arguments, statement: Arguments, collection: Collection | undefined): Search => {
  const one = new Arguments(args.command, new Map([...statement.body].filter(([name]) => name !== 'limit')));
  return searchOf(one, collection, variablesOf(args), 'q');
};

const explainers: Readonly<Record<string, Explainer>> = {
  find: (args, collection) => ({ search: searchOf(args, collection, variablesOf(args), 'filter') }),
  count: (args, collection) => ({ search: searchOf(args, collection, variablesOf(args)), stage: 'COUNT' }),
  distinct: (args, collection) => ({ search: { ...searchOf(args, collection, variablesOf(args)), sort: [] } }),
  update: (args, collection) => ({
    search: written(args, statementOf(args, 'updates'), collection),
    stage: 'UPDATE',
  }),
  delete: (args, collection) => ({
    search: written(args, statementOf(args, 'deletes'), collection),
    stage: 'DELETE',
  }),
  findAndModify: (args, collection) => ({
    search: { ...searchOf(args, collection, variablesOf(args)), limit: 1 },
    stage: args.flag('remove') ? 'DELETE' : 'UPDATE',
  }),
  aggregate: (args, collection) => {
    const bound = variablesOf(args);
    compilePipeline(args.list('pipeline'), bound);
    const { match, sort, rest } = splitPipeline(args.list('pipeline'));
    const fields: Document = new Map(args.body);
    fields.set('query', match ?? new Map()).set('sort', sort ?? new Map());
    return { search: searchOf(new Arguments(args.command, fields), collection, bound), rest };
  },
};

/** How a command would find its documents; with more words, what came of the search. Nothing is changed. */
export const runExplain = ({ engine, args }: CommandContext): Reply => {
  args.allow('verbosity');
  const verbosity = args.body.get('verbosity') ?? 'allPlansExecution';
  if (!VERBOSITIES.includes(verbosity))
    throw new MongoError('BadValue', "Enumeration value for field 'explain.verbosity' is not a valid value.");
  const body = args.document('explain');
  const [command = ''] = body.keys();
  const explainer = Object.hasOwn(explainers, command) ? explainers[command] : undefined;
  if (!explainer) throw unsupported(`explain of ${command}`);
  const inner = new Arguments(command, body);
  const collection = engine.catalogue.find(args.database, inner.collection);
  const { search, stage, rest = [] } = explainer(inner, collection);
  const reply = document<ReplyValue>({
    queryPlanner: document<ReplyValue>({
      namespace: `${args.database}.${inner.collection}`,
      winningPlan: planShown(collection, search, stage),
    }),
  });
  if (verbosity !== 'queryPlanner') {
    const stats = statsOf(stage || !collection ? [] : find(engine.rows, collection, search));
    if (verbosity === 'allPlansExecution') stats.set('allPlansExecution', []);
    reply.set('executionStats', stats);
  }
  return rest.length === 0
    ? reply
    : document<ReplyValue>({ stages: [document<ReplyValue>({ $cursor: reply }), ...rest] });
};

const statsOf = (rows: Iterable<unknown>): Reply => {
  const began = performance.now();
  let nReturned = 0;
  for (const _ of rows) nReturned += 1;
  const executionTimeMillis = Math.round(performance.now() - began);
  return document<ReplyValue>({ executionSuccess: true, nReturned, executionTimeMillis });
};

const planShown = (collection: Collection | undefined, search: Search, stage: Explained['stage']): ReplyValue => {
  if (!collection) return document<ReplyValue>({ stage: 'EOF' });
  const plan = planOf(collection, search);
  const access =
    plan.kind === 'index'
      ? document<ReplyValue>({ stage: 'IXSCAN', indexName: plan.index.name })
      : document<ReplyValue>({ stage: 'COLLSCAN' });
  const found = plan.sorted ? access : document<ReplyValue>({ stage: 'SORT', inputStage: access });
  return stage ? document<ReplyValue>({ stage, inputStage: found }) : found;
};
