import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { field, type FieldOptions, rule } from '../fields.js';

/** A list of texts of a given form, as `where=a&where=b` of a query string. */
export const PatternsField = (
  pattern: RegExp,
  o: FieldOptions & { min?: number; max?: number } = {},
): PropertyDecorator => {
  const [min, max] = [o.min ?? 0, o.max ?? 20];
  const items = { type: 'string', pattern: pattern.source };
  return field(
    o,
    () => ({ type: 'array', minItems: min, maxItems: max, items }),
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    rule(
      'areOfForm',
      (v) => Array.isArray(v) && v.every((one) => typeof one === 'string' && pattern.test(one)),
      `must hold texts of the form ${pattern.source}`,
    ),
  );
};
