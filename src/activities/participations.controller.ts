import { Controller } from '@nestjs/common';
import { Command, command } from '../kernel/command.js';
import { FlagField, IdField, IntegerField, ListField, TextField } from '../kernel/fields.js';
import { POSTS } from '../kernel/roles.js';
import { type BulkAnswer, eachRow } from '../platform/commands/bulk.js';
import { Commands } from '../platform/commands/commands.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { MasterKey } from '../platform/sealing/master-key.js';
import { commandIdOf } from '../platform/streams/ids.js';
import { RecordParticipation } from './domain/sessions/record-participation.js';

/** One line of the list of those present and absent (签到表). */
export class ParticipationLine {
  @IdField({ description: '社区矫正对象 / supervisee', example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11' })
  declare readonly superviseeId: string;
  @FlagField({ description: '是否出席 / attended or not', example: true }) declare readonly attended: boolean;
  @IntegerField({ optional: true, min: 1, max: 1_440, description: '出席分钟数，不填则为活动全程 / minutes' })
  declare readonly minutes?: number;
  @TextField({ optional: true, max: 500, description: '缺席原因 / why not' }) declare readonly absence?: string;
}

export class RecordParticipations extends Command {
  @IdField({ path: true }) declare readonly activityId: string;
  @ListField(() => ParticipationLine, {
    min: 1,
    max: 300,
    description: '签到表 / who attended and who did not',
    example: [{ superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11', attended: true, minutes: 120 }],
  })
  declare readonly rows: ParticipationLine[];
}

/**
 * The whole list of an activity in one request, each row decided on its own. A row is known by what it says: handed in again it changes
 * nothing, and one that was refused and mended is another, whatever the key of the list.
 */
@Controller('v1/activities/:activityId/participations')
export class ParticipationsController {
  constructor(
    private readonly commands: Commands,
    private readonly master: MasterKey,
  ) {}

  @PostCommand('', RecordParticipations, ['social-worker', ...POSTS], {
    zh: '批量登记出席情况，逐行答复',
    en: 'Record the parts of many in an activity, with an answer for each row',
  })
  record(@Ordered() { command: list }: Order<RecordParticipations>): Promise<BulkAnswer> {
    const { activityId, meta, rows } = list;
    return eachRow(rows, ({ superviseeId, attended, minutes, absence }) => {
      const more = { ...(minutes === undefined ? {} : { minutes }), ...(absence === undefined ? {} : { absence }) };
      const row = { activityId, superviseeId, attended, ...more };
      // Keyed: ids are stored in clear, and from a plain digest the reason of an absence could be guessed.
      const commandId = commandIdOf(meta.commandId, this.master.digest(JSON.stringify(Object.entries(row))));
      return this.commands.send(command(RecordParticipation, row, { ...meta, commandId, causationId: meta.commandId }));
    });
  }
}
