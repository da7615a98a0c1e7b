import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { IdField } from '../../kernel/fields.js';
import { reject } from './rejections.js';
import { isOnRecord, type OnRecord, type Supervision } from './supervision.js';

/** A command about one person on record. */
export abstract class OfSupervisee extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

/** The person has reported and supervision has not ended, wherever they are now; nothing else is done with anybody. */
export const onRecord = (supervision: Supervision): OnRecord => {
  if (!isOnRecord(supervision)) throw reject('NOT_UNDER_SUPERVISION', { status: supervision.status });
  return supervision;
};

/** On record, and no death was reported. */
export const alive = (supervision: Supervision): OnRecord => {
  const person = onRecord(supervision);
  if (person.status === 'deceased') throw reject('SUPERVISEE_DECEASED');
  return person;
};

/** On record and there: neither out of supervision, nor detained, nor dead. */
export const underSupervision = (supervision: Supervision): OnRecord => {
  const person = alive(supervision);
  if (person.status !== 'registered') throw reject('SUPERVISION_INTERRUPTED', { status: person.status });
  return person;
};

/** What returns count somebody by when supervision ends. */
export const traitsOf = ({ sex, birthYear, category, employment }: OnRecord) => ({
  sex,
  birthYear,
  category,
  ...(employment && { employment }),
});

export const named = (
  c: { readonly superviseeId: string },
  context: Context,
): { superviseeId: string; officeId: string } => ({
  superviseeId: c.superviseeId,
  officeId: context.jurisdiction.at(-1) ?? '',
});
