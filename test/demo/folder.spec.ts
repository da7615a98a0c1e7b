import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MARKER, takeDemoFolder } from '../../demo/folder.js';

describe('the data folder of the demo', () => {
  let root: string;
  let folder: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'demo-folder-'));
    folder = join(root, 'demo-data');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is made, marked, and wiped when the next demo starts', () => {
    takeDemoFolder(folder)();
    mkdirSync(join(folder, 'eventstore'));
    writeFileSync(join(folder, 'eventstore', 'log'), 'old');
    const giveBack = takeDemoFolder(folder);
    expect(readdirSync(folder).sort()).toEqual(['process.lock', MARKER].sort());
    giveBack();
    expect(readdirSync(folder)).toEqual([MARKER]);
  });

  it('may be there already, if it is empty', () => {
    mkdirSync(folder);
    takeDemoFolder(folder)();
    expect(readdirSync(folder)).toEqual([MARKER]);
  });

  it('is not wiped when it holds what no demo put there', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'master.key'), 'precious');
    expect(() => takeDemoFolder(folder)).toThrow('is left alone');
    expect(readdirSync(folder)).toEqual(['master.key']);
  });

  it('is not wiped under a demo that runs', () => {
    const giveBack = takeDemoFolder(folder);
    writeFileSync(join(folder, 'rows'), 'in use');
    expect(() => takeDemoFolder(folder)).toThrow(String(process.pid));
    expect(existsSync(join(folder, 'rows'))).toBe(true);
    giveBack();
  });
});
