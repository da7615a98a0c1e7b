import { Command } from '../../../kernel/command.js';
import type { Context, Face } from '../../../kernel/context.js';
import type { Day, Quarter } from '../../../kernel/day.js';
import { IdField } from '../../../kernel/fields.js';
import { notFound } from '../../../kernel/rejection.js';
import { type Grade, YearField } from '../grades.js';
import type { AnnualAppraisalEvent, DimensionScores } from './events.js';
import { reject } from './rejections.js';

interface OfYear {
  readonly workerId: string;
  readonly officeId: string;
  readonly year: string;
}
export interface OpenYear extends OfYear {
  readonly status: 'open';
  readonly quarters: readonly Quarter[];
  readonly opinionBy?: string;
  readonly scores?: DimensionScores;
}
export interface GradedYear extends OfYear {
  /** A result; one that the worker has appealed against; one that an appeal has settled. */
  readonly status: 'graded' | 'appealed' | 'settled';
  readonly grade: Grade;
  readonly gradedOn: Day;
  readonly gradedBy: string;
  readonly appealUntil: Day;
}
/** The appraisal of one worker for one year. */
export type AnnualYear = { readonly status: 'none' } | OpenYear | GradedYear;

export const NO_YEAR: AnnualYear = { status: 'none' };

export const evolve = (before: AnnualYear, event: AnnualAppraisalEvent): AnnualYear => {
  const { workerId, officeId, year } = event.data;
  switch (event.type) {
    case 'AnnualAppraisalOpened':
      return { status: 'open', workerId, officeId, year, quarters: event.data.quarters };
    case 'HeadOpinionGiven':
      return before.status === 'open' ? { ...before, opinionBy: event.data.by } : before;
    case 'DimensionsScored':
      return before.status === 'open' ? { ...before, scores: event.data.scores } : before;
    case 'AnnualAppraisalGraded': {
      const { grade, on: gradedOn, by: gradedBy, appealUntil } = event.data;
      return { status: 'graded', workerId, officeId, year, grade, gradedOn, gradedBy, appealUntil };
    }
    case 'AnnualAppraisalAppealed':
      return isResult(before) ? { ...before, status: 'appealed' } : before;
    case 'AnnualAppealDecided':
      return isResult(before) ? { ...before, status: 'settled', grade: event.data.grade } : before;
  }
};

const isResult = (year: AnnualYear): year is GradedYear => year.status !== 'none' && year.status !== 'open';

/** What leave, awards and dismissals see of it: the grade that stands, once there is one (LEV-9, APP-4). */
export const face = (year: AnnualYear): Face | undefined => {
  if (year.status === 'none') return undefined;
  const result: Face['facts'] = isResult(year) ? { grade: year.grade, gradedOn: year.gradedOn } : {};
  return {
    id: `${year.workerId}-${year.year}`,
    unit: year.officeId,
    status: year.status,
    facts: { year: year.year, ...result },
  };
};

/** A command about one worker's appraisal of one year. */
export abstract class OfAnnualAppraisal extends Command {
  @IdField({ path: true }) declare readonly workerId: string;
  @YearField({ path: true, description: '年度 / year', example: '2026' }) declare readonly year: string;
}

/** Names the appraisal: what every event of it says. */
export const named = ({ workerId, year }: OfAnnualAppraisal, context: Context): OfYear => ({
  workerId,
  officeId: context.jurisdiction.at(-1) ?? '',
  year,
});

/** Who answers for what a command says: the person acted for, else the caller. */
export const answerableFor = ({ meta }: Command): string => meta.onBehalfOf ?? meta.actor;

export const notOneself = ({ meta, workerId }: OfAnnualAppraisal): void => {
  if ([meta.actor, meta.onBehalfOf].includes(workerId)) throw reject('ANNUAL_OWN');
};

/** The appraisal while it is in progress. */
export const inProgress = (year: AnnualYear): OpenYear => {
  if (year.status === 'none') throw notFound();
  if (year.status !== 'open') throw reject('ANNUAL_GRADED', { status: year.status });
  return year;
};

/** The result, at a stage. */
export const resultAt = (year: AnnualYear, status: GradedYear['status'], code: ResultCode): GradedYear => {
  if (year.status === 'none') throw notFound();
  if (!isResult(year) || year.status !== status) throw reject(code, { status: year.status });
  return year;
};
type ResultCode = 'ANNUAL_NOT_APPEALABLE' | 'ANNUAL_NOT_APPEALED';
