import { decider } from '../../kernel/decider.js';
import { type FileAccessEvent, fileAccessEvents } from './events.js';
import { openPersonalFile, OpenPersonalFile } from './open-personal-file.js';

/** What is known of one reader and one file: nothing that a decision needs. */
export type FileAccess = Readonly<Record<string, never>>;

/** One reader's readings of one person's file. */
export const fileAccess = decider({
  category: 'fileAccess',
  events: fileAccessEvents,
  commands: { OpenPersonalFile },
  initial: {},
  evolve: (access: FileAccess, _event: FileAccessEvent): FileAccess => access,
  decide: { OpenPersonalFile: openPersonalFile },
  idOf: (command) => `${command.superviseeId}_${command.meta.actor}`,
  unitOf: (_state, _command, references) => references.supervisee?.unit,
  references: (command) => ({ supervisee: { category: 'supervisee', id: command.superviseeId } }),
});
