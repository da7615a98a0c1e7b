import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { MasterKey } from '../../src/platform/sealing/master-key.js';
import { exported, exportOf, happened, key } from './exported.js';

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const whole = (count: number): string[] => {
  const { lines, footer } = exported(count);
  return [...lines, footer].map((line) => JSON.stringify(line));
};
const fileOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

describe('the auditor’s commands', () => {
  let folder: string;
  let api: Server;
  let url: string;
  let asked: IncomingMessage[];
  let answer: (response: ServerResponse) => void;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'audit-'));
    asked = [];
    answer = (response) => response.end(fileOf(whole(9)));
    api = createServer((request, response) => {
      asked.push(request);
      answer(response);
    });
    await once(api.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    api.closeAllConnections();
    api.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs `npm run audit -- …` as it is built. */
  const audit = (args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    new Promise((done) => {
      const env = { PATH: process.env['PATH'], DATA_DIR: folder, PORT: url.split(':')[2], ...settings };
      const script = join(process.cwd(), 'dist', 'src', 'audit', 'audit.cli.js');
      execFile(process.execPath, [script, ...args], { env, maxBuffer: 64 << 20 }, (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  const at = (name: string): string => join(folder, name);
  const verified = async (lines: readonly string[], ...options: string[]): Promise<Ended> => {
    writeFileSync(at('history.ndjson'), fileOf(lines));
    return audit(['verify', at('history.ndjson'), ...options]);
  };

  describe('export', () => {
    it('writes the history to a file, as an auditor of the development issuer, and it checks', async () => {
      const { code, stderr } = await audit(['export', '--out', at('out.ndjson')]);
      expect([code, stderr]).toEqual([0, expect.stringContaining('Exported 9 events')]);
      expect(readFileSync(at('out.ndjson'), 'utf8')).toBe(fileOf(whole(9)));
      expect(existsSync(at('out.ndjson.partial'))).toBe(false);
      expect(asked.map((request) => request.url)).toEqual(['/v1/audit/events']);
      const token = asked[0]?.headers.authorization?.replace('Bearer ', '') ?? '';
      expect(decodeJwt(token)).toMatchObject({ role: 'auditor', unit: '*' });
      expect((await audit(['verify', at('out.ndjson')])).code).toBe(0);
    });

    it('writes to stdout nothing but the history, whatever its size and however it is cut up', async () => {
      const text = fileOf(whole(3_000));
      answer = (response) => {
        const bytes = Buffer.from(text);
        for (let from = 0; from < bytes.length; from += 7_001) response.write(bytes.subarray(from, from + 7_001));
        response.end();
      };
      const { code, stdout } = await audit(['export']);
      expect([code, stdout === text]).toEqual([0, true]);
    });

    it('passes address, token and every filter on', async () => {
      const filter = ['--stream', 'leave-w1', '--type', 'LeaveApproved', '--actor', 'o-1', '--unit', 'ganzhe'];
      const period = ['--from', '2026-03-01T00:00:00+08:00', '--to', '2026-03-31T00:00:00Z', '--after', '12'];
      const settings = { PORT: '1', OIDC_ISSUER: 'https://issuer.example' };
      const { code } = await audit(['export', '--url', url, '--token', 'mine', ...filter, ...period], settings);
      expect([code, asked[0]?.headers.authorization]).toEqual([0, 'Bearer mine']);
      expect(Object.fromEntries(new URL(asked[0]?.url ?? '', url).searchParams)).toEqual({
        stream: 'leave-w1',
        type: 'LeaveApproved',
        actor: 'o-1',
        unit: 'ganzhe',
        from: '2026-03-01T00:00:00+08:00',
        to: '2026-03-31T00:00:00Z',
        after: '12',
      });
    });

    it.each([
      [
        'is cut off',
        (response: ServerResponse, text: string) => response.write(text, () => response.destroy()),
        (kept: string) => kept.length,
      ],
      [
        'ends without its closing line',
        (response: ServerResponse, text: string) => response.end(text),
        () => Number.POSITIVE_INFINITY,
      ],
    ])('fails when the answer %s, and names the file that holds what came', async (_, end, arrives) => {
      const came = fileOf(whole(9).slice(0, -1));
      answer = (response) => end(response, came);
      writeFileSync(at('out.ndjson'), 'an earlier one');
      const { code, stderr } = await audit(['export', '--out', at('out.ndjson')]);
      expect(code).toBe(1);
      expect(stderr).toContain('the export broke off');
      expect(stderr).toContain(`what came is in ${at('out.ndjson.partial')}`);
      // What a broken connection still had on its way is lost.
      const kept = readFileSync(at('out.ndjson.partial'), 'utf8');
      expect(came.slice(0, arrives(kept))).toBe(kept);
      expect(readFileSync(at('out.ndjson'), 'utf8')).toBe('an earlier one');
      expect((await audit(['export'])).code).toBe(1);
    });

    it('[AUD-1] goes on with what broke off, from the last line that came whole', async () => {
      const lines = whole(9);
      const half = fileOf(lines.slice(0, 5));
      writeFileSync(at('out.ndjson.partial'), `${half}${(lines[5] ?? '').slice(0, 40)}`);
      answer = (response) => response.end(fileOf(lines.slice(5)));
      const { code } = await audit(['export', '--out', at('out.ndjson'), '--resume']);
      expect([code, asked.map(({ url: path }) => path)]).toEqual([0, ['/v1/audit/events?have=128']]);
      expect(readFileSync(at('out.ndjson'), 'utf8')).toBe(fileOf(lines));
      // With nothing to go on from, it begins.
      answer = (response) => response.end(fileOf(lines));
      writeFileSync(at('out.ndjson.partial'), (lines[0] ?? '').slice(0, 40));
      expect((await audit(['export', '--out', at('out.ndjson'), '--resume'])).code).toBe(0);
      expect([asked.at(-1)?.url, readFileSync(at('out.ndjson'), 'utf8')]).toEqual(['/v1/audit/events', fileOf(lines)]);
    });

    it('[SEC-4] says why a person’s history is read before it asks for it', async () => {
      const bodies: string[] = [];
      answer = (response) => {
        const request = asked.at(-1);
        request?.on('data', (chunk: Buffer) => bodies.push(chunk.toString('utf8')));
        request?.on('end', () => response.end(request.method === 'POST' ? '{}' : fileOf(whole(9))));
        request?.resume();
      };
      const { code } = await audit(['export', '--person', 'w-1', '--person-kind', 'socialWorker', '--reason', '核查']);
      expect([code, asked.map(({ method, url: path }) => `${method} ${path}`)]).toEqual([
        0,
        ['POST /v1/audit/readings', 'GET /v1/audit/events?person=w-1'],
      ]);
      expect(JSON.parse(bodies.join(''))).toEqual({ kind: 'socialWorker', subjectId: 'w-1', reason: '核查' });
    });

    it('[AUD-4] fetches where the streams end', async () => {
      answer = (response) => response.end('{"stream":"leave-w1","revision":1,"hash":"x"}\n');
      expect((await audit(['heads', '--out', at('heads.ndjson')])).code).toBe(0);
      expect([asked[0]?.url, readFileSync(at('heads.ndjson'), 'utf8')]).toEqual([
        '/v1/audit/heads',
        '{"stream":"leave-w1","revision":1,"hash":"x"}\n',
      ]);
      expect((await audit(['heads'])).stdout).toContain('leave-w1');
    });

    it('fails when the closing line itself is cut', async () => {
      answer = (response) => response.end(fileOf(whole(9)).slice(0, -1));
      expect((await audit(['export'])).code).toBe(1);
    });

    it('says what the API refused, and makes no file', async () => {
      answer = (response) => response.writeHead(403).end('{"code":"FORBIDDEN"}');
      const { code, stderr } = await audit(['export', '--out', at('out.ndjson')]);
      expect([code, stderr]).toEqual([1, expect.stringMatching(/answered 403.*FORBIDDEN/)]);
      expect([existsSync(at('out.ndjson')), existsSync(at('out.ndjson.partial'))]).toEqual([false, false]);
    });

    it('says that the API cannot be reached', async () => {
      const { code, stderr } = await audit(['export'], { PORT: '1' });
      expect([code, stderr]).toEqual([1, expect.stringMatching(/127\.0\.0\.1:1 cannot be reached/)]);
    });

    it('makes no token of its own where another issuer is set, and takes no position that is none', async () => {
      const { code, stderr } = await audit(['export'], { OIDC_ISSUER: 'https://issuer.example' });
      expect([code, stderr]).toEqual([1, expect.stringContaining('--token')]);
      expect((await audit(['export', '--after', 'x'])).code).toBe(1);
      expect(asked).toEqual([]);
    });
  });

  describe('verify', () => {
    it('[AUD-4] calls a whole export sound, and says what that is worth without the key', async () => {
      writeFileSync(at('key.pem'), key.publicKey);
      const proven = await verified(whole(12), '--key', at('key.pem'));
      expect(proven).toMatchObject({ code: 0, stdout: expect.stringMatching(/^完好.*Sound: 12 events of 3 streams/) });
      expect(proven.stdout).not.toContain('--key');
      const alone = await verified(whole(12));
      expect([alone.code, alone.stdout]).toEqual([0, expect.stringContaining('Without --key')]);
    });

    it.each<[string, (lines: string[]) => string[], RegExp]>([
      [
        'changed',
        (l) => l.with(4, (l[4] ?? '').replace('"days":4', '"days":5')),
        /line 5, changed: leave-w1 revision 1/,
      ],
      ['dropped', (l) => l.toSpliced(4, 1), /line 5, dropped: leave-w1 revision 1, before leave-w2/],
      [
        'inserted',
        (l) => l.toSpliced(5, 0, (l[4] ?? '').replace('"position":128', '"position":129')),
        /line 6, inserted: leave-w1/,
      ],
      ['reordered', (l) => l.with(4, l[5] ?? '').with(5, l[4] ?? ''), /line 5, reordered: leave-w2/],
      ['cut off', (l) => l.slice(0, -1), /line 12, cut off/],
    ])('[AUD-4] names the first event that was %s', async (_, tamper, named) => {
      const { code, stdout } = await verified(tamper(whole(12)));
      expect([code, stdout]).toEqual([2, expect.stringMatching(named)]);
      expect(stdout).toMatch(/^不可信：第 \d+ 行/);
    });

    it('[AUD-4] does not take the signature of another installation', async () => {
      writeFileSync(at('key.pem'), new MasterKey(Buffer.alloc(32, 9)).publicKey);
      const { code, stdout } = await verified(whole(12), '--key', at('key.pem'));
      expect([code, stdout]).toEqual([2, expect.stringContaining('not signed')]);
    });

    it('[AUD-4] holds an export against an earlier one, or against its closing line alone', async () => {
      writeFileSync(at('key.pem'), key.publicKey);
      const options = ['--against', at('earlier.ndjson'), '--key', at('key.pem')];
      const { lines, footer } = exportOf(happened(12).map((one) => (one.id === 'e4' ? { ...one, days: 90 } : one)));
      const rewritten = [...lines, footer].map((line) => JSON.stringify(line));
      for (const kept of [whole(9), whole(9).slice(-1)]) {
        writeFileSync(at('earlier.ndjson'), fileOf(kept));
        const sound = await verified(whole(12), ...options);
        expect(sound).toMatchObject({ code: 0, stdout: expect.stringContaining('The first 9 events are those of') });
        expect((await verified(rewritten, '--key', at('key.pem'))).code).toBe(0);
        expect((await verified(rewritten, ...options)).code).toBe(2);
      }
      writeFileSync(at('earlier.ndjson'), fileOf(whole(9)));
      expect((await verified(rewritten, ...options)).stdout).toMatch(/line 5, changed: leave-w1 revision 1 .*event e4/);
      writeFileSync(at('earlier.ndjson'), fileOf(whole(9).slice(0, -1)));
      const broken = await verified(whole(12), ...options);
      expect(broken).toMatchObject({
        code: 2,
        stdout: expect.stringMatching(/earlier export is not sound: .*cut off/),
      });
    });

    it('gives no verdict against a filtered export, or one that is not there', async () => {
      const { lines, footer } = exportOf(happened(9), key, false);
      writeFileSync(at('earlier.ndjson'), fileOf([...lines, footer].map((line) => JSON.stringify(line))));
      const filtered = await verified(whole(12), '--against', at('earlier.ndjson'));
      expect(filtered).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining('earlier export is filtered'),
      });
      expect((await verified(whole(12), '--against', at('none.ndjson'))).code).toBe(1);
    });

    it('fails without a verdict when there is no file, or no key in the key’s file', async () => {
      const none = await audit(['verify', at('none.ndjson')]);
      expect([none.code, none.stdout]).toEqual([1, '']);
      writeFileSync(at('key.pem'), 'no key');
      const wrong = await verified(whole(3), '--key', at('key.pem'));
      expect([wrong.code, wrong.stdout, wrong.stderr]).toEqual([1, '', expect.stringContaining('not a public key')]);
    });
  });
});
