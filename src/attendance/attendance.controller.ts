import { Controller } from '@nestjs/common';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { CheckIn } from './domain/check-in.js';
import { CheckOut } from './domain/check-out.js';
import { CloseAttendanceDay } from './domain/close-attendance-day.js';
import { LogAbsence } from './domain/log-absence.js';

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
}
