import { IntegerField, ObjectField } from '../fields.js';

/** Days to reply in writing to a procuratorate, after its document came ([62] of the law). */
export class OpinionReplyDays {
  @IntegerField({ min: 1, max: 366, example: 60, description: '检察建议' })
  declare readonly PROCURATORIAL_SUGGESTION: number;
  @IntegerField({ min: 1, max: 366, example: 15, description: '纠正意见' })
  declare readonly CORRECTION_OPINION: number;
}

/** How long those who are looked at have for an answer (GOV-1). */
export class OversightRules {
  @IntegerField({ min: 1, max: 366, example: 15, description: '检查后多少日内答复整改 / days to answer an inspection' })
  declare readonly inspectionAnswerDays: number;
  @IntegerField({ min: 1, max: 366, example: 60, description: '收到投诉后多少日内答复 / days to answer a complaint' })
  declare readonly complaintAnswerDays: number;
  @ObjectField(() => OpinionReplyDays) declare readonly opinionReplyDays: OpinionReplyDays;
}
