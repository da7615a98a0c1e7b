import { Module } from '@nestjs/common';
import { AnnualLeaveQueries } from './annual-leave.queries.js';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { leave } from './domain/leave.js';
import { LeaveController } from './leave.controller.js';
import { LeaveInboxQueries } from './leave-inbox.queries.js';
import { LeaveQueries } from './leave.queries.js';

@Module({
  controllers: [LeaveController, LeaveQueries, LeaveInboxQueries, AnnualLeaveQueries],
  providers: [...handlersFor(leave)],
})
export class LeaveModule {}
