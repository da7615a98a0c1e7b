import type { Command } from '../../../kernel/command.js';
import type { Context } from '../../../kernel/context.js';
import type { Ground } from '../../../kernel/workforce/grounds.js';
import { groundsAgainst } from '../../../kernel/workforce/service.js';
import type { ServiceRecordEvent } from '../events.js';
import { evolve, type ServiceRecord, termsIn } from '../record-state.js';

export interface OfWorker {
  readonly workerId: string;
  readonly officeId: string;
}
/** The worker, and the office that they serve in. */
export const named = ({ workerId }: { readonly workerId: string }, context: Context): OfWorker => ({
  workerId,
  officeId: context.jurisdiction.at(-1) ?? '',
});

/**
 * Facts with what they make of the worker's grounds: the first opens a case, the last that goes withdraws it, and in between it says
 * what the grounds are (THR-6). Nothing is decided here.
 */
export const judged = (
  facts: readonly ServiceRecordEvent[],
  command: Command & { readonly workerId: string },
  record: ServiceRecord,
  context: Context,
): ServiceRecordEvent[] => {
  if (facts.length === 0) return [];
  const after = facts.reduce(evolve, record);
  return [...facts, ...consequences(command, after, context)];
};

const consequences = (
  command: Command & { readonly workerId: string },
  record: ServiceRecord,
  context: Context,
): ServiceRecordEvent[] => {
  const of = named(command, context);
  const { open } = record;
  const terms = termsIn(record, context);
  const grounds = terms ? groundsAgainst({ ...record, terms }, context) : [];
  if (!open) {
    const { commandId: caseId } = command.meta;
    return grounds.length === 0 ? [] : [{ type: 'DismissalCaseOpened', data: { ...of, caseId, grounds } }];
  }
  if (grounds.length === 0) return [withdrawn(of, open, record.endedOn === undefined ? 'FACTS_GONE' : 'SERVICE_ENDED')];
  return same(open.grounds, grounds) ? [] : [changed(of, open, grounds)];
};

type Open = NonNullable<ServiceRecord['open']>;

const withdrawn = (
  of: OfWorker,
  { caseId, grounds }: Open,
  because: 'FACTS_GONE' | 'SERVICE_ENDED',
): ServiceRecordEvent => ({
  type: 'DismissalCaseWithdrawn',
  data: { ...of, caseId, because, gone: grounds.map(({ row }) => row) },
});

const changed = (of: OfWorker, { caseId, grounds: before }: Open, grounds: readonly Ground[]): ServiceRecordEvent => {
  const rows = (all: readonly Ground[]) => [...new Set(all.map(({ row }) => row))];
  const [old, now] = [rows(before), rows(grounds)];
  const added = now.filter((row) => !old.includes(row));
  const gone = old.filter((row) => !now.includes(row));
  return { type: 'DismissalGroundsChanged', data: { ...of, caseId, grounds, added, gone } };
};

const same = (a: readonly Ground[], b: readonly Ground[]): boolean => JSON.stringify(a) === JSON.stringify(b);
