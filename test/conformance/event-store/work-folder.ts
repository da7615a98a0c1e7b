import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** What the suite imports and this project does not have, at the versions that its package.json asks for. */
const DEPENDENCIES = [
  'uuid@8.3.2',
  'debug@4.3.7',
  '@opentelemetry/api@1.8.0',
  '@opentelemetry/instrumentation@0.50.0',
  '@opentelemetry/sdk-trace-node@1.23.0',
  '@opentelemetry/semantic-conventions@1.23.0',
];

export interface WorkFolder {
  readonly config: string;
  readonly certificate: string;
  readonly key: string;
}

/**
 * Makes the folder in which the suite runs: a copy of its sources with our cluster starter, its dependencies, a certificate and a
 * Jest configuration. The checked-out folder stays as it is.
 *
 * @param root this project; @param suite the checked-out repository, or its packages/test; @param work is made or brought up to date
 * @throws Error when there is no suite at that path · of npm or openssl when they fail
 */
export const prepareWorkFolder = (root: string, suite: string, work: string): WorkFolder => {
  const packages = existsSync(join(suite, 'packages')) ? join(suite, 'packages') : resolve(suite, '..');
  if (!existsSync(join(packages, 'test/src/utils/Cluster.ts')))
    throw new Error(`No suite of the event store's client at ${suite}`);
  mkdirSync(work, { recursive: true });
  for (const name of ['test', 'opentelemetry']) {
    rmSync(join(work, name), { recursive: true, force: true });
    cpSync(join(packages, name, 'src'), join(work, name, 'src'), { recursive: true });
  }
  cpSync(join(root, 'test/conformance/event-store/cluster.shim.ts'), join(work, 'test/src/utils/Cluster.ts'));
  cpSync(join(packages, 'opentelemetry/package.json'), join(work, 'opentelemetry/package.json'));
  renameMatchers(join(work, 'test/src'));
  install(root, work);
  const config = join(work, 'jest.config.json');
  writeFileSync(config, JSON.stringify(jestConfig(root, work), null, 2));
  return { config, ...certificateOf(work) };
};

/** Jest 27's second names of matchers, which later ones do not have. */
const RENAMED = [
  [/\.toThrowError\(/gu, '.toThrow('],
  [/\.toBeCalled(?=(?:Times|With)?\()/gu, '.toHaveBeenCalled'],
] as const;

const renameMatchers = (folder: string): void => {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    const renamed = RENAMED.reduce((result, [old, now]) => result.replace(old, now), text);
    if (renamed !== text) writeFileSync(file, renamed);
  }
};

const install = (root: string, work: string): void => {
  const modules = join(work, 'node_modules');
  if (!existsSync(join(modules, '@opentelemetry/sdk-trace-node'))) {
    writeFileSync(join(work, 'package.json'), JSON.stringify({ private: true }));
    execFileSync('npm', ['install', '--no-audit', '--no-fund', ...DEPENDENCIES], { cwd: work, stdio: 'inherit' });
  }
  for (const name of ['@eventstore/db-client', '@grpc/grpc-js']) {
    const link = join(modules, name);
    mkdirSync(resolve(link, '..'), { recursive: true });
    rmSync(link, { recursive: true, force: true });
    symlinkSync(join(root, 'node_modules', name), link, 'dir');
  }
  // The suite was written for Jest 27, whose environment module is the class itself.
  const environment = join(modules, 'jest-environment-node');
  mkdirSync(environment, { recursive: true });
  const jest = createRequire(createRequire(join(root, 'package.json')).resolve('jest'));
  const real = createRequire(jest.resolve('@jest/core')).resolve('jest-environment-node');
  writeFileSync(join(environment, 'index.js'), `module.exports = require(${JSON.stringify(real)}).TestEnvironment;\n`);
};

const jestConfig = (root: string, work: string): object => ({
  rootDir: join(work, 'test'),
  roots: [join(work, 'test/src')],
  testTimeout: 60_000,
  testMatch: ['**/src/**/*.test.ts', '**/src/samples/*.ts'],
  moduleNameMapper: {
    '^@test-utils$': join(work, 'test/src/utils'),
    '^@eventstore/opentelemetry$': join(work, 'opentelemetry/src/index.ts'),
    '^@eventstore/opentelemetry/dist/(.*)$': join(work, 'opentelemetry/src/$1'),
  },
  transform: {
    '^.+\\.ts$': [
      join(root, 'node_modules/@swc/jest'),
      {
        swcrc: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs', noInterop: true },
      },
    ],
  },
});

const certificateOf = (work: string): Pick<WorkFolder, 'certificate' | 'key'> => {
  const [certificate, key] = [join(work, 'node.crt'), join(work, 'node.key')];
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const files = ['-keyout', key, '-out', certificate, '-days', '2'];
  const args = ['req', '-x509', ...curve, ...files, '-subj', '/CN=localhost', '-addext', names];
  execFileSync('openssl', args, { stdio: 'pipe' });
  return { certificate, key };
};

/** Names of the suite's groups: its folders that hold tests. */
export const groupsOf = (work: string): string[] =>
  readdirSync(join(work, 'test/src'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'utils')
    .map((entry) => entry.name);
