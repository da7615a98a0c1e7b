import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { root, textOf } from './compose-files.js';
import { settingNames } from './setting-names.js';

/** The instructions of a Dockerfile, continued lines joined. */
const instructions = textOf('Dockerfile')
  .replaceAll(/\\\n\s*/g, '')
  .split('\n')
  .map((line) => /^([A-Z]+) (.+)$/.exec(line))
  .flatMap((match) => (match ? [{ name: match[1] ?? '', rest: match[2] ?? '' }] : []));
const of = (name: string): string[] => instructions.filter((one) => one.name === name).map((one) => one.rest);
const lastStage = instructions.slice(instructions.findLastIndex((one) => one.name === 'FROM'));
const packageJson = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

describe('the image', () => {
  it('is built from one pinned base', () => {
    expect(of('FROM').map((from) => from.split(' ')[0])).toEqual(Array(3).fill('node:20-bookworm-slim'));
  });
  it('fetches nothing but locked packages', () => {
    expect(of('ADD')).toEqual([]);
    expect(of('RUN')).toEqual(['npm ci', 'npm run build', 'npm ci --omit=dev']);
    for (const copied of of('COPY')) expect(copied).not.toMatch(/:\/\//);
  });
  it('copies into the build what the build script compiles', () => {
    const compiled = / swc (.+) --out-dir/.exec(packageJson.scripts['build'] ?? '')?.[1]?.split(' ') ?? [];
    expect(compiled).toContain('src');
    const copied = of('COPY').flatMap((rest) => /^(\w+) \.\/\w+$/.exec(rest)?.[1] ?? []);
    expect(copied.sort()).toEqual([...compiled].sort());
    const ignored = textOf('.dockerignore').split('\n');
    expect(ignored[0]).toBe('*');
    for (const folder of compiled) expect(ignored).toContain(`!${folder}`);
  });
  it('runs as a user without rights, from compiled code and production packages alone', () => {
    expect(lastStage.filter((one) => one.name === 'USER').map((one) => one.rest)).toEqual(['node']);
    expect(lastStage.filter((one) => one.name === 'COPY').map((one) => one.rest)).toEqual([
      'package.json ./',
      '--from=dependencies /app/node_modules ./node_modules',
      '--from=build /app/dist ./dist',
    ]);
    expect(of('CMD')).toEqual(['["node", "dist/src/main.js"]']);
  });
  it('asks /readyz for its health', () => {
    const [check = ''] = of('HEALTHCHECK');
    const command = JSON.parse(check.slice(check.indexOf('['))) as string[];
    expect(command.slice(0, 2)).toEqual(['node', '-e']);
    expect(command[2]).toContain('/readyz');
    expect(spawnSync('node', ['--check', '-'], { input: command[2] }).status).toBe(0);
  });
  it('says nothing unhealthy is healthy', () => {
    const [check = ''] = of('HEALTHCHECK');
    const [, , script = ''] = JSON.parse(check.slice(check.indexOf('['))) as string[];
    // Port 9 (discard) is refused on any machine that these tests run on: nothing answers, so nothing is healthy.
    expect(spawnSync('node', ['-e', script], { env: { ...process.env, PORT: '9' } }).status).toBe(1);
  });
  it('sets nothing but settings, and no secret', () => {
    const names = of('ENV').flatMap((rest) => rest.split(' ').map((pair) => pair.split('=')[0] ?? ''));
    expect(names.filter((name) => ![...settingNames(), 'NODE_ENV'].includes(name))).toEqual([]);
    expect(names.filter((name) => /KEY|PASSWORD|SECRET|URL/.test(name))).toEqual([]);
    expect(of('ARG')).toEqual([]);
  });
});

it.each(['deploy/eventstore/certificates.sh', 'deploy/mongodb/keyfile.sh', '.ci/run'])(
  '%s is a script that bash can read',
  (script) => {
    const { status, stderr } = spawnSync('bash', ['-n', root(script)], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  },
);
