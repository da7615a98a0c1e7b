import { parseArgs } from 'node:util';
import { EVENT_LOG } from './eventstore/log/log-file.js';
import { DOCUMENTS } from './mongodb/store/documents-file.js';
import { type BackupContents, backUp, restore } from './storage/backup/backup.js';

const KINDS = [EVENT_LOG, DOCUMENTS];
const USAGE = `Usage: backup.js --data FOLDER --to EMPTY_FOLDER      while the servers run or not
       backup.js --restore FOLDER --to EMPTY_FOLDER   puts a backup where a server can be started on it
`;
const WRONG_USE = 64;

const run = (): number => {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, restore: { type: 'string' }, to: { type: 'string' } },
  });
  const { data, restore: from, to } = values;
  if (to === undefined || (data === undefined) === (from === undefined)) {
    process.stderr.write(USAGE);
    return WRONG_USE;
  }
  if (from !== undefined) say('Restored', restore(from, to, KINDS), to);
  else if (data !== undefined) say('Backed up', backUp(data, to, KINDS), to);
  return 0;
};

const say = (what: string, { takenAt, files }: BackupContents, to: string): void => {
  for (const { path, bytes } of files)
    process.stdout.write(`${what}: ${path}, ${bytes} bytes, as of ${takenAt}, to ${to}\n`);
};

try {
  process.exitCode = run();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
