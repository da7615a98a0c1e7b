import { Command } from '../../kernel/command.js';
import type { Context } from '../../kernel/context.js';
import { minutesAfter } from '../../kernel/day.js';
import { ChoiceField, PatternField, TextField } from '../../kernel/fields.js';
import { type HistoryAccessEvent, SUBJECT_KINDS, type SubjectKind } from './events.js';
import type { HistoryAccess } from './history-access.js';

/** Ids, names of streams, and `<view>/<key>`: whatever the key is, it has no control characters. */
const SUBJECT = /^[^\p{Cc}]{1,300}$/u;

export class OpenHistory extends Command {
  @ChoiceField(SUBJECT_KINDS, { description: '对象类别 / what it is the history of', example: 'supervisee' })
  declare readonly kind: SubjectKind;
  @PatternField(SUBJECT, {
    description: '人员编号、流名称，或“视图/键” / id of the person, name of the stream, or `<view>/<key>`',
    example: '3f1b6c1e-6f0a-5d52-9c39-7a5d0b8e4c11',
  })
  declare readonly subjectId: string;
  @TextField({ max: 500, description: '查阅理由 / reason; names nobody', example: '核查案件办理过程' })
  declare readonly reason: string;
}

/** A history is read for a stated reason, which goes on record before anything is shown (SEC-4). */
export const openHistory = (c: OpenHistory, _access: HistoryAccess, context: Context): HistoryAccessEvent[] => {
  const { kind, subjectId, reason, meta } = c;
  const openUntil = minutesAfter(context.now, context.policy.rules.files.openMinutes);
  const person = superviseeIn(kind, subjectId);
  const named = person === undefined ? {} : { superviseeId: person };
  return [{ type: 'HistoryOpened', data: { kind, subjectId, ...named, reader: meta.actor, reason, openUntil } }];
};

const OWN_STREAM = 'supervisee-';

/** The supervisee that the subject is: by kind, or by the name of the stream that is the person's own. */
const superviseeIn = (kind: SubjectKind, subjectId: string): string | undefined => {
  if (kind === 'supervisee') return subjectId;
  return kind === 'record' && subjectId.startsWith(OWN_STREAM) ? subjectId.slice(OWN_STREAM.length) : undefined;
};
