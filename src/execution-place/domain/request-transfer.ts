import type { Context } from '../../kernel/context.js';
import { IdField, TextField } from '../../kernel/fields.js';
import { hands } from '../../kernel/roles.js';
import {
  type ReceivedTransferChain,
  scopeBetween,
  type TransferScope,
} from '../../kernel/supervision/execution-place-rules.js';
import type { ExecutionPlaceEvent } from './events.js';
import { nextStep, OfExecutionPlace, present, presentPath, withinTerm } from './of-transfer.js';
import { reject } from './rejections.js';
import type { TransferBook } from './transfer-book.js';

export class RequestExecutionPlaceTransfer extends OfExecutionPlace {
  @IdField({
    optional: true,
    description: '新执行地司法所（本市） / office that the person moves to',
    example: 'office-jinshan',
  })
  declare readonly toOfficeId?: string;
  @TextField({ optional: true, max: 200, description: '新执行地（外市） / place outside the city' })
  declare readonly toPlace?: string;
  @TextField({ max: 500, description: '事由 / reason', example: '家庭迁居，在新居住地就业' })
  declare readonly reason: string;
}

/** Who moves asks to be supervised there; how far it is says who decides (TRV-1; [27] of the law). One request at a time. */
export const requestTransfer = (
  c: RequestExecutionPlaceTransfer,
  book: TransferBook,
  context: Context,
): ExecutionPlaceEvent[] => {
  present(context);
  const under = book.open?.transferId ?? onTheWay(book, context);
  if (under !== undefined) throw reject('TRANSFER_ALREADY_OPEN', { transferId: under });
  withinTerm(context);
  const { superviseeId, reason } = c;
  const going = destinationOf(c, context);
  const way = { ...chainFor(going.scope, context), ...going };
  return [
    {
      type: 'ExecutionPlaceTransferRequested',
      data: {
        ...{ superviseeId, transferId: c.meta.commandId, officeId: context.jurisdiction.at(-1) ?? '' },
        ...way,
        ...nextStep(way, 0, false, context),
        ...{ requestedBy: hands(c.meta), birthYear: Number(context.references.supervisee?.facts.birthYear), reason },
      },
    },
  ];
};

/** The change whose report is confirmed while the person's record is still the former office's: path and chain would be of that. */
const onTheWay = ({ movedBy }: TransferBook, { references: { supervisee } }: Context): string | undefined =>
  supervisee?.facts.movedBy === movedBy ? undefined : movedBy;

interface Going {
  readonly scope: TransferScope;
  readonly toOfficeId?: string;
  readonly toPath?: readonly string[];
  readonly toPlace?: string;
}

const destinationOf = ({ toOfficeId, toPlace }: RequestExecutionPlaceTransfer, context: Context): Going => {
  if ((toOfficeId === undefined) === (toPlace === undefined)) throw reject('TRANSFER_DESTINATION');
  if (toOfficeId === undefined) return { scope: 'OUT_OF_CITY', ...(toPlace !== undefined && { toPlace }) };
  const from = presentPath(context);
  const [city, , office] = from;
  const path = context.references.offices?.facts[toOfficeId];
  const toPath = typeof path === 'string' ? path.split('/') : [];
  if (toPath.at(-1) !== toOfficeId || toOfficeId === office || toPath[0] !== city)
    throw reject('TRANSFER_OFFICE_UNFIT', { toOfficeId });
  return { scope: scopeBetween(from, toPath), toOfficeId, toPath };
};

const chainFor = (scope: TransferScope, { policy }: Context): ReceivedTransferChain => {
  const { withinCounty, betweenCounties, outOfCity } = policy.rules.executionPlace;
  switch (scope) {
    case 'WITHIN_COUNTY':
      return withinCounty;
    case 'WITHIN_CITY':
      return betweenCounties;
    case 'OUT_OF_CITY':
      return { ...outOfCity, receivers: [] };
  }
};
