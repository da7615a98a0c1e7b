import type { Context } from '../../../kernel/context.js';
import { FlagField, TextField } from '../../../kernel/fields.js';
import { reject } from '../rejections.js';
import { type Candidacy, named, OfApplicant, undecided } from './candidacy.js';
import type { ApplicantEvent } from './events.js';

export class DecideJobApplication extends OfApplicant {
  @FlagField({ description: '是否录用 / hired', example: true }) declare readonly hired: boolean;
  @TextField({ max: 1_000, description: '理由 / reasons', example: '资格审查和面试均合格，面试成绩第一' })
  declare readonly reasons: string;
}

/** The county hires, or does not, with reasons: nobody without review and interview, and no more than there are posts (HR-1). */
export const decideApplication = (
  c: DecideJobApplication,
  candidacy: Candidacy,
  { references: { recruitment } }: Context,
): ApplicantEvent[] => {
  const known = undecided(candidacy);
  const data = { ...named(known), reasons: c.reasons };
  if (!c.hired) return [{ type: 'ApplicantNotHired', data }];
  if (known.status !== 'interviewed') throw reject('APPLICANT_NOT_INTERVIEWED', { status: known.status });
  if (recruitment?.status !== 'open') throw reject('RECRUITMENT_CLOSED');
  const { posts, hired } = recruitment.facts;
  if (typeof posts === 'number' && typeof hired === 'number' && hired >= posts)
    throw reject('RECRUITMENT_FULL', { posts });
  return [{ type: 'ApplicantHired', data }];
};
