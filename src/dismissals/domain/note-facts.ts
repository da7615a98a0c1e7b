import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import type { Session } from '../../kernel/sessions.js';
import { sessionAfter, type SessionChange } from '../../kernel/workforce/conduct.js';
import { judged, named } from './cases/judge.js';
import type { ServiceRecordEvent } from './events.js';
import type { ServiceRecord } from './record-state.js';

/** What the facts of other records say of a worker's service; no route leads here. */
abstract class OfService extends Command {
  declare readonly workerId: string;
}
/** Where a fact says only one of the two, the other stays as it is. */
export class NoteServiceTerms extends OfService {
  declare readonly appointedOn?: Day;
  declare readonly probationEnds: Day | null;
}
export class NoteServiceEnd extends OfService {
  declare readonly on: Day;
}
export class TallySessions extends OfService {
  declare readonly sessions: readonly Session[];
  declare readonly said: SessionChange;
}
export class NoteAnnualGrade extends OfService {
  declare readonly year: string;
  declare readonly on: Day;
  declare readonly grade: string;
}

type Rule<C extends OfService> = (c: C, record: ServiceRecord, context: Context) => ServiceRecordEvent[];

/** The status that each day is judged by follows the terms: a probation that is cut short moves days from one side to the other. */
export const noteServiceTerms: Rule<NoteServiceTerms> = (c, record, context) => {
  const appointedOn = c.appointedOn ?? record.terms?.appointedOn ?? context.references.worker?.facts.appointedOn;
  if (typeof appointedOn !== 'string') return [];
  const { probationEnds } = c;
  const data = { ...named(c, context), appointedOn, probationEnds };
  return judged([{ type: 'ServiceTermsNoted', data }], c, record, context);
};

export const noteServiceEnd: Rule<NoteServiceEnd> = (c, record, context) =>
  judged([{ type: 'ServiceEndNoted', data: { ...named(c, context), on: c.on } }], c, record, context);

/** Sessions of which it was known already change nothing. */
export const tallySessions: Rule<TallySessions> = (c, record, context) => {
  const sessions = c.sessions.filter((session) => {
    const before = record.sessions[session] ?? {};
    return JSON.stringify(sessionAfter(before, c.said)) !== JSON.stringify(before);
  });
  if (sessions.length === 0) return [];
  const data = { ...named(c, context), sessions, ...c.said };
  return judged([{ type: 'SessionsTallied', data }], c, record, context);
};

export const noteAnnualGrade: Rule<NoteAnnualGrade> = (c, record, context) => {
  const { year, on } = c;
  const notCompetent = c.grade === 'NOT_COMPETENT';
  if (notCompetent === record.notCompetent.some((one) => one.year === year)) return [];
  const data = { ...named(c, context), year, on, notCompetent };
  return judged([{ type: 'AnnualGradeNoted', data }], c, record, context);
};
