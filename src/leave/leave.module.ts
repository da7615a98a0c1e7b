import { Module } from '@nestjs/common';
import { AnnualLeaveQueries } from './annual-leave.queries.js';
import type { AnyDueMoments } from '../kernel/due.js';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { leaveClearance } from './domain/clearance/clearance.due.js';
import { emergencyForm } from './domain/emergency/form.due.js';
import { leave } from './domain/leave.js';
import { LeaveController } from './leave.controller.js';
import { LeaveInboxQueries } from './leave-inbox.queries.js';
import { LeaveQueries } from './leave.queries.js';

@Module({
  controllers: [LeaveController, LeaveQueries, LeaveInboxQueries, AnnualLeaveQueries],
  providers: [...handlersFor(leave)],
})
export class LeaveModule {}

/** What leave leads to by the mere passing of time. */
export const LEAVE_MOMENTS: readonly AnyDueMoments[] = [emergencyForm, leaveClearance];
