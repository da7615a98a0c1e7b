import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { AppealDisciplinaryDecision, DecideDisciplinaryAppeal } from './domain/appeal-case.js';
import { DecideDisciplinaryCase, HearDisciplinaryCase } from './domain/decide-case.js';
import { OpenDisciplinaryCase } from './domain/open-case.js';

/** The office reports a neglect; the county decides on it. */
const COUNTY: readonly Role[] = ['deputy-director', 'director'];
const REPORTERS: readonly Role[] = ['office-head', ...COUNTY];

@Controller('v1/disciplinary-cases')
export class AccountabilityController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', OpenDisciplinaryCase, REPORTERS, { zh: '责任追究立案', en: 'Open a disciplinary case' })
  open(@Ordered() order: Order<OpenDisciplinaryCase>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':caseId/hearing', HearDisciplinaryCase, COUNTY, { zh: '听取陈述和申辩', en: 'Hear the worker' })
  hear(@Ordered() order: Order<HearDisciplinaryCase>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':caseId/decision', DecideDisciplinaryCase, COUNTY, { zh: '作出处理决定', en: 'Decide on the case' })
  decide(@Ordered() order: Order<DecideDisciplinaryCase>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':caseId/appeal', AppealDisciplinaryDecision, ['social-worker'], {
    zh: '对处理决定申诉',
    en: 'Appeal against the decision',
  })
  appeal(@Ordered() order: Order<AppealDisciplinaryDecision>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':caseId/appeal/decision', DecideDisciplinaryAppeal, [...COUNTY, 'city-officer'], {
    zh: '处理申诉',
    en: 'Decide on the appeal',
  })
  decideAppeal(@Ordered() order: Order<DecideDisciplinaryAppeal>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
