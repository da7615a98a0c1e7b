import { FlagField, TextField } from '../../../kernel/fields.js';
import { reject } from '../rejections.js';
import { type Candidacy, named, OfApplicant, undecided } from './candidacy.js';
import type { ApplicantEvent } from './events.js';

export class ReviewApplicantQualification extends OfApplicant {
  @FlagField({ description: '资格审查是否通过 / qualified', example: true }) declare readonly qualified: boolean;
  @TextField({ max: 1_000, description: '理由 / reasons', example: '专业和证书符合招聘条件' })
  declare readonly reasons: string;
}

/** Who applied is held against the requirements, once (资格审查). */
export const reviewQualification = (c: ReviewApplicantQualification, candidacy: Candidacy): ApplicantEvent[] => {
  const known = undecided(candidacy);
  if (known.status !== 'received') throw reject('APPLICANT_REVIEWED');
  const { qualified, reasons } = c;
  return [{ type: 'ApplicantQualificationReviewed', data: { ...named(known), qualified, reasons } }];
};
