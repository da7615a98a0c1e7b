import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { minutesAfter } from '../../kernel/day.js';
import { IdField, TextField } from '../../kernel/fields.js';
import type { FileAccessEvent } from './events.js';
import type { FileAccess } from './file-access.js';

export class OpenPersonalFile extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
  @TextField({ max: 500, description: '查阅理由 / reason', example: '季度评审前核对监管记录' })
  declare readonly reason: string;
}

/** A person's whole file is read for a stated reason, which goes on record before anything is shown (SEC-4). */
export const openPersonalFile = (c: OpenPersonalFile, _access: FileAccess, context: Context): FileAccessEvent[] => {
  const openUntil = minutesAfter(context.now, context.policy.rules.files.openMinutes);
  const { superviseeId, reason } = c;
  const data = { superviseeId, officeId: context.jurisdiction.at(-1) ?? '', reader: c.meta.actor, reason, openUntil };
  return [{ type: 'PersonalFileOpened', data }];
};
