import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import { IdField, PatternField, TextField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { reject } from '../rejections.js';
import type { Candidacy } from './candidacy.js';
import type { ApplicantEvent } from './events.js';

export class ReceiveJobApplication extends Command {
  @IdField({ path: true }) declare readonly recruitmentId: string;
  @TextField({ max: 60, description: '姓名 / name', example: '陈思' }) declare readonly name: string;
  @PatternField(/^[1-9]\d{16}[\dX]$/, { optional: true, description: '身份证号码 / identity number' })
  declare readonly identityNumber?: string;
  @PatternField(/^\+?[0-9][0-9 -]{4,19}$/, { description: '电话 / telephone', example: '0591-12345678' })
  declare readonly phone: string;
  @TextField({ max: 500, description: '学历和专业 / education', example: '本科，社会工作' })
  declare readonly education: string;
  @TextField({ max: 500, optional: true, description: '资格证书 / qualifications', example: '助理社会工作师' })
  declare readonly qualifications?: string;
  @TextField({ max: 1_000, optional: true, description: '工作经历 / experience', example: '社区服务中心两年' })
  declare readonly experience?: string;
}

/** Somebody applies, until the end of the last day to (HR-1). */
export const receiveJobApplication = (
  c: ReceiveJobApplication,
  candidacy: Candidacy,
  { references: { recruitment }, today }: Context,
): ApplicantEvent[] => {
  if (candidacy.status !== 'none') throw reject('APPLICANT_KNOWN');
  if (!recruitment) throw notFound();
  if (recruitment.status !== 'open') throw reject('RECRUITMENT_CLOSED');
  const { applyUntil } = recruitment.facts;
  if (typeof applyUntil === 'string' && today > applyUntil) throw reject('RECRUITMENT_OVER', { applyUntil });
  const { recruitmentId, name, identityNumber, phone, education, qualifications, experience } = c;
  const told = {
    ...(identityNumber === undefined ? {} : { identityNumber }),
    ...(qualifications === undefined ? {} : { qualifications }),
    ...(experience === undefined ? {} : { experience }),
  };
  const of = { applicationId: c.meta.commandId, recruitmentId, officeId: recruitment.unit };
  return [{ type: 'JobApplicationReceived', data: { ...of, name, phone, education, ...told } }];
};
