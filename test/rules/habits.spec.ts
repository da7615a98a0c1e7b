import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { documentSettings } from '../../src/platform/config/settings.js';
import { impurities, under } from './calls.js';
import { nodesOf, parsed, projectSources, type Sources } from './source-files.js';

const project = projectSources();

/** Where time and chance may come in, and why. Everywhere else they come in as data. */
const SOURCES_OF_TIME_AND_CHANCE: Readonly<Record<string, string>> = {
  '^src/platform/clock\\.ts$': 'the clock',
  '^src/platform/streams/ids\\.ts$': 'ids of new commands',
  '^src/platform/sealing/': 'keys and nonces; when a key was made or destroyed, for the operator alone',
  '^src/platform/read-store/view-admin\\.ts$': 'ids of requests of operators',
  '^src/platform/http/': 'ids of requests, at the edge',
  '^src/platform/auth/known-tokens\\.ts$': 'expiry of tokens, by the system’s time alone',
  '^src/platform/reactions/': 'names of processes; when a reaction last moved, for the operator alone',
  '^src/platform/due/': 'names of processes',
  '^projections/(main\\.ts|runner/.+)$': 'names of processes, lag and progress; never what a row holds',
  '^embedded/': 'servers have clocks, as the real ones',
};

describe('time and chance', () => {
  const uses = impurities(under(project, /^(src|projections|embedded)\/(?!.*\.spec\.ts$)/));
  const allowed = Object.keys(SOURCES_OF_TIME_AND_CHANCE).map((path) => new RegExp(path));

  it('come in at the edge alone', () => {
    expect(uses.filter(({ file }) => !allowed.some((path) => path.test(file)))).toEqual([]);
  });
  it('come in at every place that is listed', () => {
    for (const path of allowed) expect([path, uses.some(({ file }) => path.test(file))]).toEqual([path, true]);
  });
  it('are found in every form', () => {
    const text = 'new Date(); Date(); Date.now(); Math.random(); new Date(0); date.now(); "new Date()"';
    expect(impurities(new Map([['src/a.ts', text]])).map(({ what }) => what)).toEqual([
      'new Date()',
      'Date()',
      'Date.now',
      'Math.random',
    ]);
    const ids = "import { v5, v7 as id } from 'uuid';";
    expect(impurities(new Map([['src/a.ts', ids]])).map(({ what }) => what)).toEqual(['v7']);
  });
});

describe('a question about an office', () => {
  /** Filters that take an office by its own id: rows of offices that were merged into it would be left out (ADR 6). */
  const unmerged = (sources: Sources): string[] =>
    [...sources].filter(([, text]) => /officeId: (query\.)?office\b/.test(text)).map(([file]) => file);

  it('means those that were merged into it too', () => {
    expect(unmerged(under(project, /^src\/.+\.queries\.ts$/))).toEqual([]);
  });
  it('is found where it does not', () => {
    expect(unmerged(new Map([['src/a.queries.ts', 'f({ officeId: office })']]))).toEqual(['src/a.queries.ts']);
  });
});

/** Lines of a file: code, and stories that a test tells. */
const LONGEST = { code: 250, story: 400 } as const;
const MOST_FILES = 15;

const lines = (text: string): number => text.replace(/\n$/, '').split('\n').length;
const tooLong = (sources: Sources): string[] =>
  [...sources]
    .filter(([file, text]) => lines(text) > (file.endsWith('.spec.ts') ? LONGEST.story : LONGEST.code))
    .map(([file, text]) => `${file}: ${lines(text)} lines`);
const tooFull = (sources: Sources): string[] => {
  const counts = new Map<string, number>();
  for (const file of sources.keys()) {
    const folder = posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > MOST_FILES).map(([folder, count]) => `${folder}: ${count} files`);
};

describe('sizes', () => {
  it('no file and no folder holds two things', () => {
    expect([...tooLong(project), ...tooFull(project)]).toEqual([]);
  });
  it('are measured: at the limit is fine, one more is not', () => {
    const file = (count: number): string => 'x\n'.repeat(count);
    expect(tooLong(new Map([['src/a.ts', file(250)]]))).toEqual([]);
    expect(tooLong(new Map([['src/a.ts', file(251)]]))).toEqual(['src/a.ts: 251 lines']);
    const folder = (count: number): Sources => new Map(Array.from({ length: count }, (_, i) => [`src/${i}.ts`, '']));
    expect(tooFull(folder(15))).toEqual([]);
    expect(tooFull(folder(16))).toEqual(['src: 16 files']);
  });
});

/** The requirements that this release claims. */
const CLAIMED = [
  ...['GOV-1', 'GOV-2', 'ANA-1'],
  ...['RULE-5', 'RULE-6', 'RULE-7', 'RULE-8', 'RULE-9', 'ATT-4', 'APP-4'],
  ...['THR-1', 'THR-2', 'THR-3', 'THR-4', 'THR-5', 'THR-6'],
  ...['ORG-1', 'ORG-4', 'RULE-1', 'RULE-2', 'RULE-3', 'RULE-4', 'INT-2', 'INT-3', 'REP-1'],
  ...['ATT-1', 'ATT-2', 'ATT-3', 'LEV-1', 'LEV-2', 'LEV-3', 'LEV-4', 'LEV-5', 'LEV-10', 'INC-1', 'APP-1'],
];

/** The requirements that names of tests begin with: `it('[LEV-1] …')`. */
const shownBy = (sources: Sources): Set<string> => {
  const shown = new Set<string>();
  for (const [file, text] of sources)
    if (/^\s*(describe|it)\b/m.test(text))
      for (const node of nodesOf(parsed(file, text)))
        if (ts.isCallExpression(node) && /^(it|describe)\b/.test(node.expression.getText())) {
          const [name] = node.arguments;
          const ids = name && ts.isStringLiteralLike(name) ? (/^(\[[A-Z]+-\d+\] ?)+/.exec(name.text)?.[0] ?? '') : '';
          for (const [, id = ''] of ids.matchAll(/\[([A-Z]+-\d+)\]/g)) shown.add(id);
        }
  return shown;
};

describe('requirements', () => {
  it('each that is claimed is shown by a test', () => {
    const shown = shownBy(under(project, /\.spec\.ts$/));
    expect(CLAIMED.filter((id) => !shown.has(id))).toEqual([]);
  });
  it('count only when a test is named by them', () => {
    const text = "it('[A-1] [B-2] does', f); it('does [C-3]', f); // [D-4]\nit.each([])('[E-5] does', f);";
    expect([...shownBy(new Map([['test/a.spec.ts', text]]))]).toEqual(['A-1', 'B-2', 'E-5']);
  });
});

/** The settings that a text shows in a table: `| \`PORT\` | … |`. */
const tabled = (text: string): string[] => [...text.matchAll(/^\| *`([A-Z][A-Z_]+)`/gm)].map((match) => match[1] ?? '');

describe('the settings', () => {
  it.each(['README.md', 'README.zh-CN.md'])('are all in %s, and nothing is there that is none', (name) => {
    const path = new URL(`../../${name}`, import.meta.url).pathname;
    const names = documentSettings().map((setting) => setting.name);
    expect(names.length).toBeGreaterThan(10);
    expect([name, existsSync(path)]).toEqual([name, true]);
    expect(tabled(readFileSync(path, 'utf8')).sort()).toEqual([...names].sort());
  });
  it('count when they are a row of a table', () => {
    expect(tabled('| `PORT` | 3000 |\n`HOST`\n|`A_B`| x |')).toEqual(['PORT', 'A_B']);
  });
});
