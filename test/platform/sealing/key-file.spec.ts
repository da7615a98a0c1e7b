import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { masterKey } from '../../../src/platform/sealing/key-file.js';

describe('the file of the master key', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'key-file-'));
  });
  afterEach(() => rmSync(data, { recursive: true }));

  it('is made once, for its owner alone, and leaves nothing else behind', () => {
    const { publicKey } = masterKey(undefined, data);
    expect(masterKey(undefined, data).publicKey).toBe(publicKey);
    expect(readdirSync(data)).toEqual(['master.key']);
    expect(statSync(join(data, 'master.key')).mode & 0o777).toBe(0o600);
  });

  it('is refused when it is empty, never replaced', () => {
    masterKey(undefined, data);
    truncateSync(join(data, 'master.key'));
    expect(() => masterKey(undefined, data)).toThrow('32 bytes');
    expect(statSync(join(data, 'master.key')).size).toBe(0);
  });
});
