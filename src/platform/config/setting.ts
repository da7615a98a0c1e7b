import 'reflect-metadata';

/** One setting as its documentation shows it. */
export interface SettingDocs {
  /** Name of the environment variable. */
  readonly name: string;
  /** As text, the way it would be set; undefined when there is none. */
  readonly default?: string;
  readonly zh: string;
  readonly en: string;
  /** Its value is never shown. */
  readonly secret?: boolean;
}

interface Declared extends SettingDocs {
  readonly property: string;
  readonly kind: 'text' | 'integer';
}

const SETTINGS = Symbol('settings');

/** The settings that a class declares, in order. */
export const settingsOf = (target: object): readonly Declared[] =>
  (Reflect.getMetadata(SETTINGS, target) as readonly Declared[] | undefined) ?? [];

/** Declares a property as a setting of the environment. */
export const Setting =
  (docs: SettingDocs): PropertyDecorator =>
  (target, key) => {
    const type: unknown = Reflect.getMetadata('design:type', target, key);
    const kind = type === Number ? 'integer' : 'text';
    Reflect.defineMetadata(SETTINGS, [...settingsOf(target), { ...docs, property: String(key), kind }], target);
  };
