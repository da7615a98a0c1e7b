import { InvalidArgumentError } from 'commander';

/** What is claimed, and the suite's folders that test it. */
export const GROUPS = {
  crud: ['crud'],
  'retryable-writes': ['retryable-writes'],
  'retryable-reads': ['retryable-reads'],
  sessions: ['sessions'],
  transactions: ['transactions', 'transactions-convenient-api'],
  'causal-consistency': ['causal-consistency'],
  'run-command': ['run-command'],
  'versioned-api': ['versioned-api'],
} as const;

export type GroupName = keyof typeof GROUPS;

const isGroup = (name: string): name is GroupName => Object.hasOwn(GROUPS, name);

/** The groups of a list with commas; all without one. @throws InvalidArgumentError naming one that is not there */
export const groupsOf = (text?: string): GroupName[] =>
  (text?.split(',') ?? Object.keys(GROUPS)).map((name) => {
    if (!isGroup(name)) throw new InvalidArgumentError(`${name} is none of ${Object.keys(GROUPS).join(', ')}`);
    return name;
  });
