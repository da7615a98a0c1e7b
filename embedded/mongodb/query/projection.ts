import { compile } from '../aggregate/expression.js';
import { type Bound, Expression, Scope } from '../aggregate/scope.js';
import { Document, isNumber, isTruthy, Value } from '../bson/values.js';
import { located, unsupported } from '../errors.js';

export type Projection = (source: Document) => Document;

/** What is asked of a field: in, out, computed, or of its own fields. */
type Node = { readonly kind: 'keep' | 'drop' } | { readonly kind: 'set'; readonly to: Expression } | Branch;
interface Branch {
  readonly kind: 'branch';
  readonly fields: Map<string, Node>;
}

const keep: Node = { kind: 'keep' };
const drop: Node = { kind: 'drop' };

/** Compiles a projection of `find` or `$project`; undefined when it keeps everything. */
export function compileProjection(spec: Document, bound?: Bound): Projection | undefined {
  if (spec.size === 0) return undefined;
  const root: Branch = { kind: 'branch', fields: new Map() };
  const kinds: Kinds = {};
  for (const [path, value] of spec) add(root, path, path.split('.'), value, kinds, bound);
  const id = root.fields.get('_id');
  if (kinds.first === 'exclusion' || (kinds.first === undefined && id?.kind === 'drop'))
    return (source) => exclude(source, root);
  if (id === undefined) root.fields.set('_id', keep);
  return (source) => include(source, root, new Scope(source));
}

/** Which way the fields go: the first says it, and all others but `_id` must agree. */
interface Kinds {
  first?: 'inclusion' | 'exclusion';
}

function noteKind(kinds: Kinds, field: string, kind: 'inclusion' | 'exclusion'): void {
  kinds.first ??= kind;
  if (kinds.first !== kind)
    throw located(
      kind === 'exclusion' ? 31254 : 31253,
      `Cannot do ${kind} on field ${field} in ${kinds.first} projection`,
    );
}

function add(
  root: Branch,
  full: string,
  path: readonly string[],
  value: Value,
  kinds: Kinds,
  bound: Bound | undefined,
): void {
  if (path.some((name) => name === '' || name.startsWith('$')))
    throw path.includes('$')
      ? unsupported('a positional projection')
      : located(16410, `FieldPath field names may not start with '$' or be empty: ${full}`);
  if (value instanceof Map && value.size > 0 && !startsWithOperator(value)) {
    for (const [name, inner] of value) add(root, `${full}.${name}`, [...path, ...name.split('.')], inner, kinds, bound);
    return;
  }
  if (value instanceof Map && value.size === 0) throw located(51270, 'An empty sub-projection is not a valid value');
  const node = nodeOf(value, bound);
  if (full !== '_id' || node.kind === 'set') noteKind(kinds, full, node.kind === 'drop' ? 'exclusion' : 'inclusion');
  place(root, full, path, node);
}

function nodeOf(value: Value, bound: Bound | undefined): Node {
  if (isNumber(value) || typeof value === 'boolean') return isTruthy(value) ? keep : drop;
  if (value instanceof Map) {
    const name = value.keys().next().value ?? '';
    // In find these mean something else than the expressions of the same name
    if (name === '$slice' || name === '$elemMatch' || name === '$meta') throw unsupported(`${name} in a projection`);
  }
  return { kind: 'set', to: compile(value, bound) };
}

const startsWithOperator = (value: Document): boolean => value.keys().next().value?.startsWith('$') === true;

function place(root: Branch, full: string, path: readonly string[], node: Node): void {
  let branch = root;
  for (const name of path.slice(0, -1)) {
    let next = branch.fields.get(name);
    if (next === undefined) {
      next = { kind: 'branch', fields: new Map() };
      branch.fields.set(name, next);
    }
    if (next.kind !== 'branch') throw located(31249, `Path collision at ${full}`);
    branch = next;
  }
  const last = path.at(-1) as string;
  if (branch.fields.has(last)) throw located(31250, `Path collision at ${full}`);
  branch.fields.set(last, node);
}

/** Existing fields keep their order, computed ones follow in the projection's order. */
function include(source: Document, branch: Branch, scope: Scope): Document {
  const kept: Document = new Map();
  for (const [name, value] of source) {
    const node = branch.fields.get(name);
    if (node?.kind === 'keep') kept.set(name, value);
    else if (node?.kind === 'branch') {
      const inner = includeValue(value, node, scope);
      if (inner !== undefined) kept.set(name, inner);
    } else if (node?.kind === 'set') setComputed(kept, name, node.to, scope);
  }
  for (const [name, node] of branch.fields) {
    if (source.has(name)) continue;
    if (node.kind === 'set') setComputed(kept, name, node.to, scope);
    else if (node.kind === 'branch' && computes(node)) kept.set(name, include(new Map(), node, scope));
  }
  return kept;
}

function setComputed(kept: Document, name: string, to: Expression, scope: Scope): void {
  const value = to(scope);
  if (value !== undefined) kept.set(name, value);
}

const computes = (branch: Branch): boolean =>
  [...branch.fields.values()].some((node) => node.kind === 'set' || (node.kind === 'branch' && computes(node)));

function includeValue(value: Value, branch: Branch, scope: Scope): Value | undefined {
  if (value instanceof Map) return include(value, branch, scope);
  if (Array.isArray(value))
    return value.flatMap((item) => {
      const inner = includeValue(item, branch, scope);
      return inner === undefined ? [] : [inner];
    });
  return computes(branch) ? include(new Map(), branch, scope) : undefined;
}

function exclude(source: Document, branch: Branch): Document {
  const kept: Document = new Map();
  for (const [name, value] of source) {
    const node = branch.fields.get(name);
    if (node === undefined || node.kind === 'keep') kept.set(name, value);
    else if (node.kind === 'branch') kept.set(name, excludeIn(value, node));
  }
  return kept;
}

function excludeIn(value: Value, branch: Branch): Value {
  if (value instanceof Map) return exclude(value, branch);
  return Array.isArray(value) ? value.map((item) => excludeIn(item, branch)) : value;
}

/** `$addFields`: sets computed fields, through documents and the documents of arrays. */
export function compileAddFields(spec: Document, bound?: Bound): Projection {
  const root: Branch = { kind: 'branch', fields: new Map() };
  for (const [path, value] of spec) addComputed(root, path, path.split('.'), value, bound);
  return (source) => assign(source, root, new Scope(source));
}

function addComputed(root: Branch, full: string, path: readonly string[], value: Value, bound?: Bound): void {
  if (path.some((name) => name === '' || name.startsWith('$')))
    throw located(16410, `FieldPath field names may not start with '$' or be empty: ${full}`);
  if (value instanceof Map && value.size > 0 && !startsWithOperator(value))
    for (const [name, inner] of value)
      addComputed(root, `${full}.${name}`, [...path, ...name.split('.')], inner, bound);
  else place(root, full, path, { kind: 'set', to: compile(value, bound) });
}

function assign(source: Document, branch: Branch, scope: Scope): Document {
  const result: Document = new Map(source);
  for (const [name, node] of branch.fields) {
    const value = node.kind === 'set' ? node.to(scope) : assignIn(source.get(name), node as Branch, scope);
    if (value === undefined) result.delete(name);
    else result.set(name, value);
  }
  return result;
}

function assignIn(value: Value | undefined, branch: Branch, scope: Scope): Value {
  if (Array.isArray(value)) return value.map((item) => assignIn(item, branch, scope));
  return assign(value instanceof Map ? value : new Map<string, Value>(), branch, scope);
}
