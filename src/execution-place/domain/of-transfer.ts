import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { type Day } from '../../kernel/day.js';
import { IdField, TextField } from '../../kernel/fields.js';
import { hands, type Post } from '../../kernel/roles.js';
import { registrationOf } from '../../kernel/supervision/under-supervision.js';
import type { ExecutionPlaceTransferEndorsed, TransferStep } from './events.js';
import { reject } from './rejections.js';
import type { ApprovedTransfer, OpenTransfer, PendingTransfer, TransferBook } from './transfer-book.js';

export abstract class OfExecutionPlace extends Command {
  @IdField({ path: true }) declare readonly superviseeId: string;
}

/** A command about one change of the place. */
export abstract class OfTransfer extends OfExecutionPlace {
  @IdField({ path: true }) declare readonly transferId: string;
}

/** A command by which somebody says yes or no, with the opinion that goes on the form. */
export abstract class TransferDecision extends OfTransfer {
  @TextField({ max: 500, optional: true, description: '意见 / opinion', example: '同意' })
  declare readonly opinion?: string;
}

/** The person is there: neither gone, nor detained, nor out of supervision. */
export const present = ({ references: { supervisee } }: Context): void => {
  registrationOf(supervisee);
  if (supervisee?.status !== 'registered') throw reject('TRANSFER_PERSON_ABSENT', { status: supervisee?.status });
};

/** Nobody is asked for, or sent, to another place after the last day of the term. */
export const withinTerm = ({ references: { supervisee }, today }: Context): void => {
  const { termTo } = supervisee?.facts ?? {};
  if (typeof termTo === 'string' && termTo < today) throw reject('TRANSFER_TERM_OVER', { termTo });
};

/** Path of the office that supervises now. */
export const presentPath = ({ references: { supervisee }, jurisdiction }: Context): readonly string[] =>
  supervisee?.path ?? jurisdiction;

/** The open change of somebody under supervision: after the end nothing more becomes of it. */
const openIn = (
  { open, past }: TransferBook,
  { transferId }: OfTransfer,
  context: Context,
): OpenTransfer | undefined => {
  registrationOf(context.references.supervisee);
  if (open?.transferId === transferId) return open;
  if (!Object.hasOwn(past, transferId)) throw reject('TRANSFER_NOT_FOUND');
  return undefined;
};

/** The request that this command may decide on: it is the caller's turn, and the caller did not ask. */
export const toDecide = (
  c: OfTransfer,
  book: TransferBook,
  context: Context,
  steps: readonly TransferStep[],
): { of: PendingTransfer; by: Post } => {
  const of = openIn(book, c, context);
  if (of?.status !== 'pending') throw reject('TRANSFER_NOT_PENDING');
  if (hands(c.meta).some((id) => of.requestedBy.includes(id))) throw reject('TRANSFER_OWN_REQUEST');
  const by = of.turn.find((post) => post === c.meta.role);
  if (by === undefined || !steps.includes(of.awaiting)) throw reject('TRANSFER_NOT_YOUR_TURN', { awaiting: of.turn });
  return { of, by };
};

export const toCarryOut = (c: OfTransfer, book: TransferBook, context: Context): ApprovedTransfer => {
  const of = openIn(book, c, context);
  if (of?.status !== 'approved') throw reject('TRANSFER_NOT_APPROVED');
  return of;
};

/** Whatever is not over yet. */
export const stillOpen = (c: OfTransfer, book: TransferBook, context: Context): OpenTransfer => {
  const of = openIn(book, c, context);
  if (!of) throw reject('TRANSFER_NOT_PENDING');
  return of;
};

/** What happened on a day since the decision. */
export const sinceDecision = (on: Day, { approvedOn }: ApprovedTransfer, { today }: Context): void => {
  if (on < approvedOn) throw reject('TRANSFER_DAY_BEFORE_DECISION', { approvedOn });
  if (on > today) throw reject('TRANSFER_DAY_IN_FUTURE');
};

export const named = (c: Pick<OfTransfer, 'superviseeId' | 'transferId'>, { jurisdiction }: Context) => ({
  superviseeId: c.superviseeId,
  transferId: c.transferId,
  officeId: jurisdiction.at(-1) ?? '',
});

export const said = (c: TransferDecision, by: Post): { by: Post; opinion?: string } => ({
  by,
  ...(c.opinion === undefined ? {} : { opinion: c.opinion }),
});

type Way = Pick<PendingTransfer, 'endorsers' | 'receivers' | 'deciders' | 'toPath'>;
type Next = Pick<ExecutionPlaceTransferEndorsed['data'], 'awaiting' | 'turn'>;

/** What comes after so many endorsements: the next one, the new place's agreement where it is asked, the decision. */
export const nextStep = (way: Way, endorsed: number, agreed: boolean, context: Context): Next => {
  const post = way.endorsers[endorsed];
  const path = presentPath(context);
  if (post !== undefined) return { awaiting: 'endorsement', turn: { posts: [post], path } };
  if (!agreed && way.toPath && way.receivers.length > 0)
    return { awaiting: 'consent', turn: { posts: way.receivers, path: way.toPath } };
  return { awaiting: 'decision', turn: { posts: way.deciders, path } };
};
