import type { Document, Reply, ReplyValue, Value } from '../bson/values.js';
import { MongoError, unsupported } from '../errors.js';
import type { Store } from '../store/engine.js';
import { type Validator, validatorOf } from '../store/validator.js';
import type { Arguments } from './arguments.js';
import type { CommandContext } from './context.js';

/** The fields of a command that say what a collection's documents have to be. */
export const VALIDATION = ['validator', 'validationLevel', 'validationAction'] as const;

/**
 * The validator that a command gives, for all documents and with refusal as the consequence, as by default.
 * @throws MongoError on one that is none; NotImplemented on levels and consequences that are weaker
 */
export const validatorIn = (args: Arguments): Validator | undefined => {
  for (const [name, only] of [
    ['validationLevel', 'strict'],
    ['validationAction', 'error'],
  ] as const)
    if (args.body.has(name) && args.text(name) !== only) throw unsupported(`${name} '${args.text(name)}'`);
  return validatorOf(args.document('validator'));
};

/** The options of a collection as `listCollections` shows them. */
export const optionsOf = (validator: Validator | undefined): Document => {
  const options = new Map<string, Value>();
  if (validator)
    options.set('validator', validator.source).set('validationLevel', 'strict').set('validationAction', 'error');
  return options;
};

/** Changes what the documents of a collection have to be, from now on; those that are there stay as they are. */
export const collMod = ({ engine, args }: CommandContext): Promise<Reply> => {
  args.allow(...VALIDATION);
  const validator = validatorIn(args);
  return engine.write(() => {
    const collection = engine.catalogue.find(args.database, args.collection);
    if (!collection)
      throw new MongoError('NamespaceNotFound', `ns does not exist: ${args.database}.${args.collection}`);
    if (args.body.has('validator')) engine.catalogue.setValidator(collection, validator);
    return new Map<string, ReplyValue>();
  });
};

/** The store for a command that passes by what documents have to be. */
export const withoutValidation = (store: Store): Store => ({
  catalogue: store.catalogue,
  rows: store.rows,
  write: (work, retry, bytes) => store.write(() => store.rows.unvalidated(work), retry, bytes),
});
