import { Command } from '../../../kernel/command.js';
import type { Face } from '../../../kernel/context.js';
import { IdField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { reject } from '../rejections.js';
import type { ApplicantEvent } from './events.js';

/** received → qualified → interviewed → hired → appointed; not hired, or withdrawn, on the way. */
export interface Applied {
  readonly status:
    'received' | 'qualified' | 'unqualified' | 'interviewed' | 'hired' | 'not-hired' | 'withdrawn' | 'appointed';
  readonly applicationId: string;
  readonly recruitmentId: string;
  readonly officeId: string;
}
export type Candidacy = { readonly status: 'none' } | Applied;

export const NOT_APPLIED: Candidacy = { status: 'none' };

export const evolve = (before: Candidacy, event: ApplicantEvent): Candidacy => {
  const { applicationId, recruitmentId, officeId } = event.data;
  return { applicationId, recruitmentId, officeId, status: statusAfter(event) };
};

const statusAfter = (event: ApplicantEvent): Applied['status'] => {
  switch (event.type) {
    case 'JobApplicationReceived':
      return 'received';
    case 'ApplicantQualificationReviewed':
      return event.data.qualified ? 'qualified' : 'unqualified';
    case 'ApplicantInterviewed':
      return 'interviewed';
    case 'ApplicantHired':
      return 'hired';
    case 'ApplicantNotHired':
      return 'not-hired';
    case 'JobApplicationWithdrawn':
      return 'withdrawn';
    case 'ApplicantAppointed':
      return 'appointed';
  }
};

/** What an appointment sees of who applied. */
export const faceOf = (of: Candidacy): Face | undefined => {
  if (of.status === 'none') return undefined;
  const { applicationId: id, officeId: unit, status, recruitmentId } = of;
  return { id, unit, status, facts: { recruitmentId } };
};

/** A command about one applicant. */
export abstract class OfApplicant extends Command {
  @IdField({ path: true }) declare readonly applicationId: string;
}

export const applied = (candidacy: Candidacy): Applied => {
  if (candidacy.status === 'none') throw notFound();
  return candidacy;
};

const UNDECIDED: readonly Applied['status'][] = ['received', 'qualified', 'unqualified', 'interviewed'];

/** The application is on record, and neither decided nor withdrawn. */
export const undecided = (candidacy: Candidacy): Applied => {
  const known = applied(candidacy);
  if (!UNDECIDED.includes(known.status)) throw reject('APPLICANT_CLOSED', { status: known.status });
  return known;
};

export const named = ({ applicationId, recruitmentId, officeId }: Applied): Omit<Applied, 'status'> => ({
  applicationId,
  recruitmentId,
  officeId,
});
