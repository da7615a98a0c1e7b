import { Document, Value } from '../bson/values.js';

/** What an expression sees: the document at hand and the variables bound around it. */
export class Scope {
  constructor(
    readonly root: Document,
    private readonly name?: string,
    private readonly value?: Value,
    private readonly outer?: Scope,
  ) {}

  bind(name: string, value: Value | undefined): Scope {
    return new Scope(this.root, name, value, this);
  }

  lookUp(name: string): Value | undefined {
    return this.name === name ? this.value : this.outer?.lookUp(name);
  }
}

/** A compiled expression; `undefined` is a missing value. */
export type Expression = (scope: Scope) => Value | undefined;

/** The variables that are bound where an expression stands: some by what it stands in, those of a command's `let` to a value. */
export class Bound {
  static readonly none = new Bound(new Set(), new Map());

  private constructor(
    private readonly names: ReadonlySet<string>,
    private readonly constants: ReadonlyMap<string, Value | undefined>,
  ) {}

  static constants(constants: ReadonlyMap<string, Value | undefined>): Bound {
    return new Bound(new Set(), constants);
  }

  has(name: string): boolean {
    return this.names.has(name) || this.constants.has(name);
  }

  /** Whether the name stands for one value, whatever the document: a variable bound further inside hides that. */
  isConstant(name: string): boolean {
    return !this.names.has(name) && this.constants.has(name);
  }

  constant(name: string): Value | undefined {
    return this.constants.get(name);
  }

  with(...names: readonly string[]): Bound {
    return new Bound(new Set([...this.names, ...names]), this.constants);
  }
}

/** Compiles an operator's operand. */
export type OperatorCompiler = (
  operand: Value,
  bound: Bound,
  compile: (value: Value, bound: Bound) => Expression,
) => Expression;

/** An operator on evaluated arguments, with the least and most number of them. */
export interface PlainOperator {
  readonly least: number;
  readonly most: number;
  readonly apply: (args: readonly (Value | undefined)[], name: string) => Value | undefined;
}
