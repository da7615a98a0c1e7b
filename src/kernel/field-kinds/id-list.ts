import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { field, type FieldOptions, ID, rule } from '../fields.js';

/** A list of ids, each of the form of `IdField` and none twice. */
export const IdsField = (o: FieldOptions & { min?: number; max?: number } = {}): PropertyDecorator => {
  const [min, max] = [o.min ?? 0, o.max ?? 100];
  const items = { type: 'string', pattern: ID.source };
  return field(
    o,
    () => ({ type: 'array', minItems: min, maxItems: max, uniqueItems: true, items }),
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ArrayUnique(),
    rule('areIds', (v) => Array.isArray(v) && v.every((id) => typeof id === 'string' && ID.test(id)), 'must hold ids'),
  );
};
