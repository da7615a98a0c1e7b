import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../../src/kernel/decider.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { DischargeSupervisee } from '../../src/supervisees/domain/discharge-supervisee.js';
import { ENDING_CAUSES, type SuperviseeEvent, superviseeEvents } from '../../src/supervisees/domain/events.js';
import { RecordFinalEvaluation } from '../../src/supervisees/domain/ending/record-final-evaluation.js';
import { RecordDecision } from '../../src/supervisees/domain/record-decision.js';
import { RecordRightsAcknowledgement } from '../../src/supervisees/domain/record-rights-acknowledgement.js';
import { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { supervisee } from '../../src/supervisees/domain/supervisee.js';
import { ExtendTerm } from '../../src/supervisees/domain/term/extend-term.js';
import { documentIdOf, superviseeIdOf } from '../../src/supervisees/domain/supervisee-id.js';
import { given, metaOf, story, type World } from '../support/given.js';
import { DECISION, FORM, identityNumber, SUPERVISEE_ID } from './people.js';

const later: World = { at: '2026-03-20 09:00' };
const one = { superviseeId: SUPERVISEE_ID };
const decided = () => story(supervisee, [RecordDecision, DECISION, {}]);
const registered = () => story(supervisee, [RegisterSupervisee, FORM, later]);
const told = { ...one, day: '2026-03-10', explainedBy: 'w-1' };

describe('intake', () => {
  it('[INT-2] a recorded decision makes its person expected, with the last day to report on', () => {
    given(supervisee)
      .when(RecordDecision, DECISION)
      .then({
        type: 'SupervisionDecided',
        data: {
          superviseeId: SUPERVISEE_ID,
          officeId: 'office-1',
          documentNumber: DECISION.documentNumber,
          category: 'SUSPENDED_SENTENCE',
          birthYear: 1990,
          effectiveOn: '2026-03-02',
          dueOn: '2026-03-12',
        },
      });
  });
  it('[INT-2] registers on reporting with form, category, term and office', () => {
    given(supervisee, decided())
      .when(RegisterSupervisee, FORM, later)
      .then({
        type: 'SuperviseeRegistered',
        data: { ...FORM, superviseeId: SUPERVISEE_ID, birthYear: 1990, missedIntake: false, daysLate: 0 },
      });
    given(supervisee).when(RegisterSupervisee, FORM, later).then({ type: 'SuperviseeRegistered' });
  });
  it('[INT-2] the same document twice meets the same record and is refused, however its number is typed', () => {
    const retyped = { ...DECISION, documentNumber: '(2026) 闽０１０４刑初12号', decisionBody: ' 福州市仓山区人民法院' };
    expect(superviseeIdOf(retyped)).toBe(SUPERVISEE_ID);
    for (const documentNumber of ['〔2026〕闽0104刑初12号', '[2026]闽0104刑初12号', '【2026】闽0104刑初\u200b12号'])
      expect(superviseeIdOf({ ...DECISION, documentNumber })).toBe(SUPERVISEE_ID);
    expect(superviseeIdOf({ ...DECISION, documentNumber: '（2026）闽0104刑初13号' })).not.toBe(SUPERVISEE_ID);
    expect(superviseeIdOf({ ...DECISION, decisionBody: '福州市中级人民法院' })).not.toBe(SUPERVISEE_ID);
    given(supervisee, decided()).when(RecordDecision, retyped).thenRejected('DECISION_ALREADY_RECORDED');
    given(supervisee, registered()).when(RecordDecision, DECISION, later).thenRejected('DECISION_ALREADY_RECORDED');
    given(supervisee, registered()).when(RegisterSupervisee, FORM, later).thenRejected('ALREADY_REGISTERED');
  });
  it('[INT-2] others in the same document are told apart by their place in it; the first needs none', () => {
    expect(superviseeIdOf({ ...DECISION, defendant: 1 })).toBe(SUPERVISEE_ID);
    const second = { ...DECISION, defendant: 2, identityNumber: identityNumber('35010419900307453') };
    const ids = [DECISION, second, { ...second, defendant: 3 }].map(superviseeIdOf);
    expect(new Set(ids).size).toBe(3);
    expect(superviseeIdOf({ ...second, documentNumber: '〔2026〕闽0104刑初12 号' })).toBe(ids[1]);
    given(supervisee)
      .when(RecordDecision, second)
      .then({
        type: 'SupervisionDecided',
        data: { superviseeId: ids[1], defendant: 2, documentId: documentIdOf(DECISION) },
      });
  });
  it('[INT-2] [SAN-2] what began the record of the second does not make the term longer', () => {
    const second = { ...FORM, defendant: 2 };
    const { decisionBody, documentNumber } = DECISION;
    given(supervisee, story(supervisee, [RegisterSupervisee, second, later]))
      .when(
        ExtendTerm,
        {
          superviseeId: superviseeIdOf(second),
          decisionBody,
          documentNumber,
          decidedOn: '2026-03-20',
          termTo: '2028-01-01',
        },
        later,
      )
      .thenRejected('DOCUMENT_ALREADY_APPLIED');
  });
  it('[INT-2] records of the time before that hold the id of their document too', () => {
    const [first] = decided();
    const { documentId: _, ...before } = first?.data as Record<string, unknown>;
    const { upcast } = superviseeEvents.SupervisionDecided;
    expect(upcast?.(before, 1)).toEqual(first?.data);
  });
  it('[INT-2] both commands about one document go to one stream, and the record shows the id that commands name', () => {
    const decision = Object.assign(new RecordDecision(), DECISION, { meta: metaOf({}) });
    const form = Object.assign(new RegisterSupervisee(), FORM, { meta: metaOf({}) });
    expect(supervisee.idOf(decision)).toBe(supervisee.idOf(form));
    expect(supervisee.idOf(form)).toBe(SUPERVISEE_ID);
  });
  it('[INT-2] a registration has to agree with the recorded decision, and the refusal names where it does not', () => {
    const other = { ...FORM, category: 'PAROLE', termTo: '2027-09-01' } as const;
    given(supervisee, decided()).when(RegisterSupervisee, other, later).thenRejected('DOCUMENT_MISMATCH');
    const refusal = ((): unknown => {
      try {
        return given(supervisee, decided()).when(RegisterSupervisee, other, later).events();
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toMatchObject({ details: { fields: ['category', 'termTo'] } });
    for (const differing of [
      { termFrom: '2026-03-01' },
      { effectiveOn: '2026-03-03' },
      { officeId: 'office-2' },
      { identityNumber: identityNumber('35010419910307451') },
      { identityNumber: identityNumber('35010419900307452'), sex: 'FEMALE' as const },
    ])
      given(supervisee, decided())
        .when(RegisterSupervisee, { ...FORM, ...differing }, later)
        .thenRejected('DOCUMENT_MISMATCH');
  });
  it('[INT-2] an office that was merged since the decision may be named by either id', () => {
    const merged: World = { ...later, jurisdiction: ['city-1', 'county-1', 'office-9'] };
    for (const officeId of ['office-1', 'office-9'])
      given(supervisee, decided())
        .when(RegisterSupervisee, { ...FORM, officeId }, merged)
        .then({ type: 'SuperviseeRegistered', data: { officeId: 'office-9' } });
  });
  it('[INT-2] reporting on the tenth day is in time, on the eleventh it is missed intake by one day', () => {
    given(supervisee)
      .when(RegisterSupervisee, { ...FORM, reportedOn: '2026-03-12' }, later)
      .then({ type: 'SuperviseeRegistered', data: { dueOn: '2026-03-12', missedIntake: false, daysLate: 0 } });
    given(supervisee)
      .when(RegisterSupervisee, { ...FORM, reportedOn: '2026-03-13' }, later)
      .then({ type: 'SuperviseeRegistered', data: { dueOn: '2026-03-12', missedIntake: true, daysLate: 1 } });
  });
  it('[RULE-2] the days to report within are those of the policy of the day of taking effect', () => {
    const rules = { ...FUZHOU_REGIME, intake: { reportWithinDays: 3 } };
    given(supervisee)
      .when(RegisterSupervisee, { ...FORM, reportedOn: '2026-03-06' }, { ...later, rules })
      .then({ type: 'SuperviseeRegistered', data: { dueOn: '2026-03-05', missedIntake: true, daysLate: 1 } });
    const form = Object.assign(new RegisterSupervisee(), FORM, { meta: metaOf(later) });
    expect(supervisee.factDay?.(form)).toBe('2026-03-02');
    const acknowledgement = Object.assign(new RecordRightsAcknowledgement(), told, { meta: metaOf(later) });
    expect(supervisee.factDay?.(acknowledgement)).toBe('2026-03-20');
  });
  it('[INT-2] the reporting day is not in the future and not before the decision took effect', () => {
    const reporting = (reportedOn: string, at: string) =>
      given(supervisee).when(RegisterSupervisee, { ...FORM, reportedOn }, { at });
    reporting('2026-03-09', '2026-03-09 00:00').then({ type: 'SuperviseeRegistered' });
    reporting('2026-03-10', '2026-03-09 23:59').thenRejected('REPORTED_IN_FUTURE');
    reporting('2026-03-02', '2026-03-09 09:00').then({ type: 'SuperviseeRegistered' });
    reporting('2026-03-01', '2026-03-09 09:00').thenRejected('REPORTED_BEFORE_EFFECT');
  });
  it('a term of one day is one, a reversed term is not; a supervisee belongs to an office', () => {
    const term = (termTo: string) => given(supervisee).when(RecordDecision, { ...DECISION, termTo });
    term('2026-03-02').then({ type: 'SupervisionDecided' });
    term('2026-03-01').thenRejected('TERM_REVERSED');
    given(supervisee)
      .when(RecordDecision, DECISION, { jurisdiction: ['city-1', 'county-1'] })
      .thenRejected('OFFICE_NEEDED');
  });
  it('[SEC-3] name, identity number, telephone and address are sealed with the key of the person', () => {
    expect(superviseeEvents.SuperviseeRegistered).toMatchObject({
      subject: 'superviseeId',
      personal: ['name', 'identityNumber', 'phone', 'address', 'transferredFrom'],
    });
    expect(superviseeEvents.SupervisionDecided.personal).toEqual(['name', 'identityNumber']);
  });
});

describe('the identity number', () => {
  const naming = (number: string, sex: 'MALE' | 'FEMALE' = 'MALE') =>
    given(supervisee).when(RecordDecision, { ...DECISION, identityNumber: number, sex }, later);

  it('accepts a checked number, with X where it belongs', () => {
    // The example of GB 11643-1999 itself.
    naming('11010519491231002X', 'FEMALE').then({ type: 'SupervisionDecided', data: { birthYear: 1949 } });
  });
  it('refuses a wrong check character, a day of birth that does not exist or is to come', () => {
    naming('110105194912310021', 'FEMALE').thenRejected('IDENTITY_NUMBER_INVALID');
    naming(identityNumber('35010419900230451')).thenRejected('IDENTITY_NUMBER_INVALID');
    naming(identityNumber('35010420260320451')).then({ type: 'SupervisionDecided' });
    naming(identityNumber('35010420260321451')).thenRejected('IDENTITY_NUMBER_INVALID');
  });
  it('has to agree with the sex', () => {
    naming(identityNumber('35010419900307452'), 'MALE').thenRejected('SEX_MISMATCH');
    naming(identityNumber('35010419900307451'), 'FEMALE').thenRejected('SEX_MISMATCH');
  });
  it('is refused when any one of its digits is mistyped', () => {
    fc.assert(
      fc.property(fc.nat({ max: 16 }), fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const digits = [...DECISION.identityNumber];
        digits[at] = String((Number(digits[at]) + shift) % 10);
        // A mistyped sequence digit may also make it the other sex's: that is not asked before the number is sound.
        naming(digits.join('')).thenRejected('IDENTITY_NUMBER_INVALID');
      }),
    );
  });
});

describe('rights and obligations', () => {
  it('[INT-3] records day and person of the acknowledgement, which plans are later approved by', () => {
    given(supervisee, registered())
      .when(RecordRightsAcknowledgement, told, later)
      .then({ type: 'RightsAcknowledged', data: { ...told, officeId: 'office-1' } });
    const before = fold(supervisee, supervisee.initial, registered() as SuperviseeEvent[]);
    expect(supervisee.face?.(before)).toMatchObject({ status: 'registered', facts: { rightsAcknowledged: false } });
    const acknowledged = story(
      supervisee,
      [RegisterSupervisee, FORM, later],
      [RecordRightsAcknowledgement, told, later],
    ) as SuperviseeEvent[];
    const after = fold(supervisee, supervisee.initial, acknowledged);
    expect(supervisee.face?.(after)).toMatchObject({
      id: SUPERVISEE_ID,
      unit: 'office-1',
      facts: { rightsAcknowledged: true, category: 'SUSPENDED_SENTENCE' },
    });
  });
  it('[INT-3] from the day of reporting to today, once, for somebody who has reported', () => {
    const on = (day: string) =>
      given(supervisee, registered()).when(RecordRightsAcknowledgement, { ...told, day }, later);
    on('2026-03-09').then({ type: 'RightsAcknowledged' });
    on('2026-03-08').thenRejected('ACKNOWLEDGED_BEFORE_REGISTRATION');
    on('2026-03-20').then({ type: 'RightsAcknowledged' });
    on('2026-03-21').thenRejected('ACKNOWLEDGED_IN_FUTURE');
    const acknowledged = story(
      supervisee,
      [RegisterSupervisee, FORM, later],
      [RecordRightsAcknowledgement, told, later],
    );
    given(supervisee, acknowledged)
      .when(RecordRightsAcknowledgement, told, later)
      .thenRejected('RIGHTS_ALREADY_ACKNOWLEDGED');
    given(supervisee, decided()).when(RecordRightsAcknowledgement, told, later).thenRejected('NOT_UNDER_SUPERVISION');
    given(supervisee).when(RecordRightsAcknowledgement, told, later).thenRejected('NOT_UNDER_SUPERVISION');
  });
});

const RULING = { decisionBody: '福州市仓山区人民法院', documentNumber: '（2026）闽0104刑更1号' };
const CERTIFICATE = { certificateNumber: '（2027）仓矫解字第8号' };

describe('the end of supervision', () => {
  const end = (on: string, cause: (typeof ENDING_CAUSES)[number], at: string) => {
    const evaluated = [RecordFinalEvaluation, { ...one, on: '2026-03-20', summary: '表现良好' }, later] as const;
    const expiry = cause === 'TERM_EXPIRED';
    const before = expiry ? story(supervisee, [RegisterSupervisee, FORM, later], evaluated) : registered();
    const papers = {
      REVOKED: RULING,
      TERM_EXPIRED: CERTIFICATE,
      PARDON: CERTIFICATE,
      DECEASED: {},
      RECOMMITTED: RULING,
    };
    return given(supervisee, before).when(DischargeSupervisee, { ...one, on, cause, ...papers[cause] }, { at });
  };

  it('[DIS-1] expiry ends it on the last day of the term, not a day before', () => {
    end('2027-03-01', 'TERM_EXPIRED', '2027-03-01 09:00').then({
      type: 'SuperviseeDischarged',
      data: {
        on: '2027-03-01',
        cause: 'TERM_EXPIRED',
        sex: 'MALE',
        birthYear: 1990,
        category: 'SUSPENDED_SENTENCE',
        employment: 'EMPLOYED',
      },
    });
    end('2027-02-28', 'TERM_EXPIRED', '2027-03-01 09:00').thenRejected('TERM_NOT_EXPIRED');
    end('2026-05-04', 'REVOKED', '2026-05-04 09:00').then({ type: 'SuperviseeDischarged' });
  });
  it('[DIS-1] is neither in the future nor before the registration', () => {
    end('2026-05-05', 'DECEASED', '2026-05-04 09:00').thenRejected('DISCHARGED_IN_FUTURE');
    end('2026-03-09', 'DECEASED', '2026-05-04 09:00').then({ type: 'SuperviseeDischarged' });
    end('2026-03-08', 'DECEASED', '2026-05-04 09:00').thenRejected('DISCHARGED_BEFORE_REGISTRATION');
  });
  it('[DIS-1] afterwards nothing more is accepted', () => {
    const ended = story(
      supervisee,
      [RegisterSupervisee, FORM, later],
      [DischargeSupervisee, { ...one, on: '2026-03-20', cause: 'DECEASED' }, later],
    );
    const again = { ...one, on: '2026-03-20', cause: 'DECEASED' } as const;
    given(supervisee, ended).when(DischargeSupervisee, again, later).thenRejected('NOT_UNDER_SUPERVISION');
    given(supervisee, ended).when(RecordRightsAcknowledgement, told, later).thenRejected('NOT_UNDER_SUPERVISION');
    given(supervisee, ended).when(RegisterSupervisee, FORM, later).thenRejected('ALREADY_REGISTERED');
    given(supervisee, ended).when(RecordDecision, DECISION, later).thenRejected('DECISION_ALREADY_RECORDED');
  });
});

describe('a supervisee, whatever is done in whatever order', () => {
  const day = fc.integer({ min: 1, max: 20 }).map((n) => `2026-03-${String(n).padStart(2, '0')}`);
  const step = fc.oneof(
    fc.constant([RecordDecision, DECISION] as const),
    day.map((reportedOn) => [RegisterSupervisee, { ...FORM, reportedOn }] as const),
    day.map((on) => [RecordRightsAcknowledgement, { ...told, day: on }] as const),
    fc.tuple(day, fc.constantFrom(...ENDING_CAUSES)).map(([on, cause]) => {
      const ruling = cause === 'REVOKED' || cause === 'RECOMMITTED' ? RULING : {};
      return [DischargeSupervisee, { ...one, on, cause, ...ruling }] as const;
    }),
  );

  it('[INT-2] is registered at most once, and only then told or discharged, each once', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const events = steps.reduce<SuperviseeEvent[]>((before, [type, fields]) => {
          try {
            const next = given(supervisee, before)
              .when(type as typeof RegisterSupervisee, fields as typeof FORM, later)
              .events();
            return [...before, ...(next as SuperviseeEvent[])];
          } catch (error) {
            if (error instanceof Rejection) return before;
            throw error;
          }
        }, []);
        const types = events.map((event) => event.type);
        expect(new Set(types).size).toBe(types.length);
        const order = ['SupervisionDecided', 'SuperviseeRegistered', 'RightsAcknowledged', 'SuperviseeDischarged'];
        expect(types).toEqual(order.filter((type) => types.includes(type as SuperviseeEvent['type'])));
        const came = types.includes('SuperviseeRegistered');
        if (types.includes('RightsAcknowledged') || types.includes('SuperviseeDischarged')) expect(came).toBe(true);
      }),
    );
  });
});
