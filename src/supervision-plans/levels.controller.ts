import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { AssessLevel } from './domain/level/assess-level.js';
import { SetLevel } from './domain/level/set-level.js';

const SETTING: readonly Role[] = ['officer', 'office-head'];
const ASSESSING: readonly Role[] = ['social-worker', ...SETTING];

@Controller('v1/supervisees/:superviseeId/level')
export class LevelsController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('assessments', AssessLevel, ASSESSING, { zh: '分类管理评分', en: 'Assess the factors of a level' })
  assess(@Ordered() order: Order<AssessLevel>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('', SetLevel, SETTING, { zh: '确定或调整管理类别', en: 'Set or change the supervision level' })
  set(@Ordered() order: Order<SetLevel>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
