import { writeFile } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { checkIns } from './scenes/check-ins.js';
import { audit } from './scenes/audit.js';
import { backlog } from './scenes/backlog.js';
import { catchUpFromNothing } from './scenes/catch-up.js';
import { commands } from './scenes/commands.js';
import { embeddedDocuments } from './scenes/documents.js';
import { embeddedEventStore } from './scenes/event-store.js';
import { growth } from './scenes/growth.js';
import { exportOfRows } from './scenes/export.js';
import { longLives } from './scenes/long-lives.js';
import { peers } from './scenes/peers.js';
import { roster } from './scenes/roster.js';
import { sustainedLoad } from './scenes/sustained.js';
import { verification } from './scenes/verification.js';
import { figureOf, type Line } from './measure/figures.js';
import { table } from './measure/table.js';
import { Bench } from './system/bench.js';
import { Stores } from './system/stores.js';

const SCENES = {
  commands,
  'check-ins': checkIns,
  'catch-up': catchUpFromNothing,
  roster,
  'event-store': embeddedEventStore,
  documents: embeddedDocuments,
  export: exportOfRows,
  peers,
  growth,
  backlog,
  'long-lives': longLives,
  sustained: sustainedLoad,
  audit,
  verification,
} as const;
type SceneName = keyof typeof SCENES;
const NAMES = Object.keys(SCENES) as SceneName[];

interface Options {
  readonly json?: string;
  readonly quick?: true;
  readonly scale: number;
  readonly profile?: string;
  readonly only: readonly SceneName[];
}

const scaleOf = (text: string): number => {
  const scale = Number(text);
  if (!(scale > 0 && scale <= 1)) throw new InvalidArgumentError('must be more than 0 and at most 1');
  return scale;
};

const run = async ({ json, quick, scale, only, profile }: Options): Promise<void> => {
  const stores = await Stores.start(
    process.env,
    profile === undefined ? [] : ['--cpu-prof', '--cpu-prof-dir', profile],
  );
  const say = (text: string): void => void process.stderr.write(`${text} …\n`);
  const bench = new Bench(stores, quick ? 0.1 : scale, say);
  try {
    await bench.memory.note('idle', stores.processes);
    const lines: Line[] = [];
    for (const name of NAMES) if (only.includes(name)) lines.push(...(await SCENES[name](bench)));
    lines.push(...bench.memory.lines());
    process.stdout.write(`${table(lines)}\n`);
    if (json !== undefined) await writeFile(json, `${JSON.stringify(lines.map(figureOf), null, 2)}\n`);
  } finally {
    await stores.stop();
  }
};

const program = new Command('bench')
  .description('What the product costs on top of the bare drivers, measured side by side')
  .option('--json <file>', 'write the figures there too: [{ name, ratio, aim, ok }]')
  .option('--quick', 'a tenth of the sizes: for a look, not for figures')
  .addOption(new Option('--scale <share>', 'share of the sizes').argParser(scaleOf).default(1))
  .option('--profile <folder>', 'write a processor profile of every process of the product there; the figures suffer')
  .addOption(new Option('--only <scenes...>', 'some of the scenes').choices(NAMES).default(NAMES))
  .action(run);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
}
