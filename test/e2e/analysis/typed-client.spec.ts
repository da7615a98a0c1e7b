import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { foundCounty } from '../../harness/county.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { PROGRAM, WRONG } from './client-program.js';

const run = promisify(execFile);
const OPTIONS: ts.CompilerOptions = {
  ...{ strict: true, noUncheckedIndexedAccess: true, noEmit: true, skipLibCheck: true, types: ['node'] },
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
};

/** Whoever has the document alone can write a client whose types hold. */
describe('a client made of the OpenAPI document', () => {
  let stores: Stores;
  let service: Service;
  let head: Person;
  let folder: string;
  let paths: Paths;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    ({ head } = await foundCounty(service));
    service.clock.set('2026-03-09 09:00');
    // Where packages are found, and nothing is kept.
    mkdirSync('dist', { recursive: true });
    folder = mkdtempSync(join(process.cwd(), 'dist', 'typed-client-'));
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as Parameters<typeof openapiTS>[0];
    ({ paths } = document as unknown as { paths: Paths });
    writeFileSync(join(folder, 'api.ts'), astToString(await openapiTS(document)));
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await service.stop();
    await stores.stop();
  });

  let kept: ts.Program | undefined;
  /** What the compiler says of a program. */
  const complaints = (text: string): string[] => {
    const path = join(folder, 'program.ts');
    const host = ts.createCompilerHost(OPTIONS);
    const read = host.getSourceFile.bind(host);
    host.getSourceFile = (name, target, ...rest) =>
      name === path
        ? ts.createSourceFile(name, text, target)
        : (kept?.getSourceFile(name) ?? read(name, target, ...rest));
    host.fileExists = (name) => name === path || ts.sys.fileExists(name);
    kept = ts.createProgram([path], OPTIONS, host, kept);
    return ts
      .getPreEmitDiagnostics(kept)
      .map(({ messageText, file }) => `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  };

  it('[ANA-1] has types that a program compiles against, and wrong ones do not', () => {
    expect(complaints(PROGRAM)).toEqual([]);
    for (const [what, from, to] of WRONG) {
      expect([what, PROGRAM.includes(from)]).toEqual([what, true]);
      expect([what, complaints(PROGRAM.replace(from, to)).length > 0]).toEqual([what, true]);
    }
  }, 180_000);

  it('[ANA-1] orders and asks over HTTP, and is told what is wrong', async () => {
    const { outputText } = ts.transpileModule(PROGRAM, {
      compilerOptions: { ...OPTIONS, module: ts.ModuleKind.ES2022 },
    });
    const path = join(folder, 'program.js');
    writeFileSync(path, outputText);
    const env = { ...process.env, NODE_OPTIONS: '', URL: service.url, TOKEN: head.token };
    const { stdout } = await run(process.execPath, [path], { env });
    expect(JSON.parse(stdout)).toEqual({
      ...{
        name: '林某某',
        positionIsAfter: true,
        level: null,
        offices: ['ganzhe'],
        categories: ['PAROLE'],
        late: 0,
        counts: [1],
      },
      ...{ paths400: ['where.0'], status: 412, code: 'REVISION_MISMATCH' },
    });
  });

  it('[ANA-1] knows what each question is answered with: the names of its fields, and which an answer has', () => {
    const vague = Object.entries(paths).flatMap(([path, { get }]) =>
      Object.values(get?.responses['200']?.content ?? {}).flatMap(({ schema }) => (isVague(schema) ? [path] : [])),
    );
    expect(vague).toEqual([]);
    const rowOf = (path: string) =>
      paths[path]?.get?.responses['200']?.content?.['application/json']?.schema?.properties?.items?.items;
    expect(rowOf('/v1/supervisees')?.required).toEqual(expect.arrayContaining(['superviseeId', 'name', 'level']));
    expect(rowOf('/v1/leave-requests')?.properties?.history?.items?.required).not.toContain('opinion');
  });
});

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
}
type Paths = Readonly<
  Record<string, { get?: { responses: Readonly<Record<string, { content?: Record<string, { schema?: Schema }> }>> } }>
>;

/** Of an answer, or of a row of its list, nothing is said but that it is something. */
const isVague = (schema: Schema | undefined): boolean => {
  if (!schema) return true;
  if (schema.$ref !== undefined || schema.type === 'string') return false;
  if (schema.type === 'array') return isVague(schema.items);
  if (schema.properties?.items && schema.properties.next) return isVague(schema.properties.items);
  return Object.keys(schema.properties ?? {}).length === 0 && schema.additionalProperties === undefined;
};
