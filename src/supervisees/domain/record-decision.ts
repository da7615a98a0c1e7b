import type { Context } from '../../kernel/context.js';
import { DecisionDocument, decisionOf } from './decision-document.js';
import type { SuperviseeEvent } from './events.js';
import { reject } from './rejections.js';
import type { Supervision } from './supervision.js';

export class RecordDecision extends DecisionDocument {}

/** A decision document arrives before its person does: from now on the person is expected, and visible when not coming (INT-2). */
export const recordDecision = (c: RecordDecision, supervision: Supervision, context: Context): SuperviseeEvent[] => {
  if (supervision.status !== 'unknown') throw reject('DECISION_ALREADY_RECORDED', { status: supervision.status });
  return [{ type: 'SupervisionDecided', data: decisionOf(c, context) }];
};
