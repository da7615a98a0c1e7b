import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { DecideMeasure, EndorseMeasure, RefuseMeasure, ReturnMeasure } from './domain/measure/decide-measure.js';
import { DraftReward, DraftSanction, RedraftMeasure } from './domain/measure/draft-measure.js';
import { RecordAnswerToMeasure, SendMeasure } from './domain/measure/send-measure.js';

const DRAFTING: readonly Role[] = ['social-worker', 'officer', 'office-head'];
/** Policy says which posts endorse and decide (RULE-2); whose turn it is, the measure knows. A social worker never decides. */
const DECIDERS: readonly Role[] = POSTS;
const COUNTY: readonly Role[] = ['deputy-director', 'director'];

@Controller('v1')
export class MeasuresController {
  constructor(private readonly commands: Commands) {}

  /** The receipt's id is the measure's. */
  @PostCommand('supervisees/:superviseeId/sanctions', DraftSanction, DRAFTING, {
    zh: '拟订处罚',
    en: 'Draft a sanction',
  })
  draftSanction(@Ordered() order: Order<DraftSanction>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  /** The receipt's id is the measure's. */
  @PostCommand('supervisees/:superviseeId/rewards', DraftReward, DRAFTING, { zh: '拟订奖励', en: 'Draft a reward' })
  draftReward(@Ordered() order: Order<DraftReward>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('measures/:measureId/redraft', RedraftMeasure, DRAFTING, { zh: '重新拟订', en: 'Draft a measure anew' })
  redraft(@Ordered() order: Order<RedraftMeasure>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('measures/:measureId/endorsement', EndorseMeasure, DECIDERS, { zh: '签注意见', en: 'Endorse a measure' })
  endorse(@Ordered() order: Order<EndorseMeasure>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('measures/:measureId/return', ReturnMeasure, DECIDERS, { zh: '退回补充', en: 'Return a measure' })
  return(@Ordered() order: Order<ReturnMeasure>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('measures/:measureId/refusal', RefuseMeasure, DECIDERS, { zh: '不予奖惩', en: 'Refuse a measure' })
  refuse(@Ordered() order: Order<RefuseMeasure>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('measures/:measureId/decision', DecideMeasure, DECIDERS, { zh: '决定奖惩', en: 'Decide a measure' })
  decide(@Ordered() order: Order<DecideMeasure>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('measures/:measureId/sending', SendMeasure, COUNTY, {
    zh: '提请有关机关',
    en: 'Send a measure to the deciding body',
  })
  send(@Ordered() order: Order<SendMeasure>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('measures/:measureId/answer', RecordAnswerToMeasure, COUNTY, {
    zh: '登记有关机关答复',
    en: "Record the deciding body's answer",
  })
  answer(@Ordered() order: Order<RecordAnswerToMeasure>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
