import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { CheckIn } from './domain/check-in.js';
import { CheckOut } from './domain/check-out.js';
import { CloseAttendanceDay } from './domain/close-attendance-day.js';
import { CloseAttendanceMonth, ReopenAttendanceMonth } from './domain/books/attendance-month.js';
import { CorrectSession } from './domain/books/correct-session.js';
import { LogAbsence } from './domain/log-absence.js';

/** Those of the county who answer for the books of its offices. */
const COUNTY: readonly Role[] = ['deputy-director', 'director'];

@Controller('v1/social-workers/:workerId')
export class AttendanceController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('check-ins', CheckIn, ['social-worker', 'office-head'], { zh: '签到', en: 'Check in' })
  checkIn(@Ordered() order: Order<CheckIn>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('check-outs', CheckOut, ['social-worker', 'office-head'], { zh: '签退', en: 'Check out' })
  checkOut(@Ordered() order: Order<CheckOut>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('absences', LogAbsence, ['office-head'], { zh: '登记旷工', en: 'Log an unauthorised absence' })
  logAbsence(@Ordered() order: Order<LogAbsence>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('attendance-days/:day/closing', CloseAttendanceDay, ['office-head'], {
    zh: '结算一名社工当日考勤',
    en: "Close one worker's attendance of a day",
  })
  closeDay(@Ordered() order: Order<CloseAttendanceDay>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('attendance-corrections', CorrectSession, ['office-head', ...COUNTY], {
    zh: '更正考勤',
    en: 'Correct the attendance of a session',
  })
  correct(@Ordered() order: Order<CorrectSession>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('attendance-months/:month/closing', CloseAttendanceMonth, ['office-head', ...COUNTY], {
    zh: '考勤月结',
    en: 'Close the attendance of a month',
  })
  closeMonth(@Ordered() order: Order<CloseAttendanceMonth>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('attendance-months/:month/reopening', ReopenAttendanceMonth, COUNTY, {
    zh: '重新开放考勤月份',
    en: 'Reopen the attendance of a month',
  })
  reopenMonth(@Ordered() order: Order<ReopenAttendanceMonth>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
