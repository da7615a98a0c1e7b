import { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { IdField } from '../../../kernel/fields.js';
import type { ProfessionalLevel, QualificationEvent } from './events.js';
import { reject } from './rejections.js';

export interface HeldQualification {
  readonly issuedOn: Day;
  readonly expiresOn?: Day;
  readonly withdrawn: boolean;
}

/** What one social worker is qualified by: certificates, examinations passed, professional level. */
export interface HeldQualifications {
  readonly officeId?: string;
  readonly held: ReadonlyMap<string, HeldQualification>;
  /** Day of the first examination passed, by level. */
  readonly passed: ReadonlyMap<ProfessionalLevel, Day>;
  readonly level?: ProfessionalLevel;
}

export const NO_QUALIFICATIONS: HeldQualifications = { held: new Map(), passed: new Map() };

export const evolve = (before: HeldQualifications, event: QualificationEvent): HeldQualifications => ({
  ...before,
  officeId: event.data.officeId,
  ...changed(before, event),
});

const changed = (before: HeldQualifications, event: QualificationEvent): Partial<HeldQualifications> => {
  switch (event.type) {
    case 'QualificationRecorded': {
      const { qualificationId, issuedOn, expiresOn } = event.data;
      const expiry = expiresOn === undefined ? {} : { expiresOn };
      return { held: new Map([...before.held, [qualificationId, { issuedOn, ...expiry, withdrawn: false }]]) };
    }
    case 'QualificationRenewed':
      return { held: withOne(before, event.data.qualificationId, { expiresOn: event.data.expiresOn }) };
    case 'QualificationWithdrawn':
      return { held: withOne(before, event.data.qualificationId, { withdrawn: true }) };
    case 'ProfessionalExaminationRecorded': {
      const { level, satOn, passed } = event.data;
      return passed && !before.passed.has(level) ? { passed: new Map([...before.passed, [level, satOn]]) } : {};
    }
    case 'ProfessionalLevelAttained':
      return { level: event.data.level };
  }
};

const withOne = (
  { held }: HeldQualifications,
  id: string,
  change: Partial<HeldQualification>,
): ReadonlyMap<string, HeldQualification> => {
  const one = held.get(id);
  return one ? new Map([...held, [id, { ...one, ...change }]]) : held;
};

/** A command about what one worker is qualified by. */
export abstract class OfQualifications extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
}

/** Recorded by others, from the papers, for a serving worker; who and where, as every fact of this kind says. */
export const recordedFor = (c: OfQualifications, context: Context): { workerId: string; officeId: string } => {
  const { worker } = context.references;
  if (worker?.status !== 'serving') throw reject('WORKER_NOT_SERVING');
  if ([c.meta.actor, c.meta.onBehalfOf].includes(c.workerId)) throw reject('QUALIFICATION_OWN');
  return { workerId: c.workerId, officeId: worker.unit };
};

export const notInFuture = (day: Day, { today }: Context): void => {
  if (day > today) throw reject('QUALIFICATION_DAY_IN_FUTURE', { today });
};

/** One that counts still, or did until it expired. */
export const standing = (state: HeldQualifications, qualificationId: string): HeldQualification => {
  const one = state.held.get(qualificationId);
  if (!one) throw reject('QUALIFICATION_NOT_FOUND');
  if (one.withdrawn) throw reject('QUALIFICATION_IS_WITHDRAWN');
  return one;
};
