import { Controller } from '@nestjs/common';
import { Command } from '../kernel/command.js';
import { PatternField } from '../kernel/fields.js';
import { notFound } from '../kernel/rejection.js';
import { INSTALLATION } from '../kernel/roles.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { ReactionRunner } from '../platform/reactions/reaction-runner.js';
import { type FollowUpReport, followUpReport } from './reports.js';
import { OPERATORS } from './views.controller.js';

/** Tries a command again that a fact led to and that failed for no reason of the rules. */
export class RetryFollowUp extends Command {
  @PatternField(/^[\w.:-]{1,200}$/, {
    path: true,
    description: '后续命令编号 / id of the follow-up',
    example: '31995968-7a7c-5641-a39e-f250fe5091e8',
  })
  declare readonly followUpId: string;
}

@Controller('v1/operations/follow-ups')
export class FollowUpsController {
  constructor(private readonly reactions: ReactionRunner) {}

  /** Answers with what became of it. One that was settled or refused before stays as it is. */
  @PostCommand(':followUpId/retry', RetryFollowUp, OPERATORS, {
    zh: '重试搁置的后续命令',
    en: 'Try a parked follow-up again',
  })
  async retry(@Ordered() { command: { followUpId, meta } }: Order<RetryFollowUp>): Promise<FollowUpReport> {
    if (meta.unit !== INSTALLATION) throw notFound();
    const outcome = await this.reactions.retryParked(followUpId);
    if (!outcome) throw notFound();
    return followUpReport(outcome);
  }
}
