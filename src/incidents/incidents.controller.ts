import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { AcknowledgeIncident } from './domain/acknowledge-incident.js';
import { AddMeasure } from './domain/add-measure.js';
import { CloseIncident } from './domain/close-incident.js';
import { EscalateIncident } from './domain/escalate-incident.js';
import { ReportIncident } from './domain/report-incident.js';

/** Everybody who deals with incidents; which level has one now, the incident knows. */
const HANDLING: readonly Role[] = ['social-worker', ...POSTS];
/** Ending an incident is for officers. */
const OFFICERS: readonly Role[] = POSTS;

@Controller('v1/incidents')
export class IncidentsController {
  constructor(private readonly commands: Commands) {}

  /** The receipt's id is the incident's. */
  @PostCommand('', ReportIncident, HANDLING, { zh: '报告事件', en: 'Report an incident' })
  report(@Ordered() order: Order<ReportIncident>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':incidentId/acknowledgement', AcknowledgeIncident, HANDLING, {
    zh: '签收事件',
    en: 'Acknowledge an incident',
  })
  acknowledge(@Ordered() order: Order<AcknowledgeIncident>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':incidentId/escalation', EscalateIncident, HANDLING, { zh: '上报上一级', en: 'Escalate an incident' })
  escalate(@Ordered() order: Order<EscalateIncident>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':incidentId/measures', AddMeasure, HANDLING, { zh: '登记处置措施', en: 'Add a measure' })
  addMeasure(@Ordered() order: Order<AddMeasure>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':incidentId/closing', CloseIncident, OFFICERS, { zh: '办结事件', en: 'Close an incident' })
  close(@Ordered() order: Order<CloseIncident>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
