import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import type { Reference } from '../../kernel/decider.js';
import { IdField } from '../../kernel/fields.js';
import { isMinor } from '../../kernel/supervision/minors.js';
import { registrationOf, underSupervisionOn } from '../../kernel/supervision/under-supervision.js';

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
  readonly birthYear: number;
  readonly isFemale: boolean;
  readonly rightsAcknowledged: boolean;
}

/** The person has reported and was not discharged: nothing is decided about anybody else. */
export const underSupervision = ({ references: { supervisee } }: Context): Person => {
  registrationOf(supervisee);
  const { birthYear, sex, rightsAcknowledged } = supervisee?.facts ?? {};
  return {
    birthYear: Number(birthYear),
    isFemale: sex === 'FEMALE',
    rightsAcknowledged: rightsAcknowledged === true,
  };
};

/** As `underSupervision`, where something is told that happened on a day: while the person was under supervision, up to today. */
export const underSupervisionSince = (day: Day, context: Context): Person => {
  underSupervisionOn(day, context);
  return underSupervision(context);
};

export const isUnderAge = ({ birthYear }: Person, { today, policy }: Context): boolean =>
  isMinor(birthYear, today, policy.rules.minors);

/** Names the person and the office: what every event here says. */
export const named = (c: OfSupervisee, context: Context): { superviseeId: string; officeId: string } => ({
  superviseeId: c.superviseeId,
  officeId: context.jurisdiction.at(-1) ?? '',
});
