import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';

const LIMIT_MS = 120_000;

/** One demo as whoever starts it sees it. */
class Demo {
  said = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown[]>;

  constructor(...args: string[]) {
    this.child = fork(join('dist', 'demo', 'main.js'), ['--scale', 'small', '--port', '0', ...args], {
      env: { PATH: process.env['PATH'], EVENTSTORE_URL: 'esdb://nowhere.invalid:1', NAMESPACE: 'somebody-elses' },
      silent: true,
      execArgv: [],
    });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    this.ended = once(this.child, 'close');
  }

  /** @returns the exit code, or the signal that ended it */
  async end(signal?: NodeJS.Signals): Promise<unknown> {
    if (signal) this.child.kill(signal);
    const [code, by] = await this.ended;
    return code ?? by;
  }

  async says(text: string): Promise<void> {
    while (!this.said.includes(text)) {
      const more = this.child.stdout && once(this.child.stdout, 'data');
      if (!(await Promise.race([more, this.ended.then(() => undefined)])) && !this.said.includes(text))
        throw new Error(`The demo ended without saying ${text}:\n${this.said}`);
    }
  }

  /** Cells of the table row that begins with this. */
  row(title: string): string[] {
    const line = this.said.split('\n').find((one) => one.startsWith(`│ ${title}`));
    return (line ?? '')
      .split('│')
      .slice(2, -1)
      .map((cell) => cell.trim());
  }
  figure(pattern: RegExp): string {
    return pattern.exec(this.said)?.[1] ?? '';
  }
}

describe('npm run demo, on a small scale', () => {
  const root = mkdtempSync(join(tmpdir(), 'demo-'));
  const running: Demo[] = [];
  const start = (...args: string[]): Demo => {
    const demo = new Demo('--data', join(root, 'data'), ...args);
    running.push(demo);
    return demo;
  };
  let digest = '';
  afterEach(async () => {
    for (const demo of running.splice(0)) await demo.end('SIGKILL');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it(
    'plays its history and prints a roster, a month that balances and an appraisal record',
    async () => {
      const demo = start('--exit');
      expect([await demo.end(), demo.said.split('\n')[0]]).toEqual([0, expect.stringContaining('10% ')]);
      expect(Number(demo.figure(/(\d+) 条事件 events/))).toBeGreaterThan(150);
      digest = demo.figure(/digest of the history ([0-9a-f]{16})/);
      expect(digest).not.toBe('');
      const [opening, came, went, closing] = ['期初', '入矫', '解除', '期末'].map((title) =>
        demo.row(title).map(Number),
      );
      expect(opening?.length).toBe(5);
      opening?.forEach((count, at) => expect(count + (came?.[at] ?? 0) - (went?.[at] ?? 0)).toBe(closing?.[at]));
      expect(closing?.[0]).toBe(demo.said.match(/│ (在矫|脱管|羁押) /g)?.length);
      const reports = [...demo.said.matchAll(/│ (\d+) \(2026-W1[34]\)/g)].map(([, count]) => Number(count));
      expect(demo.row('周汇报')[0]).toMatch(new RegExp(`^${reports.reduce((sum, one) => sum + one, 0)} `));
      expect(Number(demo.row('出勤 Days')[0])).toBeGreaterThan(5);
      expect(demo.row('考评 Appraised')[0]).toMatch(/^head-1, 2026-03-/);
    },
    LIMIT_MS,
  );

  it(
    'plays the same history again in the same folder, stays to be explored, and ends when asked to',
    async () => {
      const demo = start();
      await demo.says('Ctrl-C');
      expect(demo.figure(/digest of the history ([0-9a-f]{16})/)).toBe(digest);
      const url = demo.figure(/API\s+(\S+)/);
      const authorization = `Bearer ${demo.figure(/^HEAD=(\S+)$/m)}`;
      const answer = await fetch(`${url}/supervisees`, { headers: { authorization } });
      const { items } = (await answer.json()) as { items: unknown[] };
      expect([answer.status, items.length]).toEqual([200, 5]);
      expect((await fetch(demo.figure(/文档 Docs\s+(\S+)/))).status).toBe(200);
      expect(await demo.end('SIGTERM')).toBe(0);
      expect(existsSync(join(root, 'data', 'process.lock'))).toBe(false);
    },
    LIMIT_MS,
  );

  it(
    'plays another history for another seed, and stops in the middle of it when asked to',
    async () => {
      const demo = start('--seed', '2');
      await demo.says('30% ');
      expect(await demo.end('SIGINT')).toBe(130);
      expect(demo.said).toContain('Ended by SIGINT');
      expect(existsSync(join(root, 'data', 'process.lock'))).toBe(false);
    },
    LIMIT_MS,
  );
});
