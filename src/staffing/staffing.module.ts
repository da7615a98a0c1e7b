import { Module } from '@nestjs/common';
import { handlersFor } from '../platform/commands/handlers-for.js';
import { staffing } from './domain/staffing.js';
import { StaffingController } from './staffing.controller.js';
import { StaffingQueries } from './staffing.queries.js';

@Module({ controllers: [StaffingController, StaffingQueries], providers: [...handlersFor(staffing)] })
export class StaffingModule {}
