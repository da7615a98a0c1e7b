import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { DismissSocialWorker } from './domain/departure/dismiss-social-worker.js';
import { EndAppointment } from './domain/departure/end-appointment.js';
import { AcceptResignation, SubmitResignation, WithdrawResignation } from './domain/departure/resignation.js';
import { AppointSocialWorker } from './domain/service/appoint-social-worker.js';
import { ConfirmAppointment } from './domain/service/confirm-appointment.js';
import { SignUndertaking } from './domain/service/sign-undertaking.js';
import { TransferSocialWorker } from './domain/service/transfer-social-worker.js';
import { ConcludeContract } from './domain/terms/conclude-contract.js';
import { GrantEntitlements } from './domain/terms/grant-entitlements.js';

/** The county employs its social workers; an office head or officer does not. */
const EMPLOYERS: readonly Role[] = ['deputy-director', 'director', 'city-officer', 'administrator'];
/** Those of the county who decide about persons. */
const LEADERS: readonly Role[] = ['deputy-director', 'director'];
const OWNER: readonly Role[] = ['social-worker'];

@Controller('v1/social-workers')
export class SocialWorkersController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', AppointSocialWorker, EMPLOYERS, { zh: '聘用社工', en: 'Appoint a social worker' })
  appoint(@Ordered() order: Order<AppointSocialWorker>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':workerId/transfer', TransferSocialWorker, EMPLOYERS, {
    zh: '调动社工',
    en: 'Transfer a social worker',
  })
  transfer(@Ordered() order: Order<TransferSocialWorker>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':workerId/confidentiality-undertaking', SignUndertaking, ['office-head', ...EMPLOYERS], {
    zh: '登记保密承诺书',
    en: 'Record the signed undertaking of confidentiality',
  })
  signUndertaking(@Ordered() order: Order<SignUndertaking>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':workerId/confirmation', ConfirmAppointment, LEADERS, { zh: '转正', en: 'Confirm after the probation' })
  confirm(@Ordered() order: Order<ConfirmAppointment>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':workerId/contracts', ConcludeContract, EMPLOYERS, {
    zh: '签订聘用合同',
    en: 'Conclude a contract of service',
  })
  concludeContract(@Ordered() order: Order<ConcludeContract>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':workerId/entitlements', GrantEntitlements, EMPLOYERS, {
    zh: '核定待遇',
    en: 'Grant pay grade, insurances and the basis of annual leave',
  })
  grantEntitlements(@Ordered() order: Order<GrantEntitlements>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':workerId/resignation', SubmitResignation, OWNER, { zh: '提出辞职', en: 'Resign' })
  resign(@Ordered() order: Order<SubmitResignation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':workerId/resignation/withdrawal', WithdrawResignation, OWNER, {
    zh: '撤回辞职',
    en: 'Withdraw the resignation',
  })
  withdrawResignation(@Ordered() order: Order<WithdrawResignation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':workerId/resignation/acceptance', AcceptResignation, LEADERS, {
    zh: '同意辞职',
    en: 'Accept the resignation',
  })
  acceptResignation(@Ordered() order: Order<AcceptResignation>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':workerId/dismissal', DismissSocialWorker, LEADERS, { zh: '解除聘用', en: 'Dismiss a social worker' })
  dismiss(@Ordered() order: Order<DismissSocialWorker>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':workerId/departure', EndAppointment, EMPLOYERS, { zh: '终止聘用', en: 'End an appointment' })
  end(@Ordered() order: Order<EndAppointment>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
