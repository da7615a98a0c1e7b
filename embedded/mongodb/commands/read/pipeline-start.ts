import type { Document, Value } from '../../bson/values.js';

/** A first `$match`, with a `$sort` right after it, is left to the indexes. */
export const splitPipeline = (
  pipeline: readonly Value[],
): { match?: Document; sort?: Document; rest: readonly Value[] } => {
  const stage = (at: number, name: string): Document | undefined => {
    const one = pipeline[at];
    const operand = one instanceof Map && one.size === 1 ? one.get(name) : undefined;
    return operand instanceof Map ? operand : undefined;
  };
  const match = stage(0, '$match');
  const sort = stage(match ? 1 : 0, '$sort');
  const used = (match ? 1 : 0) + (sort ? 1 : 0);
  return { ...(match ? { match } : {}), ...(sort ? { sort } : {}), rest: pipeline.slice(used) };
};
