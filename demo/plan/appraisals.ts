import { addDays } from '../../src/kernel/day.js';
import type { County } from '../county.js';
import { Random } from '../random.js';
import { type Scale, workingDays } from '../scale.js';
import { minuteOf, type Script } from './step.js';

const DUTIES = ['按时完成走访和谈话，履职到位', '能完成本职工作，主动性有待加强', '重点对象情况掌握清楚，处置及时'];
const DOCUMENTS = ['记录完整，无差错', '个别周汇报登记滞后，已改正', '台账规范，归档及时'];
const DISCIPLINE = ['遵守考勤制度', '有迟到情况，已提醒', '请假手续齐全，遵守纪律'];

/** At the quarter's end the head of each office appraises everybody who serves there, in writing. */
export const planAppraisals = (script: Script, county: County, scale: Scale): void => {
  const random = new Random(script.seed, 'appraisals');
  const days = workingDays(addDays(scale.to, -5), scale.to);
  for (const office of county.offices)
    for (const worker of office.workers)
      script.add({
        at: minuteOf(random.pick(days), random.whole(15 * 60, 17 * 60)),
        by: office.head,
        lane: `appraisal-${worker.id}`,
        path: `social-workers/${worker.id}/quarterly-appraisals/${scale.quarter}`,
        body: {
          duties: random.pick(DUTIES),
          documents: random.pick(DOCUMENTS),
          discipline: random.pick(DISCIPLINE),
        },
      });
};
