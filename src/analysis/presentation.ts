import type { MasterKey } from '../platform/sealing/master-key.js';
import { type DatasetField, isVeiled } from './datasets/dataset.js';

export type Shown = string | number | boolean | null;

/** A value of a row as a reader sees it. */
type Read = (row: Readonly<Record<string, unknown>>) => Shown;

/** What stands for a person to somebody who may not know whom: the same in every dataset, so that rows can be put together. */
export const pseudonymOf = (master: MasterKey, id: string): string =>
  `p-${master.digest(`pseudonym\n${id}`).slice(0, 16)}`;

/** Shows a value of a field to a role. */
export const veilFor =
  (role: string, master: MasterKey) =>
  <T extends Shown>(field: DatasetField, value: T): T | string =>
    typeof value === 'string' && isVeiled(role, field) ? pseudonymOf(master, value) : value;

const valueAt = (row: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, name) => (at === null || at === undefined ? at : (at as Record<string, unknown>)[name]),
    row,
  );

const isShown = (value: unknown): value is Shown =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const reader = (field: DatasetField, veil: ReturnType<typeof veilFor>): Read => {
  const path = (field.at ?? field.name).split('.');
  return (row) => {
    const value = valueAt(row, path) ?? null;
    if (!isShown(value)) throw new Error(`${field.name} is no plain value`);
    if (field.decade) return typeof value === 'number' ? value - (value % 10) : null;
    return veil(field, value);
  };
};

/** Makes the rows of a dataset what a role sees of them, column by column. */
export const presenter = (
  fields: readonly DatasetField[],
  veil: ReturnType<typeof veilFor>,
): { readonly record: (row: object) => Record<string, Shown>; readonly cells: (row: object) => Shown[] } => {
  const readers = fields.map((field) => [field.name, reader(field, veil)] as const);
  return {
    record: (row) => Object.fromEntries(readers.map(([name, read]) => [name, read(row as Record<string, unknown>)])),
    cells: (row) => readers.map(([, read]) => read(row as Record<string, unknown>)),
  };
};

/** Fields of the view's rows that these columns are read from. */
export const placesOf = (fields: readonly DatasetField[]): string[] => [
  ...new Set(fields.map(({ name, at = name }) => at.split('.')[0] ?? name)),
];
