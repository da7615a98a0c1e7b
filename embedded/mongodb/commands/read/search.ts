import type { Bound } from '../../aggregate/scope.js';
import { parseCollation } from '../../query/collation.js';
import { parseFilter } from '../../query/parse-filter.js';
import { parseSort } from '../../query/sort.js';
import type { Collection } from '../../store/catalogue.js';
import type { Search } from '../../store/find.js';
import type { Arguments } from '../arguments.js';
import { hintOf } from '../hint.js';

/** What a command searches for. @param filter the field that holds its filter */
export const searchOf = (
  args: Arguments,
  collection: Collection | undefined,
  bound: Bound,
  filter: 'filter' | 'query' | 'q' = 'query',
): Search => {
  const collation = parseCollation(args.optional('collation'));
  const limit = args.natural('limit', 0);
  const hint = hintOf(args.body.get('hint'), collection);
  return {
    filter: parseFilter(args.document(filter), bound),
    sort: parseSort(args.document('sort')),
    skip: args.natural('skip', 0),
    limit: limit === 0 ? Number.POSITIVE_INFINITY : limit,
    ...(hint === undefined ? {} : { hint }),
    ...(collation ? { collation } : {}),
  };
};
