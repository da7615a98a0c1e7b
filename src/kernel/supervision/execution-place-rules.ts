import { ChoicesField, IntegerField, ObjectField } from '../fields.js';
import { POSTS, type Post } from '../roles.js';

/** How far somebody goes: to another office of the county, to another county of the city, or away from the city. */
export const TRANSFER_SCOPES = ['WITHIN_COUNTY', 'WITHIN_CITY', 'OUT_OF_CITY'] as const;
export type TransferScope = (typeof TRANSFER_SCOPES)[number];

/** How far it is from one office of a city to another: paths are [city, county, office]. */
export const scopeBetween = (
  [, county]: readonly string[],
  [, other]: readonly string[],
): Exclude<TransferScope, 'OUT_OF_CITY'> => (county === other ? 'WITHIN_COUNTY' : 'WITHIN_CITY');

/** Statuses of a change that is not over: it asks something of the present place or of the new one. */
export const OPEN_TRANSFER = ['pending', 'approved'] as const;

/** Who decides that somebody is supervised in another place ([27] of the law). */
export class TransferChain {
  @ChoicesField(POSTS, { example: ['office-head'], description: '现执行地签注意见 / endorse, in this order' })
  declare readonly endorsers: Post[];
  @ChoicesField(POSTS, { example: ['deputy-director', 'director'], description: '现执行地决定 / any of them decides' })
  declare readonly deciders: Post[];
}

/** The same where the place that the person goes to is asked first. */
export class ReceivedTransferChain extends TransferChain {
  @ChoicesField(POSTS, {
    example: ['deputy-director', 'director'],
    description:
      '征求新执行地何职务同意，不填则不征求 / any of whom, in the new place, agrees first; none to ask nobody',
  })
  declare readonly receivers: Post[];
}

/** Changes of the place of execution (TRV-1; [27] of the law). */
export class ExecutionPlaceRules {
  @ObjectField(() => ReceivedTransferChain, { description: '县内变更' })
  declare readonly withinCounty: ReceivedTransferChain;
  @ObjectField(() => ReceivedTransferChain, { description: '市内跨县变更' })
  declare readonly betweenCounties: ReceivedTransferChain;
  @ObjectField(() => TransferChain, { description: '变更到外市' }) declare readonly outOfCity: TransferChain;
  @IntegerField({
    min: 1,
    max: 60,
    example: 7,
    description: '决定后多少日内到新执行地报到 / days after the decision to report in the new place within',
  })
  declare readonly reportWithinDays: number;
}
