import { relative } from 'node:path';
import Table from 'cli-table3';

/** The part of Jest's `--json` output that the report is made of. */
export interface JestResult {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export interface Failure {
  readonly test: string;
  readonly error: string;
}

export interface FileResult {
  readonly file: string;
  readonly passed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

const FORMATTING = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'gu');
const firstLine = (message: string): string =>
  message
    .replace(FORMATTING, '')
    .split('\n')
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('●')) ?? '';

/** Results by file, sorted by name. A file that could not be loaded is one failure with the file's name. */
export const resultsOf = ({ testResults }: JestResult, folder: string): FileResult[] =>
  testResults
    .map(({ name, message, assertionResults }) => {
      const file = relative(folder, name);
      const count = (status: string): number => assertionResults.filter((one) => one.status === status).length;
      const failures = assertionResults
        .filter((one) => one.status === 'failed')
        .map((one) => ({ test: `${file} › ${one.fullName}`, error: firstLine(one.failureMessages[0] ?? '') }));
      const unloaded = assertionResults.length === 0 ? [{ test: file, error: firstLine(message) }] : [];
      return {
        file,
        passed: count('passed'),
        skipped: count('pending') + count('todo'),
        failures: [...failures, ...unloaded],
      };
    })
    .sort((a, b) => a.file.localeCompare(b.file));

/** Cause of a failure that is known: the test's own entry, or that of its whole file or group. */
export const causeOf = (test: string, known: Readonly<Record<string, string>>): string | undefined =>
  known[test] ?? known[test.split(' › ')[0] ?? ''] ?? known[test.split('/')[0] ?? ''];

/** The results as text: a row for each file, then each failure with its cause or its first error line. */
export const reportOf = (results: readonly FileResult[], known: Readonly<Record<string, string>>): string => {
  const table = new Table({ head: ['file', 'passed', 'failed', 'skipped'], style: { head: [], border: [] } });
  for (const { file, passed, failures, skipped } of results) table.push([file, passed, failures.length, skipped]);
  const sum = (of: (result: FileResult) => number): number => results.reduce((total, one) => total + of(one), 0);
  table.push(['all', sum((one) => one.passed), sum((one) => one.failures.length), sum((one) => one.skipped)]);
  const lines = results.flatMap(({ failures }) =>
    failures.map(({ test, error }) => {
      const cause = causeOf(test, known);
      return `${cause ? 'known' : 'NEW  '}  ${test}\n       ${error}${cause ? `\n       cause: ${cause}` : ''}`;
    }),
  );
  return [table.toString(), ...lines].join('\n');
};
