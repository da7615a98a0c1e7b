import { compile, fieldsRead } from '../aggregate/expression.js';
import { Bound, Scope } from '../aggregate/scope.js';
import { UtcDate, type Value } from '../bson/values.js';
import { located, MongoError } from '../errors.js';
import type { Arguments } from './arguments.js';

/** The variables of a command: those of its `let`, evaluated once before any document is looked at, and `$$NOW`. */
export const variablesOf = (args: Arguments): Bound => {
  const constants = new Map<string, Value | undefined>([['NOW', new UtcDate(Date.now())]]);
  const system = Bound.constants(new Map(constants));
  for (const [name, value] of args.document('let')) {
    if (!/^[a-z\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*$/u.test(name))
      throw new MongoError('FailedToParse', `'${name}' is not a valid variable name`);
    const fields = new Set<string>();
    const reads = !isLiteral(value) && (!fieldsRead(value, fields) || fields.size > 0);
    if (reads)
      throw located(
        4890500,
        'Command let Expression tried to access a field, but this is not allowed because Command let expressions run before the query examines any documents.',
      );
    constants.set(name, compile(value, system)(new Scope(new Map())));
  }
  return Bound.constants(constants);
};

const isLiteral = (value: Value): boolean => value instanceof Map && value.has('$literal');
