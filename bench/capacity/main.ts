import Table from 'cli-table3';
import { Command, InvalidArgumentError, Option } from 'commander';
import { planFor, type Place, type Plan, type Rates, speedUp } from './plan.js';
import { factsOfADay, SUPERVISEES, WORKERS } from './workload.js';

/** As docs/performance.md has them: two virtual cores, the embedded servers; MongoDB's and the projections' time for all views of the registry. */
const MEASURED: Rates = {
  commandMs: 3.7,
  queryMs: 14,
  appends: 1_200,
  readMs: 0.1,
  applyMs: 0.13,
  documentQueryMs: 5,
  documentFactMs: 0.25,
  factBytes: 1_760,
};

const MEANING: Record<keyof Rates, string> = {
  commandMs: 'processor time of the API for a command, ms',
  queryMs: 'processor time of the API for a query, ms',
  appends: 'appends a second that one event store takes',
  readMs: 'processor time of a projection worker for reading a fact, ms',
  applyMs: 'processor time of a projection worker for applying it to all views, ms',
  documentQueryMs: 'processor time of MongoDB for a query, ms',
  documentFactMs: 'processor time of MongoDB for the rows of a fact, ms',
  factBytes: 'bytes of a fact in the event store',
};

const positive = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('must be a number above 0');
  return value;
};

const PLACES = [
  { name: 'county', supervisees: 1_000 },
  { name: 'province', supervisees: 50_000 },
  { name: 'nation', supervisees: 700_000 },
];

const ROWS: readonly (readonly [string, (plan: Plan) => string])[] = [
  ['offices', ({ offices }) => String(offices)],
  ['facts on a working day', ({ factsADay }) => String(Math.round(factsADay))],
  ['facts in the busiest second', ({ busiest }) => String(busiest)],
  ['API processes', ({ apis }) => String(apis)],
  ['wait at the API, 99 of 100', ({ apiWait }) => `${(apiWait * 1_000).toFixed(0)} ms`],
  ['event stores', ({ stores }) => String(stores)],
  ['projection workers', ({ workers }) => String(workers)],
  ['views behind, at most', ({ lag }) => `${lag.toFixed(2)} s`],
  ['cores of MongoDB', ({ documentCores }) => String(documentCores)],
  ['history a year', ({ gigabytesAYear }) => `${gigabytesAYear.toFixed(1)} GB`],
  ['all views anew, one worker', ({ rebuild }) => `${rebuild.one.toFixed(1)} h`],
  ['all views anew, a worker for each event store', ({ rebuild }) => `${rebuild.each.toFixed(1)} h`],
];

type Options = Rates & Pick<Place, 'queries' | 'years' | 'partition'>;

const run = ({ queries, years, partition, ...rates }: Options): void => {
  const plans = PLACES.map((place) => planFor({ ...place, queries, years, partition }, rates));
  const shown = new Table({ head: ['', ...plans.map(({ name }) => name)], style: { head: [], border: [] } });
  shown.push(['supervisees', ...PLACES.map(({ supervisees }) => String(supervisees))]);
  for (const [row, of] of ROWS) shown.push([row, ...plans.map(of)]);
  const facts = [...factsOfADay().values()].reduce((sum, count) => sum + count, 0);
  const lines = [
    `An office: ${WORKERS} social workers, ${SUPERVISEES} supervisees, ${facts.toFixed(0)} facts on a working day; ${queries} queries for each fact; ${years} years kept.`,
    shown.toString(),
    `Workers on one event store build views faster by: ${[2, 4, 8].map((n) => `${n} × ${speedUp(n, rates).toFixed(1)}`).join(', ')}.`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
};

const program = new Command('capacity')
  .description('What a county, a province and the nation need, by simulation of a working day from measured rates')
  .addOption(new Option('--queries <number>', 'queries for each fact').argParser(positive).default(5))
  .addOption(new Option('--years <number>', 'years of history to build views from').argParser(positive).default(5))
  .addOption(new Option('--partition <number>', 'supervisees of one event store').argParser(positive).default(50_000));
for (const [name, value] of Object.entries(MEASURED)) {
  const flag = name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
  program.addOption(
    new Option(`--${flag} <number>`, MEANING[name as keyof Rates]).argParser(positive).default(value as number),
  );
}
program.action(run).parse();
