import { Command } from '../../kernel/command.js';
import type { Day } from '../../kernel/day.js';
import { IdField } from '../../kernel/fields.js';
import { notFound } from '../../kernel/rejection.js';
import type { AccountabilityEvent, CaseKind, Measure } from './events.js';
import { reject } from './rejections.js';

interface OfCase {
  readonly caseId: string;
  readonly workerId: string;
  readonly officeId: string;
  readonly kind: CaseKind;
  readonly openedOn: Day;
}
export interface CaseInProgress extends OfCase {
  readonly status: 'opened' | 'heard';
  readonly heardOn?: Day;
}
export interface DecidedCase extends OfCase {
  /** A decision; one that the worker has appealed against; one that an appeal has settled. */
  readonly status: 'decided' | 'appealed' | 'settled';
  readonly measure: Measure;
  readonly decidedBy: string;
  readonly appealUntil: Day;
}
/** The case of one worker and one neglect of duty. */
export type DisciplinaryCase = { readonly status: 'none' } | CaseInProgress | DecidedCase;

export const NO_CASE: DisciplinaryCase = { status: 'none' };

export const evolve = (before: DisciplinaryCase, event: AccountabilityEvent): DisciplinaryCase => {
  if (event.type === 'DisciplinaryCaseOpened') {
    const { caseId, workerId, officeId, kind, happenedOn } = event.data;
    return { status: 'opened', caseId, workerId, officeId, kind, openedOn: happenedOn };
  }
  if (before.status === 'none') return before;
  switch (event.type) {
    case 'DisciplinaryCaseHeard':
      return isDecided(before) ? before : { ...before, status: 'heard', heardOn: event.data.heardOn };
    case 'DisciplinaryCaseDecided': {
      const { measure, by: decidedBy, appealUntil } = event.data;
      const { caseId, workerId, officeId, kind, openedOn } = before;
      return { status: 'decided', caseId, workerId, officeId, kind, openedOn, measure, decidedBy, appealUntil };
    }
    case 'DisciplinaryDecisionAppealed':
      return isDecided(before) ? { ...before, status: 'appealed' } : before;
    case 'DisciplinaryAppealDecided':
      return isDecided(before) ? { ...before, status: 'settled', measure: event.data.measure } : before;
  }
};

const isDecided = (one: DisciplinaryCase): one is DecidedCase =>
  one.status === 'decided' || one.status === 'appealed' || one.status === 'settled';

/** A command about one case. */
export abstract class OfDisciplinaryCase extends Command {
  @IdField({ path: true }) declare readonly caseId: string;
}

/** Nobody has a hand in a case against themselves. */
export const notAgainst = ({ meta }: Command, workerId: string): void => {
  if ([meta.actor, meta.onBehalfOf].includes(workerId)) throw reject('CASE_OWN');
};

/** Who answers for what a command says: the person acted for, else the caller. */
export const answerableFor = ({ meta }: Command): string => meta.onBehalfOf ?? meta.actor;

/** A case that is not decided yet, of somebody else than the caller. */
export const pending = (c: OfDisciplinaryCase, one: DisciplinaryCase): CaseInProgress => {
  if (one.status === 'none') throw notFound();
  notAgainst(c, one.workerId);
  if (isDecided(one)) throw reject('CASE_DECIDED', { status: one.status });
  return one;
};

/** The decision, at a stage. */
export const decisionAt = (
  one: DisciplinaryCase,
  status: DecidedCase['status'],
  code: 'CASE_NOT_APPEALABLE' | 'CASE_NOT_APPEALED',
): DecidedCase => {
  if (one.status === 'none') throw notFound();
  if (!isDecided(one) || one.status !== status) throw reject(code, { status: one.status });
  return one;
};

export const named = ({ caseId, workerId, officeId }: OfCase): Pick<OfCase, 'caseId' | 'workerId' | 'officeId'> => ({
  caseId,
  workerId,
  officeId,
});
