import type { Bound } from '../aggregate/scope.js';
import type { Document, Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { compileFilter } from '../query/match.js';
import { parseFilter } from '../query/parse-filter.js';

type Chooses = (item: Value) => boolean;

const parseFailed = (message: string): MongoError => new MongoError('FailedToParse', message);

/** The `arrayFilters` of one update, by their identifiers; each has to be used. */
export class ArrayFilters {
  private static readonly none = new ArrayFilters(new Map());
  private readonly used = new Set<string>();

  private constructor(private readonly known: ReadonlyMap<string, Chooses>) {}

  /** @throws MongoError on a filter without one identifier, and on an identifier that is used twice */
  static parse(given: Value | undefined, bound: Bound): ArrayFilters {
    if (given === undefined) return ArrayFilters.none;
    const known = new Map<string, Chooses>();
    if (!Array.isArray(given))
      throw new MongoError('TypeMismatch', "BSON field 'arrayFilters' is the wrong type, expected type 'array'");
    for (const one of given) {
      if (!(one instanceof Map)) throw new MongoError('TypeMismatch', "BSON field 'arrayFilters' must hold objects");
      const name = identifierOf(one);
      if (known.has(name)) throw parseFailed(`Found multiple array filters with the same top-level field name ${name}`);
      const predicate = compileFilter(parseFilter(one, bound));
      known.set(name, (item) => predicate(new Map([[name, item]])));
    }
    return new ArrayFilters(known);
  }

  /** Which elements an identifier of a path means. */
  find(name: string, path: string): Chooses {
    const chooses = this.known.get(name);
    if (!chooses) throw new MongoError('BadValue', `No array filter found for identifier '${name}' in path '${path}'`);
    this.used.add(name);
    return chooses;
  }

  /** @throws MongoError when one stands in no path */
  checkAllUsed(): void {
    for (const name of this.known.keys())
      if (!this.used.has(name))
        throw parseFailed(`The array filter for identifier '${name}' was not used in the update`);
  }
}

const identifierOf = (filter: Document): string => {
  const names = new Set(identifiersIn(filter));
  const [name, other] = names;
  if (name === undefined) throw parseFailed('Cannot use an expression without a top-level field name in arrayFilters');
  if (other !== undefined)
    throw parseFailed(
      `Error parsing array filter: Expected a single top-level field name, found '${name}' and '${other}'`,
    );
  if (!/^[a-z][A-Za-z0-9]*$/.test(name))
    throw new MongoError(
      'BadValue',
      `Error parsing array filter: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
    );
  return name;
};

const identifiersIn = (filter: Document): string[] =>
  [...filter].flatMap(([name, value]) => {
    if (!name.startsWith('$')) return [name.split('.')[0] ?? ''];
    if (!Array.isArray(value)) return [];
    return value.flatMap((clause) => (clause instanceof Map ? identifiersIn(clause) : []));
  });
