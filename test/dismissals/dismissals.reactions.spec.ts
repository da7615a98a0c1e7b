import { describe, expect, it } from '@jest/globals';
import { serviceFacts } from '../../src/dismissals/dismissals.reactions.js';
import {
  NoteAnnualGrade,
  NoteServiceEnd,
  NoteServiceTerms,
  TallySessions,
} from '../../src/dismissals/domain/note-facts.js';
import { DismissSocialWorker } from '../../src/social-workers/domain/departure/dismiss-social-worker.js';
import { dismissalByDecision } from '../../src/social-workers/social-workers.reactions.js';
import { recorded } from '../support/fold-view.js';

const of = { workerId: 'w-1', officeId: 'office-1' };
const react = (type: string, data: object) => serviceFacts.react(recorded({ type, data: { ...of, ...data } }) as never);
const AM = '2026-03-09:AM';
const tallied = (said: object) => [{ command: TallySessions, fields: { workerId: 'w-1', sessions: [AM], said } }];

describe('what comes to the service record', () => {
  it.each([
    ['AbsenceLogged', { session: AM }, { change: 'ABSENT' }],
    ['AttendanceCorrected', { session: AM, to: 'PRESENT' }, { change: 'WORKED' }],
    ['AttendanceCorrected', { session: AM, to: 'ABSENT' }, { change: 'ABSENT' }],
    ['LeaveSessionWorked', { session: AM, requestId: 'r-1' }, { change: 'WORKED' }],
    [
      'LeaveNoted',
      { requestId: 'r-1', kind: 'SICK', sessions: [AM] },
      { change: 'LEAVE', requestId: 'r-1', kind: 'SICK' },
    ],
    [
      'LeaveReleased',
      { requestId: 'r-1', kind: 'SICK', sessions: [AM] },
      { change: 'LEAVE_RELEASED', requestId: 'r-1' },
    ],
  ])('[THR-6] of attendance: %s', (type, data, said) => {
    expect(react(type, data)).toEqual(tallied(said));
  });
  it('[THR-6] of the service: since when, until when on probation, and its end', () => {
    const terms = (fields: object) => [{ command: NoteServiceTerms, fields: { workerId: 'w-1', ...fields } }];
    const appointedOn = '2026-01-05';
    expect(react('SocialWorkerAppointed', { appointedOn })).toEqual(terms({ appointedOn, probationEnds: null }));
    expect(react('SocialWorkerAppointed', { appointedOn, probationUntil: '2026-04-04' })).toEqual(
      terms({ appointedOn, probationEnds: '2026-04-04' }),
    );
    expect(react('AppointmentConfirmed', { on: '2026-03-05' })).toEqual(terms({ probationEnds: '2026-03-04' }));
    expect(react('AppointmentEnded', { on: '2026-03-31' })).toEqual([
      { command: NoteServiceEnd, fields: { workerId: 'w-1', on: '2026-03-31' } },
    ]);
  });
  it('[APP-4] of annual appraisals, the grade that stands', () => {
    const fields = { workerId: 'w-1', year: '2026', on: '2026-12-30', grade: 'NOT_COMPETENT' };
    for (const type of ['AnnualAppraisalGraded', 'AnnualAppealDecided'])
      expect(react(type, { year: '2026', on: '2026-12-30', grade: 'NOT_COMPETENT' })).toEqual([
        { command: NoteAnnualGrade, fields },
      ]);
  });
  it('[ATT-1] never a check-in: a worker of ten years costs no more at the door than a new one', () => {
    expect(serviceFacts.events).not.toContain('CheckedIn');
    expect(serviceFacts.events).not.toContain('CheckedOut');
  });
});

describe('a decided case', () => {
  const decided = (outcome: string, more: object = {}) =>
    dismissalByDecision.react(
      recorded({
        type: 'DismissalCaseDecided',
        data: {
          ...of,
          caseId: 'c-1',
          outcome,
          grounds: [{ rule: 'THR-1' }, { rule: 'THR-1' }, { rule: 'APP-4' }],
          ...more,
        },
      }) as never,
    );
  it('[THR-6] [HR-3] ends the appointment when it is against the worker, and nothing else', () => {
    expect(decided('KEEP')).toEqual([]);
    expect(decided('DISMISS', { on: '2026-03-31' })).toEqual([
      {
        command: DismissSocialWorker,
        fields: {
          ...{ workerId: 'w-1', on: '2026-03-31', dismissalCaseId: 'c-1' },
          reason: '依据辞退案件决定（THR-1、APP-4）',
        },
      },
    ]);
  });
});
