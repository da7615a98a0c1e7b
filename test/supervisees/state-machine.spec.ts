import { describe, expect, it } from '@jest/globals';
import type { CommandClass } from '../../src/kernel/command.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { fold } from '../../src/kernel/decider.js';
import { INCIDENT_CATEGORIES, type IncidentReported } from '../../src/incidents/domain/events.js';
import { NoteStatusFromIncident } from '../../src/supervisees/domain/absence/note-status-from-incident.js';
import { ReturnToSupervision } from '../../src/supervisees/domain/absence/return-to-supervision.js';
import { CorrectRegistration } from '../../src/supervisees/domain/correction/correct-registration.js';
import { DischargeSupervisee } from '../../src/supervisees/domain/discharge-supervisee.js';
import { FileArchiveNote } from '../../src/supervisees/domain/ending/file-archive-note.js';
import { RecordFinalEvaluation } from '../../src/supervisees/domain/ending/record-final-evaluation.js';
import { type SuperviseeEvent, superviseeEvents } from '../../src/supervisees/domain/events.js';
import { RecordMissedIntake } from '../../src/supervisees/domain/missed-intake/record-missed-intake.js';
import { RecordDecision } from '../../src/supervisees/domain/record-decision.js';
import { RecordRightsAcknowledgement } from '../../src/supervisees/domain/record-rights-acknowledgement.js';
import { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { supervisee } from '../../src/supervisees/domain/supervisee.js';
import { ExtendTerm } from '../../src/supervisees/domain/term/extend-term.js';
import { statusFromIncident } from '../../src/supervisees/supervisees.reactions.js';
import { EndByTransfer } from '../../src/supervisees/domain/transfer/end-by-transfer.js';
import { TransferSupervisee } from '../../src/supervisees/domain/transfer/transfer-supervisee.js';
import { recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';
import { DECISION, FORM, SUPERVISEE_ID } from './people.js';

const one = { superviseeId: SUPERVISEE_ID };
const day = '2026-03-20';
const now: World = { at: `${day} 09:00` };
const incident = (to: 'out-of-supervision' | 'detained' | 'deceased', since = day) => ({
  ...one,
  incidentId: 'i-1',
  to,
  since,
});
const RULING = { decisionBody: '福州市仓山区人民法院', documentNumber: '（2026）闽0104刑更1号' };
const LONGER = { ...one, ...RULING, decidedOn: day, termTo: '2027-06-01' };
const CERTIFICATE = { certificateNumber: '（2026）仓矫解字第8号' };
const EVALUATION = { ...one, on: day, summary: '表现良好' };
const BACK = { ...one, on: day, reason: '已找到本人' };
const MOVED = { ...one, transferId: 'move-1', on: day };
const NOTE = { ...one, day, title: '回执', note: '原件存卷' };

type Step = readonly [CommandClass, object, World];
const came: Step = [RegisterSupervisee, FORM, now];
const evaluated: Step = [RecordFinalEvaluation, EVALUATION, now];
const STATUSES: Readonly<Record<string, readonly Step[]>> = {
  unknown: [],
  expected: [[RecordDecision, DECISION, { at: '2026-03-04 09:00' }]],
  registered: [came],
  evaluated: [came, evaluated],
  'out-of-supervision': [came, [NoteStatusFromIncident, incident('out-of-supervision'), now]],
  detained: [came, [NoteStatusFromIncident, incident('detained'), now]],
  deceased: [came, [NoteStatusFromIncident, incident('deceased'), now]],
  discharged: [came, evaluated, [DischargeSupervisee, { ...one, on: day, cause: 'PARDON', ...CERTIFICATE }, now]],
  terminated: [came, [DischargeSupervisee, { ...one, on: day, cause: 'REVOKED', ...RULING }, now]],
  transferred: [came, [EndByTransfer, MOVED, now]],
};
const COMMANDS: Readonly<Record<string, Step>> = {
  RecordDecision: [RecordDecision, DECISION, now],
  RegisterSupervisee: came,
  RecordMissedIntake: [RecordMissedIntake, one, now],
  RecordRightsAcknowledgement: [RecordRightsAcknowledgement, { ...one, day, explainedBy: 'w-1' }, now],
  CorrectRegistration: [CorrectRegistration, { ...one, category: 'PAROLE', reason: '录入有误' }, now],
  ExtendTerm: [ExtendTerm, LONGER, now],
  NoteStatusFromIncident: [NoteStatusFromIncident, incident('detained'), now],
  ReturnToSupervision: [ReturnToSupervision, BACK, now],
  RecordFinalEvaluation: evaluated,
  TransferSupervisee: [
    TransferSupervisee,
    { ...MOVED, officeId: 'office-2', fromPath: [], scope: 'WITHIN_COUNTY' },
    now,
  ],
  EndByTransfer: [EndByTransfer, MOVED, now],
  DischargeSupervisee: [DischargeSupervisee, { ...one, on: day, cause: 'PARDON', ...CERTIFICATE }, now],
  FileArchiveNote: [FileArchiveNote, NOTE, now],
};

const NOT = 'NOT_UNDER_SUPERVISION';
const AWAY = 'SUPERVISION_INTERRUPTED';
const OPEN = 'FILE_NOT_CLOSED';
const TWICE = 'ALREADY_REGISTERED';
const KNOWN = 'DECISION_ALREADY_RECORDED';
const UNEVALUATED = 'FINAL_EVALUATION_NEEDED';
const DEAD = 'SUPERVISEE_DECEASED';
const THERE = 'NOT_INTERRUPTED';
/** What follows each command in each status: the fact, nothing (''), or the rule that says no. In the order of `STATUSES`. */
const TABLE: Readonly<Record<string, readonly string[]>> = {
  RecordDecision: ['SupervisionDecided', KNOWN, KNOWN, KNOWN, KNOWN, KNOWN, KNOWN, KNOWN, KNOWN, KNOWN],
  RegisterSupervisee: [
    'SuperviseeRegistered',
    'SuperviseeRegistered',
    TWICE,
    TWICE,
    TWICE,
    TWICE,
    TWICE,
    TWICE,
    TWICE,
    TWICE,
  ],
  RecordMissedIntake: ['', 'IntakeMissed', '', '', '', '', '', '', '', ''],
  RecordRightsAcknowledgement: [NOT, NOT, 'RightsAcknowledged', 'RightsAcknowledged', AWAY, AWAY, DEAD, NOT, NOT, NOT],
  CorrectRegistration: [NOT, NOT, ...Array<string>(5).fill('RegistrationCorrected'), NOT, NOT, NOT],
  ExtendTerm: [NOT, NOT, 'TermExtended', 'TermExtended', 'TermExtended', 'TermExtended', DEAD, NOT, NOT, NOT],
  NoteStatusFromIncident: [
    '',
    '',
    'SupervisionInterrupted',
    'SupervisionInterrupted',
    'SupervisionInterrupted',
    '',
    '',
    '',
    '',
    '',
  ],
  ReturnToSupervision: [
    NOT,
    NOT,
    THERE,
    THERE,
    'SupervisionResumed',
    'SupervisionResumed',
    'SupervisionResumed',
    NOT,
    NOT,
    NOT,
  ],
  RecordFinalEvaluation: [
    NOT,
    NOT,
    'SuperviseeEvaluated',
    'FINAL_EVALUATION_ALREADY_RECORDED',
    'SuperviseeEvaluated',
    'SuperviseeEvaluated',
    DEAD,
    NOT,
    NOT,
    NOT,
  ],
  DischargeSupervisee: [NOT, NOT, UNEVALUATED, 'SuperviseeDischarged', UNEVALUATED, UNEVALUATED, DEAD, NOT, NOT, NOT],
  TransferSupervisee: ['', '', ...Array<string>(5).fill('SuperviseeTransferred'), '', '', ''],
  EndByTransfer: ['', '', ...Array<string>(5).fill('SuperviseeDischarged'), '', '', ''],
  FileArchiveNote: [
    OPEN,
    OPEN,
    OPEN,
    OPEN,
    OPEN,
    OPEN,
    OPEN,
    'ArchiveNoteFiled',
    'ArchiveNoteFiled',
    'ArchiveNoteFiled',
  ],
};

const outcome = (before: readonly DomainEvent[], [type, fields, world]: Step): string => {
  try {
    return given(supervisee, before)
      .when(type, fields, world)
      .events()
      .map((event) => event.type)
      .join();
  } catch (error) {
    if (error instanceof Rejection) return error.code;
    throw error;
  }
};
const after = (status: string): DomainEvent[] => story(supervisee, ...(STATUSES[status] ?? []));

describe('every command in every status', () => {
  it('[DIS-1] the table knows every command', () => {
    expect(Object.keys(TABLE).sort()).toEqual(Object.keys(supervisee.commands).sort());
    expect(Object.keys(COMMANDS).sort()).toEqual(Object.keys(supervisee.commands).sort());
  });
  it('each story leads to the status that it is named after', () => {
    for (const status of Object.keys(STATUSES)) {
      const state = fold(supervisee, supervisee.initial, after(status) as SuperviseeEvent[]);
      expect(state.status).toBe(status === 'evaluated' ? 'registered' : status);
    }
  });
  const cells = Object.keys(COMMANDS).flatMap((name) =>
    Object.keys(STATUSES).map((status, at) => [name, status, TABLE[name]?.[at]] as const),
  );
  it.each(cells)('[DIS-1] [INC-2] %s when %s: %s', (name, status, expected) => {
    expect(outcome(after(status), COMMANDS[name] as Step)).toBe(expected);
  });
});

describe('the end', () => {
  const end = (fields: object, ...before: readonly Step[]): string =>
    outcome(story(supervisee, came, ...before), [DischargeSupervisee, { ...one, on: day, ...fields }, now]);

  it('[DIS-1] by expiry or pardon needs the evaluation and a certificate; by expiry the day of the term', () => {
    expect(end({ cause: 'PARDON', ...CERTIFICATE })).toBe(UNEVALUATED);
    expect(end({ cause: 'PARDON' }, evaluated)).toBe('CERTIFICATE_NEEDED');
    expect(end({ cause: 'PARDON', ...CERTIFICATE }, evaluated)).toBe('SuperviseeDischarged');
    expect(end({ cause: 'TERM_EXPIRED', ...CERTIFICATE }, evaluated)).toBe('TERM_NOT_EXPIRED');
    const expired = { ...one, on: '2027-03-01', cause: 'TERM_EXPIRED', ...CERTIFICATE };
    const then = { at: '2027-03-01 09:00' };
    expect(outcome(story(supervisee, came), [DischargeSupervisee, expired, then])).toBe(UNEVALUATED);
  });
  it('[DIS-1] does not come before the day of the evaluation', () => {
    const before = { cause: 'PARDON', ...CERTIFICATE, on: '2026-03-19' };
    expect(end(before, evaluated)).toBe(UNEVALUATED);
  });
  it('[DIS-1] by revocation or recommitment needs the document of the deciding body, and has no certificate', () => {
    for (const cause of ['REVOKED', 'RECOMMITTED']) {
      expect(end({ cause })).toBe('TERMINATION_DOCUMENT_NEEDED');
      expect(end({ cause, decisionBody: RULING.decisionBody })).toBe('TERMINATION_DOCUMENT_NEEDED');
      expect(end({ cause, ...RULING, ...CERTIFICATE })).toBe('NO_CERTIFICATE_ON_TERMINATION');
      expect(end({ cause, ...RULING })).toBe('SuperviseeDischarged');
    }
    expect(end({ cause: 'DECEASED', ...CERTIFICATE })).toBe('NO_CERTIFICATE_ON_TERMINATION');
    expect(end({ cause: 'DECEASED' })).toBe('SuperviseeDischarged');
  });
  it('[DIS-1] whose death was reported ends by death alone', () => {
    const dead: Step = [NoteStatusFromIncident, incident('deceased'), now];
    expect(end({ cause: 'REVOKED', ...RULING }, dead)).toBe(DEAD);
    expect(end({ cause: 'DECEASED' }, dead)).toBe('SuperviseeDischarged');
  });
  it('[DIS-1] the evaluation and the archive keep to their days', () => {
    const on = (type: CommandClass, fields: object, ...before: Step[]) =>
      outcome(story(supervisee, ...before), [type, fields, now]);
    expect(on(RecordFinalEvaluation, { ...EVALUATION, on: '2026-03-09' }, came)).toBe('SuperviseeEvaluated');
    expect(on(RecordFinalEvaluation, { ...EVALUATION, on: '2026-03-08' }, came)).toBe(
      'FINAL_EVALUATION_BEFORE_REGISTRATION',
    );
    expect(on(RecordFinalEvaluation, { ...EVALUATION, on: '2026-03-21' }, came)).toBe('FINAL_EVALUATION_IN_FUTURE');
    const closed = STATUSES.terminated ?? [];
    expect(on(FileArchiveNote, { ...NOTE, day: '2026-03-19' }, ...closed)).toBe('ARCHIVED_BEFORE_END');
    expect(on(FileArchiveNote, { ...NOTE, day: '2026-03-21' }, ...closed)).toBe('ARCHIVED_IN_FUTURE');
  });
  it('[SEC-3] what is told of the person is sealed', () => {
    expect(superviseeEvents.SuperviseeEvaluated).toMatchObject({ subject: 'superviseeId', personal: ['summary'] });
    expect(superviseeEvents.ArchiveNoteFiled).toMatchObject({ subject: 'superviseeId', personal: ['title', 'note'] });
    expect(superviseeEvents.SupervisionResumed).toMatchObject({ subject: 'superviseeId', personal: ['reason'] });
  });
});

describe('the extension of the term', () => {
  const extend = (fields: object, at = now, ...before: readonly Step[]): string =>
    outcome(story(supervisee, came, ...before), [ExtendTerm, { ...LONGER, ...fields }, at]);
  const extended: Step = [ExtendTerm, LONGER, now];

  it('[SAN-2] says from and to and the document, which counts once however it is typed', () => {
    given(supervisee, story(supervisee, came))
      .when(ExtendTerm, LONGER, now)
      .then({ type: 'TermExtended', data: { ...RULING, decidedOn: day, from: '2027-03-01', to: '2027-06-01' } });
    const again = { termTo: '2027-09-01' };
    expect(extend(again, now, extended)).toBe('DOCUMENT_ALREADY_APPLIED');
    expect(extend({ ...again, documentNumber: '(2026)闽0104刑更1 号' }, now, extended)).toBe(
      'DOCUMENT_ALREADY_APPLIED',
    );
    expect(extend({ ...again, documentNumber: '（2026）闽0104刑更2号' }, now, extended)).toBe('TermExtended');
    const original = { decisionBody: FORM.decisionBody, documentNumber: FORM.documentNumber };
    expect(extend(original)).toBe('DOCUMENT_ALREADY_APPLIED');
  });
  it('[SAN-2] makes the term longer, never shorter, while it runs', () => {
    expect(extend({ termTo: '2027-03-01' })).toBe('TERM_NOT_EXTENDED');
    expect(extend({ termTo: '2027-03-02' })).toBe('TermExtended');
    expect(extend({ decidedOn: '2026-03-21' })).toBe('EXTENSION_IN_FUTURE');
    expect(extend({ decidedOn: '2026-03-08' })).toBe('EXTENSION_BEFORE_REGISTRATION');
    expect(extend({ decidedOn: '2026-03-09' })).toBe('TermExtended');
    const then = { at: '2027-03-02 09:00' };
    expect(extend({ decidedOn: '2027-03-01' }, then)).toBe('TermExtended');
    expect(extend({ decidedOn: '2027-03-02' }, then)).toBe('TERM_ALREADY_EXPIRED');
  });
  it('[SAN-2] [DIS-1] expiry waits for the new last day', () => {
    const on = (last: string) =>
      outcome(story(supervisee, came, evaluated, extended), [
        DischargeSupervisee,
        { ...one, on: last, cause: 'TERM_EXPIRED', ...CERTIFICATE },
        { at: '2027-06-01 09:00' },
      ]);
    expect(on('2027-05-31')).toBe('TERM_NOT_EXPIRED');
    expect(on('2027-06-01')).toBe('SuperviseeDischarged');
  });
});

describe('what an incident does to the status', () => {
  it('[INC-2] out of supervision, dead, detained; the other situations change nothing', () => {
    const follows = INCIDENT_CATEGORIES.map((category) => {
      const data = { ...one, incidentId: 'i-1', category, occurredAt: '2026-03-19T17:00:00.000Z' };
      const [next] = statusFromIncident.react(
        recorded({ type: 'IncidentReported', data } as unknown as IncidentReported),
      );
      return [category, next?.fields];
    });
    expect(Object.fromEntries(follows)).toEqual({
      CRIME_OR_SIGNS: undefined,
      ABNORMAL_DEATH: incident('deceased'),
      PETITION_OR_DEMONSTRATION: undefined,
      NEW_OFFENCE_COMPULSORY_MEASURES: incident('detained'),
      ADMINISTRATIVE_DETENTION: incident('detained'),
      OUT_OF_SUPERVISION: incident('out-of-supervision'),
      SERIOUS_BREACH: undefined,
    });
  });
  it('[INC-2] says from which status, and since when: not before the registration', () => {
    given(supervisee, story(supervisee, came))
      .when(NoteStatusFromIncident, incident('out-of-supervision', '2026-03-01'), now)
      .then({ type: 'SupervisionInterrupted', data: { incidentId: 'i-1', from: 'registered', since: '2026-03-09' } });
  });
  it('[INC-2] the way back begins on a day from the interruption to today', () => {
    const since = '2026-03-15';
    const away: Step = [NoteStatusFromIncident, incident('detained', since), now];
    const back = (on: string) => outcome(story(supervisee, came, away), [ReturnToSupervision, { ...BACK, on }, now]);
    expect(back('2026-03-14')).toBe('RETURNED_BEFORE_INTERRUPTION');
    expect(back(since)).toBe('SupervisionResumed');
    expect(back('2026-03-21')).toBe('RETURNED_IN_FUTURE');
  });
});
