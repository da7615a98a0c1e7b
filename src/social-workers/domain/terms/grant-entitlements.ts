import { Command } from '../../../kernel/command.js';
import type { Day } from '../../../kernel/day.js';
import { ChoicesField, DayField, IdField, TextField } from '../../../kernel/fields.js';
import { decidedByOthers, type Employment } from '../employment.js';
import { type Insurance, INSURANCES, type SocialWorkerEvent } from '../events.js';
import { reject } from '../rejections.js';

export class GrantEntitlements extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @TextField({ max: 60, description: '薪级 / pay grade', example: '三级二档' }) declare readonly payGrade: string;
  @ChoicesField(INSURANCES, { description: '保险 / insurances', example: ['PENSION', 'MEDICAL', 'WORK_INJURY'] })
  declare readonly insurances: Insurance[];
  @DayField({
    description: '累计工作年限起算日 / day from which accumulated years of work count',
    example: '2021-07-01',
  })
  declare readonly workSince: Day;
  @DayField({ description: '自何日起享受 / granted from', example: '2026-01-05' }) declare readonly from: Day;
}

/** What the worker is entitled to from a day on; work before the appointment counts, so its day is that day or earlier (HR-3, LEV-9). */
export const grantEntitlements = (c: GrantEntitlements, employment: Employment): SocialWorkerEvent[] => {
  const { workerId, payGrade, workSince, from } = c;
  const worker = decidedByOthers(c, employment);
  const { officeId, appointedOn } = worker;
  if (from < appointedOn) throw reject('WORKER_DAY_TOO_EARLY', { since: appointedOn });
  if (workSince > appointedOn) throw reject('WORKER_WORK_SINCE_LATE', { appointedOn });
  const before = worker.workSince === undefined ? {} : { previousWorkSince: worker.workSince };
  const insurances = INSURANCES.filter((one) => c.insurances.includes(one));
  return [
    { type: 'EntitlementsGranted', data: { workerId, officeId, payGrade, insurances, workSince, from, ...before } },
  ];
};
