import { describe, expect, it } from '@jest/globals';
import { DATABASE_WRITES, membersUsed, STORE_WRITES, under } from './calls.js';
import { idleRules, violations } from './import-rules.js';
import { importsOf, projectSources } from './source-files.js';

const project = projectSources();
const PRODUCT = /^(src|projections|demo|launcher)\//;

/** Files of `src` that write to MongoDB, and what: never a read model. */
const OWN_DOCUMENTS: Readonly<Record<string, string>> = {
  '^src/platform/sealing/subject-keys\\.ts$': 'the keys of persons',
  '^src/platform/sealing/key-maker\\.ts$': 'those that are new',
  '^src/platform/subscriptions/lease\\.ts$': 'leases',
  '^src/platform/reactions/': 'how far reactions got, and what came of each',
  '^src/platform/due/': 'due moments that did not simply pass',
  '^src/platform/read-store/view-admin\\.ts$': 'requests to the projections process',
};

describe('the import rules', () => {
  it('hold in the whole tree', () => {
    expect(violations(project)).toEqual([]);
  });
  it('each match files', () => {
    expect(idleRules(project)).toEqual([]);
  });
  it('would say so if a folder were renamed', () => {
    const already = idleRules(project);
    const idle = idleRules(under(project, /^(?!embedded\/)/)).filter((name) => !already.includes(name));
    expect(idle).toEqual(['the embedded servers know nothing of the product']);
    expect(idleRules(new Map([['src/main.ts', '']])).length).toBeGreaterThan(10);
  });
});

describe('only the platform appends, only the projections write read models', () => {
  it('appends in platform/streams alone', () => {
    const uses = membersUsed(under(project, PRODUCT), STORE_WRITES);
    expect(uses.map(({ what }) => what)).toContain('appendToStream');
    expect(uses.filter(({ file }) => !file.startsWith('src/platform/streams/'))).toEqual([]);
  });
  it('writes documents in the runner, and the platform only its own', () => {
    const uses = membersUsed(under(project, PRODUCT), DATABASE_WRITES);
    const allowed = ['^projections/runner/', ...Object.keys(OWN_DOCUMENTS)].map((path) => new RegExp(path));
    expect(uses.filter(({ file }) => !allowed.some((path) => path.test(file)))).toEqual([]);
    for (const path of allowed) expect([path, uses.some(({ file }) => path.test(file))]).toEqual([path, true]);
  });
});

describe('the checker', () => {
  const tree = {
    'src/kernel/event.ts': '',
    'src/platform/streams/streams.ts': '',
    'src/leave/domain/events.ts': '',
    'src/leave/domain/leave.ts': '',
    'src/leave/leave.module.ts': '',
    'src/attendance/domain/book.ts': '',
    'projections/leave/ledger.view.ts': '',
    'projections/runner/runner.ts': '',
    'embedded/mongodb/server.ts': '',
  };
  const found = (file: string, text: string): string[] =>
    violations(new Map(Object.entries({ ...tree, [file]: text }))).map(({ target }) => target);

  it.each([
    [
      'src/attendance/domain/new.ts',
      "import type { E } from '../../leave/domain/events.js';",
      'src/leave/domain/events.ts',
    ],
    ['src/attendance/domain/new.ts', "import { Injectable } from '@nestjs/common';", '@nestjs/common'],
    [
      'src/attendance/domain/new.ts',
      "export * from '../../platform/streams/streams.js';",
      'src/platform/streams/streams.ts',
    ],
    ['src/kernel/new.ts', "import { readFileSync } from 'node:fs';", 'node:fs'],
    ['src/kernel/new.ts', "const x = await import('../leave/domain/leave.js');", 'src/leave/domain/leave.ts'],
    ['src/attendance/attendance.module.ts', "import '../leave/leave.module.js';", 'src/leave/leave.module.ts'],
    ['src/attendance/attendance.module.ts', "import { MongoClient } from 'mongodb';", 'mongodb'],
    ['src/attendance/a.reactions.ts', "import { leave } from '../leave/domain/leave.js';", 'src/leave/domain/leave.ts'],
    ['src/attendance/a.reactions.ts', "import { e } from '../leave/domain/events.js';", 'src/leave/domain/events.ts'],
    [
      'src/attendance/domain/a.due.ts',
      "import { e } from '../../leave/domain/events.js';",
      'src/leave/domain/events.ts',
    ],
    ['projections/due/new.view.ts', "import '../../src/leave/domain/leave.js';", 'src/leave/domain/leave.ts'],
    ['src/platform/new.ts', "import '../leave/leave.module.js';", 'src/leave/leave.module.ts'],
    ['src/main.ts', "import '../embedded/mongodb/server.js';", 'embedded/mongodb/server.ts'],
    ['projections/leave/new.view.ts', "import '../runner/runner.js';", 'projections/runner/runner.ts'],
    ['projections/leave/new.view.ts', "import { Db } from 'mongodb';", 'mongodb'],
    ['projections/leave/new.view.ts', "import '../../src/leave/domain/leave.js';", 'src/leave/domain/leave.ts'],
    ['embedded/mongodb/new.ts', "type E = import('../../src/kernel/event.js').E;", 'src/kernel/event.ts'],
    ['src/leave/new.ts', "import './no-such-file.js';", 'src/leave/no-such-file.ts'],
    ['elsewhere/new.ts', '', ''],
  ])('finds in %s: %s', (file, text, target) => {
    expect(found(file, text)).toEqual([target]);
  });

  it.each([
    ['src/attendance/domain/new.ts', "import { b } from './book.js'; import type { E } from '../../kernel/event.js';"],
    ['src/attendance/a.reactions.ts', "import type { E } from '../leave/domain/events.js'; import './domain/book.js';"],
    ['src/attendance/a.reactions.ts', "import { type E, type F } from '../leave/domain/events.js';"],
    ['src/attendance/domain/a.due.ts', "import type { E } from '../../leave/domain/events.js'; import './book.js';"],
    ['src/app.module.ts', "import './leave/leave.module.js';"],
    ['projections/leave/new.view.ts', "import type { E } from '../../src/leave/domain/events.js';"],
    ['test/new.ts', "import '../embedded/mongodb/server.js'; import '../src/leave/domain/leave.js';"],
  ])('lets %s: %s', (file, text) => {
    expect(found(file, text)).toEqual([]);
  });

  it('does not take text for an import, nor an import for text', () => {
    expect(importsOf('src/a.ts', "// import '../embedded/x.js'\nconst s = \"import 'mongodb'\";")).toEqual([]);
    expect(() => importsOf('src/a.ts', 'await import(name);')).toThrow('computed');
  });
  it('finds writes however they are reached', () => {
    const sources = new Map([
      ['src/a.ts', 'client.appendToStream(x)'],
      ['src/b.ts', "client['appendToStream'](x)"],
      ['src/c.ts', 'const { appendToStream: append } = client;'],
      ['src/d.ts', '// appendToStream\nconst appendToStream = 1;'],
    ]);
    expect(membersUsed(sources, STORE_WRITES).map(({ file }) => file)).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts']);
  });
});
