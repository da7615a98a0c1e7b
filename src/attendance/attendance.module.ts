import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { AttendanceController } from './attendance.controller.js';
import { AttendanceQueries } from './attendance.queries.js';
import { attendance } from './domain/attendance.js';
import { OfficeClosingController } from './office-closing.controller.js';
import { OfficeClosings } from './office-closing.js';

@Module({
  controllers: [AttendanceController, OfficeClosingController, AttendanceQueries],
  providers: [OfficeClosings, ...handlersFor(attendance)],
})
export class AttendanceModule {}
