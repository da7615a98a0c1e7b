import Table from 'cli-table3';

export interface Failure {
  readonly name: string;
  readonly error: string;
}

/** What came of one group. `broken` says why no results came at all. */
export interface Outcome {
  readonly group: string;
  readonly passed: number;
  readonly pending: number;
  readonly failures: readonly Failure[];
  readonly broken?: string;
}

interface Results {
  readonly stats: { readonly passes: number; readonly pending: number };
  readonly failures: readonly { readonly fullTitle: string; readonly err: { readonly message?: string } }[];
}

/** Reads mocha's JSON. @param said the end of what the process wrote, shown when there are no results */
export const readOutcome = (group: string, json: string | undefined, said: string): Outcome => {
  if (json === undefined) return { group, passed: 0, pending: 0, failures: [], broken: said };
  const { stats, failures } = JSON.parse(json) as Results;
  return {
    group,
    passed: stats.passes,
    pending: stats.pending,
    failures: failures.map(({ fullTitle, err }) => ({
      name: fullTitle,
      error: (err.message ?? 'failed without a message').split('\n', 1)[0] ?? '',
    })),
  };
};

/** Why a test fails, if that is known: by its name, or by a beginning of it, which the list ends with an asterisk. */
const causeOf = (name: string, causes: Readonly<Record<string, string>>): string | undefined =>
  Object.entries(causes).find(([known]) =>
    known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known,
  )?.[1];

/** Failures that no cause is known of. A group without results, or without one passed test, is one too. */
export const unexpected = (outcome: Outcome, causes: Readonly<Record<string, string>>): string[] => [
  ...(outcome.broken !== undefined || outcome.passed === 0 ? [`${outcome.group}: nothing passed`] : []),
  ...outcome.failures.map(({ name }) => name).filter((name) => causeOf(name, causes) === undefined),
];

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Prints every group and failure. @returns whether every failure is a known one */
export const print = (outcomes: readonly Outcome[], causes: Readonly<Record<string, string>>): boolean => {
  const table = new Table({ head: ['group', 'passed', 'failed', 'pending', 'unexpected'] });
  for (const one of outcomes) {
    table.push([one.group, one.passed, one.failures.length, one.pending, unexpected(one, causes).length]);
    if (one.broken !== undefined) say(`${one.group} gave no results:\n${one.broken}`);
    for (const { name, error } of one.failures)
      say(`${name}\n    ${error}\n    ${causeOf(name, causes) ?? 'NOT KNOWN'}`);
  }
  say(table.toString());
  return outcomes.every((one) => unexpected(one, causes).length === 0);
};
