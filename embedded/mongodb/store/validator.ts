import type { Document } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { compileFilter, type Predicate } from '../query/match.js';
import { parseFilter } from '../query/parse-filter.js';

/** What every document of a collection has to be. */
export interface Validator {
  readonly source: Document;
  readonly holds: Predicate;
}

/** The validator that a filter makes; none when it asks for nothing. @throws MongoError on what a filter cannot say, and on a schema */
export const validatorOf = (source: Document): Validator | undefined =>
  source.size === 0 ? undefined : { source, holds: compileFilter(parseFilter(source)) };

/**
 * @throws MongoError DocumentValidationFailure when the document is not what it has to be. Its details name the validator; the real server
 * goes on to say which part of it failed, and for which value.
 */
export const checkValid = ({ source, holds }: Validator, document: Document): void => {
  if (holds(document)) return;
  throw new MongoError(
    'DocumentValidationFailure',
    'Document failed validation',
    new Map<string, unknown>([
      [
        'errInfo',
        new Map<string, unknown>([
          ['failingDocumentId', document.get('_id') ?? null],
          ['details', new Map([['specifiedAs', source]])],
        ]),
      ],
    ]),
  );
};
