import { compilePipeline } from '../aggregate/pipeline.js';
import type { Bound } from '../aggregate/scope.js';
import type { Document, Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import type { Update } from './updater.js';

const STAGES: ReadonlySet<string> = new Set([
  '$addFields',
  '$set',
  '$project',
  '$unset',
  '$replaceRoot',
  '$replaceWith',
]);

/** An update by a pipeline: stages that make one document of one. @throws MongoError on any other stage */
export const pipelineUpdate = (source: readonly Value[], bound: Bound): Update => {
  for (const stage of source) {
    const name = stage instanceof Map ? stage.keys().next().value : undefined;
    if (name?.startsWith('$') === true && !STAGES.has(name))
      throw new MongoError('InvalidOptions', `${name} is not allowed to be used within an update`);
  }
  const stages = compilePipeline(source, bound);
  return {
    isReplacement: false,
    apply: (before) => {
      let documents: Iterable<Document> = [before];
      for (const stage of stages) documents = stage(documents);
      const [after = before] = documents;
      const id = before.get('_id');
      // A document that a stage made without its _id keeps the one it had.
      return after.has('_id') || id === undefined ? after : new Map<string, Value>([['_id', id], ...after]);
    },
  };
};
