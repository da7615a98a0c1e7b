import { Controller } from '@nestjs/common';
import { Command, command } from '../kernel/command.js';
import { type Day, lastDayOfMonth, type Month } from '../kernel/day.js';
import { DayField, IdField, MonthField } from '../kernel/fields.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { CloseAttendanceMonth } from './domain/books/attendance-month.js';
import { CloseAttendanceDay } from './domain/close-attendance-day.js';
import { type OfficeClosing, OfficeClosings, type Posting } from './office-closing.js';

export class CloseOfficeDay extends Command {
  @IdField({ path: true, description: '司法所 / office', example: 'office-1' }) declare readonly officeId: string;
  @DayField({ path: true, description: '日期 / day', example: '2026-03-09' }) declare readonly day: Day;
}
export class CloseOfficeMonth extends Command {
  @IdField({ path: true, description: '司法所 / office', example: 'office-1' }) declare readonly officeId: string;
  @MonthField({ path: true, description: '月份 / month', example: '2026-03' }) declare readonly month: Month;
}

/** Closes a day, or the books of a month, for all workers of an office in one request. */
@Controller('v1/offices/:officeId')
export class OfficeClosingController {
  constructor(private readonly closings: OfficeClosings) {}

  /** Who has left or was transferred since served here on the day, and it is here that it is closed. */
  @PostCommand('attendance-days/:day/closing', CloseOfficeDay, ['office-head'], {
    zh: '结算全所当日考勤',
    en: 'Close the attendance of a day for the whole office',
  })
  closeDay(@Ordered() { command: order }: Order<CloseOfficeDay>): Promise<OfficeClosing> {
    const { day } = order;
    return this.closings.each(
      order,
      [day, day],
      () => true,
      (workerId, meta) => command(CloseAttendanceDay, { workerId, day }, meta),
    );
  }

  /** Whose month it is to close is the office that they served in last in it. Only the county opens one again, each for itself (ATT-4). */
  @PostCommand('attendance-months/:month/closing', CloseOfficeMonth, ['office-head', 'deputy-director', 'director'], {
    zh: '全所考勤月结',
    en: 'Close the attendance of a month for the whole office',
  })
  closeMonth(@Ordered() { command: order }: Order<CloseOfficeMonth>): Promise<OfficeClosing> {
    const { month } = order;
    const last = lastDayOfMonth(month);
    return this.closings.each(
      order,
      [`${month}-01`, last],
      (postings, offices) => offices.includes(lastOffice(postings, last)),
      (workerId, meta) => command(CloseAttendanceMonth, { workerId, month }, meta),
    );
  }
}

const lastOffice = (postings: readonly Posting[], day: Day): string =>
  postings.filter(({ from }) => from <= day).at(-1)?.officeId ?? '';
