import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { DecideDismissalCase } from './domain/cases/decide-dismissal-case.js';
import { CorrectHospitalStay, RecordHospitalStay, WithdrawHospitalStay } from './domain/hospital/hospital-stay.js';

/** Those of the county who decide about persons. */
const COUNTY: readonly Role[] = ['deputy-director', 'director'];
const RECORDERS: readonly Role[] = ['office-head', ...COUNTY];

@Controller('v1/social-workers/:workerId')
export class DismissalsController {
  constructor(private readonly commands: Commands) {}

  /** The stay is found under the id that the answer gives. */
  @PostCommand('hospital-stays', RecordHospitalStay, RECORDERS, { zh: '登记住院', en: 'Record a stay in hospital' })
  async recordStay(@Ordered() order: Order<RecordHospitalStay>): Promise<Receipt & { stayId: string }> {
    const receipt = await this.commands.send(order.command, order);
    return { ...receipt, stayId: order.command.meta.commandId };
  }

  @PostCommand('hospital-stays/:stayId/correction', CorrectHospitalStay, RECORDERS, {
    zh: '更正住院登记',
    en: 'Correct a stay in hospital',
  })
  correctStay(@Ordered() order: Order<CorrectHospitalStay>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('hospital-stays/:stayId/withdrawal', WithdrawHospitalStay, RECORDERS, {
    zh: '撤销住院登记',
    en: 'Withdraw a stay in hospital',
  })
  withdrawStay(@Ordered() order: Order<WithdrawHospitalStay>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('dismissal-cases/:caseId/decision', DecideDismissalCase, COUNTY, {
    zh: '决定辞退案件',
    en: 'Decide on a dismissal case',
  })
  decide(@Ordered() order: Order<DecideDismissalCase>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
