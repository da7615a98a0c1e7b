import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { IdField, TextField } from '../../kernel/fields.js';
import type { CheckedIn } from './events.js';
import { reject } from './rejections.js';

/** A check-in or check-out. There is no field for the time: it is the server's, and cannot be put back (ATT-1). */
export abstract class Recording extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @TextField({ max: 100, description: '设备 / device', example: 'terminal-1' }) declare readonly device: string;
  @TextField({ max: 100, description: '地点 / place', example: '司法所' }) declare readonly place: string;
  @TextField({
    max: 500,
    optional: true,
    description: '代为记录的原因 / why the head records it for the worker',
    example: '考勤机故障',
  })
  declare readonly reason?: string;
}

/** When, with what and where, by whom: the worker, or the head with a reason. */
export const recording = (
  c: Recording,
  context: Context,
): Pick<CheckedIn['data'], 'at' | 'device' | 'place' | 'recordedBy' | 'reason'> => {
  const recordedBy = c.meta.actor === c.workerId ? 'worker' : 'head';
  if (recordedBy === 'head' && c.reason === undefined) throw reject('REASON_NEEDED');
  const { device, place, reason } = c;
  return { at: context.now, device, place, recordedBy, ...(reason === undefined ? {} : { reason }) };
};
