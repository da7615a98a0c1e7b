import { writeFileSync } from 'node:fs';
import { GOLDEN_FILE, goldenEvents, kindOf } from './golden-events.js';

/** Adds the first of each kind of event that a file holds and the golden one does not. What was stored once stays as it was. */
const [, , from] = process.argv;
if (from === undefined) throw new Error('merge FILE');
const golden = new Map(goldenEvents().map((event) => [kindOf(event), event]));
const before = golden.size;
for (const event of goldenEvents(from)) if (!golden.has(kindOf(event))) golden.set(kindOf(event), event);
const sorted = [...golden].sort(([one], [other]) => one.localeCompare(other)).map(([, event]) => event);
writeFileSync(GOLDEN_FILE, sorted.map((event) => `${JSON.stringify(event)}\n`).join(''));
process.stdout.write(`${golden.size - before} kinds of events added, ${golden.size} in all\n`);
