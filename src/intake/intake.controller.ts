import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { ConcludeApplication } from './domain/conclude-application.js';
import { LinkApplication } from './domain/link-application.js';
import { OpenInvestigation } from './domain/open-investigation.js';
import { ReceiveApplication } from './domain/receive-application.js';
import { ReportInvestigation } from './domain/report-investigation.js';
import { UnlinkApplication } from './domain/unlink-application.js';
import { WithdrawApplication } from './domain/withdraw-application.js';

/** Social workers record and investigate; the head of the office or the county decides. */
const RECORDING: readonly Role[] = ['social-worker', 'officer', 'office-head', 'deputy-director', 'director'];
const HANDLING: readonly Role[] = POSTS;
const DECIDING: readonly Role[] = ['office-head', 'deputy-director', 'director'];

@Controller('v1/applications')
export class IntakeController {
  constructor(private readonly commands: Commands) {}

  /** The receipt's id is the application's. */
  @PostCommand('', ReceiveApplication, RECORDING, { zh: '接收申请或委托', en: 'Receive an application or commission' })
  receive(@Ordered() order: Order<ReceiveApplication>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':intakeId/investigation', OpenInvestigation, HANDLING, {
    zh: '开展社会调查',
    en: 'Open a social investigation',
  })
  open(@Ordered() order: Order<OpenInvestigation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':intakeId/investigation/report', ReportInvestigation, RECORDING, {
    zh: '登记社会调查情况',
    en: 'Report on a social investigation',
  })
  report(@Ordered() order: Order<ReportInvestigation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':intakeId/conclusion', ConcludeApplication, DECIDING, {
    zh: '作出审核评估结论',
    en: 'Conclude an application: eligible or not',
  })
  conclude(@Ordered() order: Order<ConcludeApplication>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':intakeId/withdrawal', WithdrawApplication, RECORDING, {
    zh: '登记撤回申请',
    en: 'Record that an application was withdrawn',
  })
  withdraw(@Ordered() order: Order<WithdrawApplication>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':intakeId/supervisee', LinkApplication, HANDLING, {
    zh: '关联社区矫正对象',
    en: 'Link an application to the supervisee',
  })
  link(@Ordered() order: Order<LinkApplication>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':intakeId/supervisee/correction', UnlinkApplication, HANDLING, {
    zh: '更正误关联，解除与社区矫正对象的关联',
    en: 'Correct a wrong link of an application: it is not about the supervisee',
  })
  unlink(@Ordered() order: Order<UnlinkApplication>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
