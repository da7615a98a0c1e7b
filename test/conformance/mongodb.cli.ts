import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { startMongo } from '../../embedded/mongodb/server.js';
import { GROUPS, type GroupName, groupsOf } from './mongodb-groups.js';
import { type Outcome, print, readOutcome } from './mongodb-outcome.js';

interface Options {
  readonly suite: string;
  readonly server?: string;
  readonly only?: readonly GroupName[];
  readonly known: string;
  readonly minutes: number;
}

interface Target {
  readonly uri: string;
  readonly stop: () => Promise<void>;
}

/** The server under test: the one that was named, or the embedded one with its test commands, on data of its own. */
const target = async (server: string | undefined): Promise<Target> => {
  if (server !== undefined) return { uri: server, stop: () => Promise.resolve() };
  const data = mkdtempSync(join(tmpdir(), 'conformance-'));
  const { port, stop } = await startMongo({ data, port: 0, testCommands: true });
  const uri = `mongodb://127.0.0.1:${port}/?replicaSet=embedded`;
  return { uri, stop: async () => (await stop(), rmSync(data, { recursive: true, force: true })) };
};

/** Runs one group in a process of its own; its results come in a file, whatever the tests print. */
const run = async (suite: string, uri: string, group: GroupName, minutes: number): Promise<Outcome> => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const output = join(folder, 'results.json');
  const paths = GROUPS[group]
    .map((name) => join('test/integration', name))
    .filter((path) => existsSync(join(suite, path)));
  const mocha = ['--config', 'test/mocha_mongodb.js', '--reporter', 'json', '--reporter-option', `output=${output}`];
  const child = spawn(
    process.execPath,
    [join(suite, 'node_modules/mocha/bin/mocha.js'), ...mocha, '--exit', ...paths],
    {
      cwd: suite,
      env: { ...process.env, MONGODB_URI: uri, AUTH: 'noauth', TS_NODE_TRANSPILE_ONLY: 'true' },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: minutes * 60_000,
    },
  );
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-4_000)));
  await new Promise((done) => child.on('close', done));
  try {
    return readOutcome(group, existsSync(output) ? readFileSync(output, 'utf8') : undefined, said);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const main = async ({ suite, server, only, known, minutes }: Options): Promise<void> => {
  const causes = JSON.parse(readFileSync(known, 'utf8')) as Record<string, string>;
  const { uri, stop } = await target(server);
  try {
    const outcomes: Outcome[] = [];
    for (const group of only ?? groupsOf()) outcomes.push(await run(resolve(suite), uri, group, minutes));
    process.exitCode = print(outcomes, causes) ? 0 : 1;
  } finally {
    await stop();
  }
};

await new Command('conformance:mongodb')
  .description("Runs the official driver's integration suite against the embedded MongoDB, or another server")
  .requiredOption('--suite <path>', 'a checkout of node-mongodb-native with its dependencies')
  .option('--server <uri>', 'the server to test; without it the embedded one is started')
  .option('--only <groups>', `some of ${groupsOf().join(',')}`, (text) => groupsOf(text))
  .option('--known <file>', 'failures that are known: test name and cause', 'test/conformance/known-failures.json')
  .option('--minutes <n>', 'longest time for one group', Number, 10)
  .action(main)
  .parseAsync();
