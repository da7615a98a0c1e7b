import { Controller } from '@nestjs/common';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { SubjectKeys } from '../platform/sealing/subject-keys.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { keyOf } from './destroy-key.handler.js';
import { ErasePersonalData } from './domain/erase-personal-data.js';

@Controller('v1/personal-data')
export class ConfidentialityController {
  constructor(
    private readonly commands: Commands,
    private readonly keys: SubjectKeys,
  ) {}

  /** The key is gone when the answer comes; should the process die before, the reaction to the fact destroys it. */
  @PostCommand(':personId/erasure', ErasePersonalData, ['director'], {
    zh: '销毁某人的个人信息',
    en: "Erase a person's data",
  })
  async erase(@Ordered() order: Order<ErasePersonalData>): Promise<Receipt> {
    const receipt = await this.commands.send(order.command, order);
    const { kind, personId } = order.command;
    await this.keys.destroy(keyOf(kind, personId));
    return receipt;
  }
}
