import { getMetadataStorage } from 'class-validator';

type Storage = ReturnType<typeof getMetadataStorage>;
type Rules = ReturnType<Storage['getTargetValidationMetadatas']>;

/**
 * Lets class-validator find out once for each class which rules its objects have to meet. It would ask all classes that it knows, some
 * hundreds, for every object that it checks, whether they are the object's. Rules come with the declaration of a class, so that they
 * are all there before the first object is.
 */
export const keepRulesOfClasses = (storage: Storage = getMetadataStorage()): void => {
  const found = storage.getTargetValidationMetadatas.bind(storage);
  const known = new WeakMap<object, Rules>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    // Only what we ask for: a class, without groups.
    if (schema || always || strictGroups || groups?.length) return found(target, schema, always, strictGroups, groups);
    const rules = known.get(target) ?? found(target, schema, always, strictGroups, groups);
    known.set(target, rules);
    return rules;
  };
};
