import type { Context } from '../../../kernel/context.js';
import { TextField } from '../../../kernel/fields.js';
import type { ReturnEvent } from './events.js';
import { byTheOneAbove, inWords, OfReturn } from './of-return.js';
import { reject } from './rejections.js';
import type { StatisticalReturn } from './return-state.js';

export class AcceptReturn extends OfReturn {
  @TextField({
    optional: true,
    max: 500,
    description: '审核意见 / opinion',
    example: '数据准确',
  })
  declare readonly opinion?: string;
}
export class SendBackReturn extends OfReturn {
  @TextField({ max: 500, description: '退回理由 / reasons', example: '期末人数与名册不符' })
  declare readonly reasons: string;
}

/** The unit above takes the return as it is (STA-5). */
export const acceptReturn = (c: AcceptReturn, state: StatisticalReturn, context: Context): ReturnEvent[] => {
  const version = toDecide(c, state, context);
  const said = c.opinion === undefined ? {} : { opinion: c.opinion };
  return [{ type: 'ReturnAccepted', data: { ...inWords(c), version, ...said } }];
};

/** The unit above sends it back, with reasons: a further version follows. */
export const sendBackReturn = (c: SendBackReturn, state: StatisticalReturn, context: Context): ReturnEvent[] => {
  const version = toDecide(c, state, context);
  return [{ type: 'ReturnSentBack', data: { ...inWords(c), version, reasons: c.reasons } }];
};

const toDecide = (c: OfReturn, state: StatisticalReturn, context: Context): number => {
  byTheOneAbove(c, context);
  if (state.status !== 'submitted') throw reject('RETURN_NOT_SUBMITTED', { status: state.status });
  return state.version;
};
