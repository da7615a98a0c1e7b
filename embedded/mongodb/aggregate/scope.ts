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

/** The names of variables that are bound where an expression stands. */
export type Bound = ReadonlySet<string>;

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
