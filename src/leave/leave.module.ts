import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { leave } from './domain/leave.js';
import { LeaveController } from './leave.controller.js';
import { LeaveQueries } from './leave.queries.js';

@Module({ controllers: [LeaveController, LeaveQueries], providers: [...handlersFor(leave)] })
export class LeaveModule {}
