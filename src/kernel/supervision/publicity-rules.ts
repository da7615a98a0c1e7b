import { IntegerField } from '../fields.js';

/** What the public is told (GOV-2). */
export class PublicityRules {
  @IntegerField({
    min: 2,
    max: 100,
    example: 5,
    description: '公开数据中可显示的最小数 / least number of persons that public figures show',
  })
  declare readonly leastCount: number;
}
