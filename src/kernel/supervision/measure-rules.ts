import { ChoiceField, ChoicesField, IntegerField, ListField } from '../fields.js';
import { POSTS, type Post } from '../roles.js';

/** Who decides on travel of up to `upToDays` days, both ends counted (以内 includes the number, RULE-1). */
export class TravelTier {
  @IntegerField({ min: 1, max: 366, example: 7 }) declare readonly upToDays: number;
  @ChoicesField(POSTS, { description: '签注意见 / endorse, in this order', example: [] })
  declare readonly endorsers: Post[];
  @ChoiceField(POSTS, { description: '批准 / approves', example: 'office-head' }) declare readonly approver: Post;
}

export class TravelRules {
  /** Ascending by days; more than the last gives nobody may permit (TRV-1). */
  @ListField(() => TravelTier, { min: 1, max: 10 }) declare readonly tiers: TravelTier[];
}

/** Who decides on sanctions and rewards (SAN-1, RWD-1). */
export class MeasureRules {
  @ChoiceField(POSTS, { example: 'office-head', description: '签注意见 / endorses' }) declare readonly endorser: Post;
  @ChoicesField(POSTS, { example: ['deputy-director', 'director'], description: '决定 / decide' })
  declare readonly deciders: Post[];
}

/** Electronic monitoring (MON-1; [29] of the law). */
export class MonitoringRules {
  @IntegerField({
    min: 1,
    max: 24,
    example: 3,
    description: '每次最长月数 / months that an order or extension may run',
  })
  declare readonly months: number;
  @ChoicesField(POSTS, { example: ['deputy-director', 'director'], description: '批准 / approve' })
  declare readonly approvers: Post[];
}
