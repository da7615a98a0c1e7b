import type { Command } from '../../kernel/command.js';
import type { MasterKey } from '../sealing/master-key.js';

/**
 * Digest of what a command says and for whom it was given, whatever the order of its fields; keyed, because a body may hold guessable
 * personal data.
 */
export const fingerprintOf = (master: MasterKey, name: string, id: string, command: Command): string => {
  const { meta, ...fields } = command;
  const onBehalf = meta.onBehalfOf === undefined ? [] : [meta.onBehalfOf];
  return master.digest(JSON.stringify([name, id, ordered(fields), ...onBehalf]));
};

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, ordered(item)]),
  );
};
