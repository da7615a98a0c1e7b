import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { AttendanceController } from './attendance.controller.js';
import { AttendanceQueries } from './attendance.queries.js';
import { attendance } from './domain/attendance.js';
import { OfficeDayController } from './office-day.controller.js';

@Module({
  controllers: [AttendanceController, OfficeDayController, AttendanceQueries],
  providers: [...handlersFor(attendance)],
})
export class AttendanceModule {}
