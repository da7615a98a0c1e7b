import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { KNOWN_FAILURES } from './event-store/known-failures.js';
import { causeOf, type JestResult, reportOf, resultsOf } from './event-store/report.js';
import { groupsOf, prepareWorkFolder, type WorkFolder } from './event-store/work-folder.js';

interface Options {
  readonly suite: string;
  readonly server?: string;
  readonly ca?: string;
  readonly only: string;
  readonly test?: string;
  readonly work: string;
}

// From dist/test/conformance.
const root = fileURLToPath(new URL('../../../', import.meta.url));

const program = new Command('conformance:event-store')
  .description("Runs the official client's own suite (EventStore-Client-NodeJS v6.2.1) against an event store.")
  .requiredOption('--suite <path>', 'the checked-out repository')
  .option(
    '--server <url>',
    'a secure server with admin/changeit; without it the embedded server is started for each file',
  )
  .option('--ca <file>', 'root certificate of that server')
  .option(
    '--only <groups>',
    'folders of the suite, with commas between',
    'streams,persistentSubscription,samples,opentelemetry,extra',
  )
  .option('--test <pattern>', 'only tests whose name matches')
  .option('--work <path>', 'folder for the copy and its dependencies', join(tmpdir(), 'event-store-conformance'))
  .parse();

const run = (options: Options, work: string, folder: WorkFolder): JestResult => {
  const output = join(work, 'result.json');
  rmSync(output, { force: true });
  const groups = options.only.split(',');
  const unknown = groups.filter((group) => !groupsOf(work).includes(group.split('/')[0] ?? ''));
  if (unknown.length > 0) throw new Error(`The suite has no group ${unknown.join(', ')}`);
  const jest = [join(root, 'node_modules/jest/bin/jest.js'), '--config', folder.config, '--maxWorkers', '2'];
  const select = [...groups.map((group) => `test/src/${group}`), ...(options.test ? ['-t', options.test] : [])];
  const environment = {
    ...process.env,
    CONFORMANCE_MAIN: join(root, 'dist/embedded/eventstore/main.js'),
    CONFORMANCE_CA: options.ca ? resolve(options.ca) : folder.certificate,
    CONFORMANCE_KEY: folder.key,
    ...(options.server ? { CONFORMANCE_SERVER: options.server } : {}),
  };
  spawnSync(process.execPath, [...jest, '--forceExit', '--silent', '--json', '--outputFile', output, ...select], {
    env: environment,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  if (!existsSync(output)) throw new Error('Jest ended without a result');
  return JSON.parse(readFileSync(output, 'utf8')) as JestResult;
};

const options = program.opts<Options>();
const work = resolve(options.work);
const folder = prepareWorkFolder(root, resolve(options.suite), work);
const results = resultsOf(run(options, work, folder), join(work, 'test/src'));
process.stdout.write(`${reportOf(results, KNOWN_FAILURES)}\n`);
const unexpected = results.flatMap(({ failures }) => failures).filter(({ test }) => !causeOf(test, KNOWN_FAILURES));
process.exitCode = unexpected.length > 0 ? 1 : 0;
