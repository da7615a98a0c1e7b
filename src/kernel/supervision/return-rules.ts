import { IntegerField, ListField, ObjectField } from '../fields.js';

/** Ages from this one on, up to the next band's, are counted together. */
export class AgeBand {
  @IntegerField({ max: 120, example: 18, description: '起始年龄 / from this age on' }) declare readonly from: number;
}

/** Working days after a period within which its return is handed in; later is taken and stays marked as late. */
export class ReturnDeadlines {
  @IntegerField({ min: 1, max: 60, example: 5, description: '司法所 / office' }) declare readonly office: number;
  @IntegerField({ min: 1, max: 60, example: 8, description: '县 / county' }) declare readonly county: number;
  @IntegerField({ min: 1, max: 60, example: 10, description: '市 / city' }) declare readonly city: number;
}

/** How statistical returns count, and until when they are handed in (STA-1, STA-5). */
export class ReturnRules {
  /** Ascending; the first from 0. */
  @ListField(() => AgeBand, { min: 1, max: 20 }) declare readonly ageBands: AgeBand[];
  @ObjectField(() => ReturnDeadlines, { description: '报送时限（期满后第几个工作日）' })
  declare readonly deadlines: ReturnDeadlines;
}
