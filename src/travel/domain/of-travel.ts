import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { IdField, TextField } from '../../kernel/fields.js';
import { hands, type Post } from '../../kernel/roles.js';
import { registrationOf } from '../../kernel/supervision/under-supervision.js';
import { reject } from './rejections.js';
import { type PendingTravel, type Travel, type TravelBook, travelIn } from './travel-book.js';

export abstract class OfTravelBook extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

/** A command about one permit. */
export abstract class OfPermit extends OfTravelBook {
  @IdField({ path: true }) declare readonly permitId: string;
}

/** A command by which somebody decides, with the opinion that goes on the form. */
export abstract class TravelDecision extends OfPermit {
  @TextField({ max: 500, optional: true, description: '意见 / opinion', example: '同意' })
  declare readonly opinion?: string;
}

/** The person is there: neither gone, nor detained, nor out of supervision. */
export const present = ({ references: { supervisee } }: Context): void => {
  registrationOf(supervisee);
  if (supervisee?.status !== 'registered') throw reject('TRAVEL_PERSON_ABSENT', { status: supervisee?.status });
};

/** Travel is permitted before it begins (TRV-1). */
export const beforeDeparture = (from: Day, { today }: Context): void => {
  if (from < today) throw reject('TRAVEL_BEGUN', { from });
};

/** One permit of somebody under supervision: after the end nothing more becomes of it. */
export const permitIn = (book: TravelBook, permitId: string, { references: { supervisee } }: Context): Travel => {
  registrationOf(supervisee);
  const found = travelIn(book, permitId);
  if (!found) throw reject('TRAVEL_NOT_FOUND');
  return found;
};

/** The pending request that this command may decide on: it is the caller's turn, and the caller did not ask. */
export const toDecide = (c: OfPermit, book: TravelBook, context: Context): PendingTravel => {
  const found = permitIn(book, c.permitId, context);
  if (found.status !== 'pending') throw reject('TRAVEL_NOT_PENDING', { status: found.status });
  if (hands(c.meta).some((id) => found.requestedBy.includes(id))) throw reject('TRAVEL_OWN_REQUEST');
  if (c.meta.role !== found.awaiting) throw reject('TRAVEL_NOT_YOUR_TURN', { awaiting: found.awaiting });
  return found;
};

export const named = (c: OfPermit, { jurisdiction }: Context) => ({
  superviseeId: c.superviseeId,
  permitId: c.permitId,
  officeId: jurisdiction.at(-1) ?? '',
});

export const decided = (c: TravelDecision, by: Post): { by: Post; opinion?: string } => ({
  by,
  ...(c.opinion === undefined ? {} : { opinion: c.opinion }),
});
