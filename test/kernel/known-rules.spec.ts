import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage, IsInt, IsString, Max, MetadataStorage, validateSync } from 'class-validator';
import { keepRulesOfClasses } from '../../src/kernel/field-kinds/known-rules.js';

class Named {
  @IsString()
  name!: unknown;
}
class Numbered extends Named {
  @IsInt()
  @Max(9)
  number!: unknown;
}
class Grouped {
  @Max(1, { groups: ['strict'] })
  @Max(5, { groups: ['mild'] })
  number!: number;
}

describe('rules that are kept for each class', () => {
  it('are those that class-validator finds, of the class and of those it comes from', () => {
    const fresh = Object.assign(new MetadataStorage(), getMetadataStorage());
    keepRulesOfClasses(fresh);
    const ask = (storage: MetadataStorage, of: new () => object): unknown =>
      storage.getTargetValidationMetadatas(of, '', false, false, undefined);
    for (const one of [Named, Numbered, Grouped, Named, Numbered])
      expect(ask(fresh, one)).toEqual(ask(getMetadataStorage(), one));
    expect(ask(fresh, Numbered)).toBe(ask(fresh, Numbered));
  });

  it('tell right from wrong, again and again, and groups apart', () => {
    keepRulesOfClasses();
    const wrong = (of: new () => object, input: object, groups: string[] = []): string[] =>
      validateSync(Object.assign(new of(), input), { groups }).map(({ property }) => property);
    for (let again = 0; again < 2; again += 1) {
      expect(wrong(Numbered, { name: 'a', number: 9 })).toEqual([]);
      expect(wrong(Numbered, { name: 1, number: 10 }).sort()).toEqual(['name', 'number']);
      expect(wrong(Grouped, { number: 3 }, ['mild'])).toEqual([]);
      expect(wrong(Grouped, { number: 3 }, ['strict'])).toEqual(['number']);
    }
  });
});
