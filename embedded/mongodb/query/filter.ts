import { Regex, Value } from '../bson/values.js';
import type { Bound } from '../aggregate/scope.js';
import { Path } from './paths.js';

/** A parsed filter. The planner reads it, {@link compileFilter} makes a function of it. */
export type Filter =
  | { readonly kind: 'and' | 'or' | 'nor'; readonly parts: readonly Filter[] }
  | { readonly kind: 'field'; readonly name: string; readonly path: Path; readonly test: Test }
  | { readonly kind: 'expression'; readonly expression: Value; readonly bound: Bound };

/** A regular expression asked for: strings answer it, and so does the same expression stored as a value. */
export interface Pattern {
  readonly expression: RegExp;
  readonly source: Regex;
}

/** What is asked of the values at one path. */
export type Test =
  | { readonly op: 'eq' | 'gt' | 'gte' | 'lt' | 'lte'; readonly value: Value }
  | { readonly op: 'in'; readonly values: readonly Value[]; readonly patterns: readonly Pattern[] }
  | { readonly op: 'regex'; readonly pattern: Pattern }
  | { readonly op: 'exists' }
  | { readonly op: 'type'; readonly types: ReadonlySet<string> }
  | { readonly op: 'size'; readonly size: number }
  | { readonly op: 'mod'; readonly divisor: bigint; readonly remainder: bigint }
  | { readonly op: 'elemMatchDocument'; readonly filter: Filter }
  | { readonly op: 'elemMatchValue'; readonly tests: readonly Test[] }
  | { readonly op: 'every'; readonly tests: readonly Test[] }
  | { readonly op: 'not'; readonly test: Test }
  | { readonly op: 'never' };

export const everything: Filter = { kind: 'and', parts: [] };

/** The tests that all must hold, with their paths: nested `$and`s flattened. */
export function conjuncts(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? filter.parts.flatMap(conjuncts) : [filter];
}

/** The top-level fields that a filter looks at; undefined when it may look at any. */
export function fieldsOf(filter: Filter): ReadonlySet<string> | undefined {
  switch (filter.kind) {
    case 'field':
      return new Set([filter.path[0] as string]);
    case 'expression':
      return undefined;
    case 'and':
    case 'or':
    case 'nor': {
      const all = new Set<string>();
      for (const part of filter.parts) {
        const fields = fieldsOf(part);
        if (fields === undefined) return undefined;
        for (const field of fields) all.add(field);
      }
      return all;
    }
  }
}

/** The one document that a filter can hold for, by its `_id`; `only` when it asks for nothing else. */
export interface IdAsked {
  readonly value: Value;
  readonly only: boolean;
}

/** What a filter asks `_id` to equal; undefined when it doesn't. */
export const idAsked = (filter: Filter): IdAsked | undefined => {
  if (filter.kind === 'field') return idIn(filter, true);
  if (filter.kind !== 'and') return undefined;
  for (const part of filter.parts) {
    const id = part.kind === 'field' ? idIn(part, filter.parts.length === 1) : undefined;
    if (id) return id;
  }
  return undefined;
};

/** An array equals its elements too, so it is no single place; no document has one for its id. */
const idIn = ({ name, test }: Extract<Filter, { kind: 'field' }>, only: boolean): IdAsked | undefined =>
  name === '_id' && test.op === 'eq' && !Array.isArray(test.value) ? { value: test.value, only } : undefined;
