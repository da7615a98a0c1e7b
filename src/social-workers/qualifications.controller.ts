import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { AttainProfessionalLevel, RecordProfessionalExamination } from './domain/qualifications/professional-level.js';
import { RecordQualification } from './domain/qualifications/record-qualification.js';
import { RenewQualification } from './domain/qualifications/renew-qualification.js';
import { WithdrawQualification } from './domain/qualifications/withdraw-qualification.js';

/** Whoever has seen the papers: the office, or the county. */
const RECORDERS: readonly Role[] = ['office-head', 'officer', 'deputy-director', 'director', 'administrator'];

@Controller('v1/social-workers/:workerId')
export class QualificationsController {
  constructor(private readonly commands: Commands) {}

  /** The certificate is found under the id that the answer gives. */
  @PostCommand('qualifications', RecordQualification, RECORDERS, { zh: '登记资格证书', en: 'Record a qualification' })
  async record(@Ordered() order: Order<RecordQualification>): Promise<Receipt & { qualificationId: string }> {
    const receipt = await this.commands.send(order.command, order);
    return { ...receipt, qualificationId: order.command.meta.commandId };
  }

  @PostCommand('qualifications/:qualificationId/renewal', RenewQualification, RECORDERS, {
    zh: '证书续期',
    en: 'Renew a qualification',
  })
  renew(@Ordered() order: Order<RenewQualification>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('qualifications/:qualificationId/withdrawal', WithdrawQualification, RECORDERS, {
    zh: '证书失效',
    en: 'Withdraw a qualification',
  })
  withdraw(@Ordered() order: Order<WithdrawQualification>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('professional-examinations', RecordProfessionalExamination, RECORDERS, {
    zh: '登记专业考试',
    en: 'Record a professional examination',
  })
  examination(@Ordered() order: Order<RecordProfessionalExamination>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('professional-level', AttainProfessionalLevel, RECORDERS, {
    zh: '登记专业级别',
    en: 'Record a professional level',
  })
  level(@Ordered() order: Order<AttainProfessionalLevel>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
