import { Command, InvalidArgumentError, Option } from 'commander';
import { addDays } from '../src/kernel/day.js';
import { Caller } from './caller.js';
import { SimulatedClock } from './clock.js';
import { guide } from './explore.js';
import { takeDemoFolder } from './folder.js';
import { readHistory } from './history.js';
import { Installation } from './installation.js';
import { planOf, type Plan } from './plan/plan.js';
import { minuteOf } from './plan/step.js';
import { Player } from './play.js';
import { Progress } from './progress.js';
import { type ScaleName, SCALES, workedOn } from './scale.js';
import { appraisalTable, monthTable, rosterTable } from './tables.js';

interface Options {
  readonly seed: number;
  readonly scale: ScaleName;
  readonly port: number;
  readonly data: string;
  readonly exit: boolean;
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const warn = (text: string): void => void process.stderr.write(`${text}\n`);

const INTERRUPTED = 130;
class Interrupted extends Error {}

/** Ends when asked to; a second time at once. */
const whenAsked = (): AbortSignal => {
  const asked = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (asked.signal.aborted) process.exit(INTERRUPTED);
      asked.abort(new Interrupted(`Ended by ${signal}`));
    });
  return asked.signal;
};

const played = async (installation: Installation, plan: Plan, clock: SimulatedClock, signal: AbortSignal) => {
  const caller = new Caller(installation.url, installation.issuer);
  const progress = new Progress(plan.steps.length, process.stdout);
  const player = new Player({
    clock,
    caller,
    settledUpTo: () => installation.settledUpTo,
    signal,
    onDone: (steps, at) => progress.advance(steps, at),
  });
  try {
    await player.play(plan.steps);
  } finally {
    progress.end();
  }
  say(`${plan.steps.length} 条命令 commands · ${progress.seconds.toFixed(1)} s · ${Math.round(progress.rate)}/s`);
  return { caller, after: player.latest };
};

const show = async (caller: Caller, plan: Plan, after: number): Promise<void> => {
  const { events, digest } = await readHistory(caller, plan.county.auditor);
  say(`${events} 条事件 events · 历史摘要 digest of the history ${digest.slice(0, 16)}\n`);
  for (const table of [rosterTable, monthTable, appraisalTable]) {
    const shown = await table(caller, plan, after);
    say(`${shown.title}\nGET /v1/${shown.path}\n${shown.table}\n`);
  }
};

const run = async ({ seed, scale, port, data, exit }: Options): Promise<void> => {
  const signal = whenAsked();
  const plan = planOf(seed, scale);
  const giveBack = takeDemoFolder(data);
  try {
    const clock = new SimulatedClock(minuteOf(plan.scale.foundedOn, 7 * 60));
    const installation = await Installation.start({ folder: data, port, clock, warn });
    try {
      const { caller, after } = await played(installation, plan, clock, signal);
      await show(caller, plan, after);
      if (exit) return;
      clock.set(minuteOf(workedOn(addDays(plan.scale.to, 1)), 8 * 60 + 20));
      clock.run();
      installation.letTimeAct();
      say(await guide(installation.url, caller, plan));
      say(`模拟时钟由此继续 The simulated clock goes on from ${clock.now()}. Ctrl-C 结束 ends.`);
      await new Promise<void>((done) => signal.addEventListener('abort', () => done()));
    } finally {
      await installation.stop();
    }
  } finally {
    giveBack();
  }
};

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('must be a whole number');
  return value;
};

const program = new Command('demo')
  .description('模拟一个县一个季度的工作 / plays a quarter of a county, on data and a clock of its own')
  .option('--seed <number>', '随机种子；相同则历史相同 / the same seed plays the same history', whole, 1)
  .addOption(new Option('--scale <scale>', '规模 / how much').choices(Object.keys(SCALES)).default('full'))
  .option('--port <number>', 'API 端口 / port of the API', whole, 3_000)
  .option('--data <folder>', '数据目录，每次开始时清空 / data folder, wiped at the start', './demo-data')
  .option('--exit', '打印表格后结束 / end after the tables', false)
  .action(run);

try {
  await program.parseAsync();
  process.exit(0);
} catch (error) {
  warn(error instanceof Error ? error.message : String(error));
  process.exit(error instanceof Interrupted ? INTERRUPTED : 1);
}
