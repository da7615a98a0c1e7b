import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManagedChild } from '../../launcher/managed-child.js';

/** Counts its starts in a file, and does at each what the test says. */
const SCRIPT = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const [file, ...plan] = process.argv.slice(2);
const starts = existsSync(file) ? Number(readFileSync(file, 'utf8')) + 1 : 1;
writeFileSync(file, String(starts));
const what = plan[Math.min(starts, plan.length) - 1];
console.log('start ' + starts);
if (what !== 'run') { console.error('cannot'); process.exit(Number(what)); }
process.on('disconnect', () => process.exit(0));
process.send({ type: 'ready', port: 5000 + starts });
`;

describe('a process that is kept running', () => {
  let folder: string;
  let told: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'child-'));
    writeFileSync(join(folder, 'child.mjs'), SCRIPT);
    told = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const child = (...plan: string[]): ManagedChild =>
    new ManagedChild(
      'worker',
      () => ({ script: join(folder, 'child.mjs'), args: [join(folder, 'starts'), ...plan], env: process.env }),
      {
        line: (_, text, to) => told.push(`${to} ${text}`),
        died: (_, how, againInMs) => told.push(`${how}, again in ${againInMs}`),
        back: () => told.push('back'),
      },
    );
  const starts = (): number => Number(readFileSync(join(folder, 'starts'), 'utf8'));

  it('is ready when it says so, knows its port, passes its lines on, and is not started again once stopped', async () => {
    const worker = child('run');
    await worker.start();
    expect(worker.port).toBe(5001);
    await worker.stop();
    await worker.stop();
    expect([starts(), told]).toEqual([1, ['stdout start 1']]);
  });

  it.each(['1', '2', '3'])('is not tried again when exit code %s says that this would not help', async (code) => {
    const failure = await child(code, 'run')
      .start()
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ child: 'worker', exitCode: Number(code), how: `exit code ${code}` });
    expect([starts(), [...told].sort()]).toEqual([1, ['stderr cannot', 'stdout start 1']]);
  });

  it('is tried again when the failure may pass, after a pause that doubles', async () => {
    const worker = child('70', '4', 'run');
    await worker.start();
    expect([worker.port, starts()]).toEqual([5003, 3]);
    expect(told.filter((one) => one.includes('again'))).toEqual([
      'exit code 70, again in 500',
      'exit code 4, again in 1000',
    ]);
    await worker.stop();
  });

  it('is not started when it is stopped during the pause', async () => {
    const worker = child('70', 'run');
    const started = worker.start().catch((error: unknown) => error);
    while (!told.some((one) => one.includes('again'))) await new Promise((done) => setImmediate(done));
    await worker.stop();
    expect(await started).toMatchObject({ exitCode: 70 });
    expect(starts()).toBe(1);
  });
});
