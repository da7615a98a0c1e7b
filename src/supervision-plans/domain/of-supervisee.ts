import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import type { Reference } from '../../kernel/decider.js';
import { IdField } from '../../kernel/fields.js';
import { isMinor } from '../../kernel/minors.js';
import { rejections } from '../../kernel/rejection.js';

const reject = rejections({
  NOT_UNDER_SUPERVISION: ['该对象不在接受社区矫正', 'The person is not under supervision'],
  DAY_IN_FUTURE: ['日期不能晚于今天', 'The day is in the future'],
  DAY_BEFORE_REGISTRATION: ['日期早于报到日期', 'The day is before the registration'],
});

/** A command about how one person is supervised: who does it, by what plan, how strictly. */
export abstract class OfSupervisee extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

/** The person's own record, which says whether there is anything to decide, and for which office. */
export const superviseeOf = ({ superviseeId }: OfSupervisee): { readonly supervisee: Reference } => ({
  supervisee: { category: 'supervisee', id: superviseeId },
});

/** What decisions here know of the person. */
export interface Person {
  readonly registeredOn: Day;
  readonly birthYear: number;
  readonly isFemale: boolean;
  readonly rightsAcknowledged: boolean;
}

/** The person has reported and was not discharged: nothing is decided about anybody else. */
export const underSupervision = ({ references: { supervisee } }: Context): Person => {
  const { reportedOn, dischargedOn, birthYear, sex, rightsAcknowledged } = supervisee?.facts ?? {};
  if (typeof reportedOn !== 'string' || typeof dischargedOn === 'string')
    throw reject('NOT_UNDER_SUPERVISION', { status: supervisee?.status });
  return {
    registeredOn: reportedOn,
    birthYear: Number(birthYear),
    isFemale: sex === 'FEMALE',
    rightsAcknowledged: rightsAcknowledged === true,
  };
};

export const isUnderAge = ({ birthYear }: Person, { today, policy }: Context): boolean =>
  isMinor(birthYear, today, policy.rules.minors);

/** What is recorded has happened, and while the person was under supervision. */
export const checkDay = (day: Day, { registeredOn }: Person, { today }: Context): void => {
  if (day > today) throw reject('DAY_IN_FUTURE', { today });
  if (day < registeredOn) throw reject('DAY_BEFORE_REGISTRATION', { registeredOn });
};

/** Names the person and the office: what every event here says. */
export const named = (c: OfSupervisee, context: Context): { superviseeId: string; officeId: string } => ({
  superviseeId: c.superviseeId,
  officeId: context.jurisdiction.at(-1) ?? '',
});
