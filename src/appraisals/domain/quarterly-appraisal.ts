import type { Command } from '../../kernel/command.js';
import type { Face } from '../../kernel/context.js';
import type { Quarter } from '../../kernel/day.js';
import type { AppraisalEvent } from './events.js';
import { reject } from './rejections.js';

/** The appraisal of one worker and quarter that was written: waiting for the county, sent back by it, or found in order. */
export interface WrittenQuarter {
  readonly status: 'recorded' | 'returned' | 'passed';
  readonly workerId: string;
  readonly officeId: string;
  readonly quarter: Quarter;
  readonly version: number;
  readonly writtenBy?: string;
}
export type QuarterlyAppraisal = { readonly status: 'missing' } | WrittenQuarter;

export const NOT_APPRAISED: QuarterlyAppraisal = { status: 'missing' };

export const evolve = (before: QuarterlyAppraisal, event: AppraisalEvent): QuarterlyAppraisal => {
  const { workerId, officeId, quarter } = event.data;
  switch (event.type) {
    case 'QuarterlyAppraisalRecorded':
      return { status: 'recorded', workerId, officeId, quarter, version: 1, ...writerOf(event.data) };
    case 'QuarterlyAppraisalCorrected': {
      const { version } = event.data;
      return { status: 'recorded', workerId, officeId, quarter, version, ...writerOf(event.data) };
    }
    case 'QuarterlyAppraisalReturned':
      return before.status === 'missing' ? before : { ...before, status: 'returned' };
    case 'QuarterlyAppraisalPassed':
      return before.status === 'missing' ? before : { ...before, status: 'passed' };
  }
};

const writerOf = ({ writtenBy }: { readonly writtenBy?: string }): { writtenBy?: string } =>
  writtenBy === undefined ? {} : { writtenBy };

/** What the annual appraisal sees of a quarter. */
export const face = (appraisal: QuarterlyAppraisal): Face | undefined => {
  if (appraisal.status === 'missing') return undefined;
  const { workerId, officeId: unit, status, quarter, version } = appraisal;
  return { id: `${workerId}-${quarter}`, unit, status, facts: { version } };
};

/** Nobody appraises themselves, or has it done in their name. */
export const notOneself = ({ meta }: Command, workerId: string): void => {
  if ([meta.actor, meta.onBehalfOf].includes(workerId)) throw reject('APPRAISAL_OWN');
};

/** Who answers for what a command says: the person acted for, else the caller. */
export const answerableFor = ({ meta }: Command): string => meta.onBehalfOf ?? meta.actor;
