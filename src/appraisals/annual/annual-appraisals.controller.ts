import { Controller } from '@nestjs/common';
import type { Role } from '../../kernel/roles.js';
import { Commands } from '../../platform/commands/commands.js';
import type { Receipt } from '../../platform/commands/receipt.js';
import { type Order, Ordered } from '../../platform/http/order.js';
import { PostCommand } from '../../platform/http/routes.js';
import { AppealAnnualAppraisal, DecideAnnualAppeal } from '../domain/annual/appeal-annual-appraisal.js';
import { GradeAnnualAppraisal } from '../domain/annual/grade-annual-appraisal.js';
import { GiveHeadOpinion, OpenAnnualAppraisal, ScoreDimensions } from '../domain/annual/prepare-annual-appraisal.js';

const COUNTY: readonly Role[] = ['deputy-director', 'director'];

@Controller('v1/social-workers/:workerId/annual-appraisals/:year')
export class AnnualAppraisalsController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', OpenAnnualAppraisal, COUNTY, { zh: '开始年度考核', en: 'Open the annual appraisal' })
  open(@Ordered() order: Order<OpenAnnualAppraisal>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('head-opinion', GiveHeadOpinion, ['office-head'], { zh: '所长意见', en: 'Opinion of the office head' })
  opinion(@Ordered() order: Order<GiveHeadOpinion>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('scores', ScoreDimensions, COUNTY, { zh: '德能勤绩评分', en: 'Score the four dimensions' })
  score(@Ordered() order: Order<ScoreDimensions>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('grade', GradeAnnualAppraisal, COUNTY, { zh: '确定考核等次', en: 'Set the grade' })
  grade(@Ordered() order: Order<GradeAnnualAppraisal>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('appeal', AppealAnnualAppraisal, ['social-worker'], { zh: '申诉', en: 'Appeal against the result' })
  appeal(@Ordered() order: Order<AppealAnnualAppraisal>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand('appeal/decision', DecideAnnualAppeal, ['deputy-director', 'director', 'city-officer'], {
    zh: '处理申诉',
    en: 'Decide on the appeal',
  })
  decideAppeal(@Ordered() order: Order<DecideAnnualAppeal>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
