import { Command } from '../../../kernel/command.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, IdField, TextField } from '../../../kernel/fields.js';
import { decidedByOthers, type Employment } from '../employment.js';
import type { SocialWorkerEvent } from '../events.js';
import { reject } from '../rejections.js';

export class ConcludeContract extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @TextField({ max: 60, description: '合同编号 / number of the contract', example: '闽侯社聘〔2026〕1号' })
  declare readonly contractNumber: string;
  @DayField({ description: '合同起始日 / first day', example: '2026-01-05' }) declare readonly from: Day;
  @DayField({ optional: true, description: '合同终止日 / last day; none: no fixed end', example: '2029-01-04' })
  declare readonly until?: Day;
}

/** The contract of service, and each that follows it: they don't overlap, and the first begins with the appointment or after it (HR-3). */
export const concludeContract = (c: ConcludeContract, employment: Employment): SocialWorkerEvent[] => {
  const { workerId, contractNumber, from, until } = c;
  const { officeId, appointedOn, contract } = decidedByOthers(c, employment);
  if (from < appointedOn) throw reject('WORKER_DAY_TOO_EARLY', { since: appointedOn });
  if (until !== undefined && until < from) throw reject('WORKER_CONTRACT_REVERSED');
  if (contract && (contract.until === undefined || from <= contract.until))
    throw reject('WORKER_CONTRACT_OVERLAPS', { until: contract.until });
  const term = {
    ...(until === undefined ? {} : { until }),
    ...(contract?.until === undefined ? {} : { previousUntil: contract.until }),
  };
  return [{ type: 'ContractConcluded', data: { workerId, officeId, contractNumber, from, ...term } }];
};
