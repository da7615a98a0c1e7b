import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { AppointSocialWorker } from './domain/appoint-social-worker.js';
import { EndAppointment } from './domain/end-appointment.js';
import { TransferSocialWorker } from './domain/transfer-social-worker.js';

/** The county employs its social workers; an office head or officer does not. */
const EMPLOYERS: readonly Role[] = ['deputy-director', 'director', 'city-officer', 'administrator'];

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

  @PostCommand(':workerId/departure', EndAppointment, EMPLOYERS, { zh: '终止聘用', en: 'End an appointment' })
  end(@Ordered() order: Order<EndAppointment>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
