import { Controller } from '@nestjs/common';
import { Command, command, type CommandMeta } from '../kernel/command.js';
import type { Day, Week } from '../kernel/day.js';
import { DayField, IdField, ListField, PatternField, TextField, WeekField } from '../kernel/fields.js';
import { POSTS } from '../kernel/roles.js';
import { type BulkAnswer, eachRow } from '../platform/commands/bulk.js';
import { Commands } from '../platform/commands/commands.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { MasterKey } from '../platform/sealing/master-key.js';
import { commandIdOf } from '../platform/streams/ids.js';
import { PHONE } from './domain/phone.js';
import { RecordWeeklyReport } from './domain/weekly-reports/record-weekly-report.js';

/** One person's report in a list of many. */
export class WeeklyReportRow {
  @IdField({ description: '社区矫正对象 / supervisee', example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11' })
  declare readonly superviseeId: string;
  @DayField({ description: '汇报日期 / day of the report', example: '2026-03-09' }) declare readonly reportedOn: Day;
  @WeekField({
    optional: true,
    description: '补报的周；不填则为汇报日期所在周 / week that the report is late for; that of its day when not given',
  })
  declare readonly forWeek?: Week;
  @TextField({ description: '上周思想情况 / thinking', example: '情绪稳定，认罪悔罪' })
  declare readonly thinking: string;
  @TextField({ description: '上周工作情况 / work', example: '在建材店上班' }) declare readonly work: string;
  @TextField({ description: '上周生活情况 / life', example: '与家人同住，无异常' }) declare readonly life: string;
  @PatternField(PHONE, { description: '来电号码 / number that called', example: '13800000000' })
  declare readonly callerNumber: string;
}

export class RecordWeeklyReports extends Command {
  @ListField(() => WeeklyReportRow, {
    min: 1,
    max: 300,
    description: '周汇报，每人一行 / weekly reports, one row each',
    example: [
      {
        superviseeId: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
        reportedOn: '2026-03-09',
        thinking: '情绪稳定，认罪悔罪',
        work: '在建材店上班',
        life: '与家人同住，无异常',
        callerNumber: '13800000000',
      },
    ],
  })
  declare readonly rows: WeeklyReportRow[];
}

/**
 * The weekly reports of many in one request, each row decided on its own (REP-1). A row is known by what it says: handed in again, with
 * whatever key and by whomever, it answers with its first receipt and amends nothing, also when the week was amended since.
 */
@Controller('v1/weekly-reports')
export class WeeklyReportsBatchController {
  constructor(
    private readonly commands: Commands,
    private readonly master: MasterKey,
  ) {}

  @PostCommand('batch', RecordWeeklyReports, ['social-worker', ...POSTS], {
    zh: '批量登记周汇报，逐行答复',
    en: 'Record the weekly reports of many, with an answer for each row',
  })
  record(@Ordered() { command: { meta, rows } }: Order<RecordWeeklyReports>): Promise<BulkAnswer> {
    return eachRow(rows, (row) => this.commands.send(this.reportOf(row, meta)));
  }

  private reportOf(row: WeeklyReportRow, meta: CommandMeta): RecordWeeklyReport {
    const { superviseeId, reportedOn, forWeek, thinking, work, life, callerNumber } = row;
    const told = { superviseeId, reportedOn, ...(forWeek && { forWeek }), thinking, work, life, callerNumber };
    // Keyed: ids are stored in clear, and from a plain digest the text could be guessed.
    const said = this.master.digest(JSON.stringify([Object.entries(told), meta.onBehalfOf ?? null]));
    const commandId = commandIdOf('weekly-reports', said);
    return command(RecordWeeklyReport, told, { ...meta, commandId, causationId: meta.commandId });
  }
}
