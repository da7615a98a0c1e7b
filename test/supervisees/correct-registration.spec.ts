import { describe, expect, it } from '@jest/globals';
import { superviseeRoster, type SuperviseeEntry } from '../../projections/supervisees/supervisee-roster.view.js';
import { CorrectRegistration } from '../../src/supervisees/domain/correction/correct-registration.js';
import { DischargeSupervisee } from '../../src/supervisees/domain/discharge-supervisee.js';
import { RecordDecision } from '../../src/supervisees/domain/record-decision.js';
import { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { supervisee } from '../../src/supervisees/domain/supervisee.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';
import { DECISION, FORM, SUPERVISEE_ID } from './people.js';

const later: World = { at: '2026-03-20 09:00' };
const one = { superviseeId: SUPERVISEE_ID };
const parole = { ...one, category: 'PAROLE', reason: '录入有误' } as const;
const registered = () => story(supervisee, [RegisterSupervisee, FORM, later]);

describe('a registration that was typed wrongly', () => {
  it('[INT-2] [STA-1] has its category corrected, with what it was and why; the end counts it as corrected', () => {
    const corrected = story(supervisee, [RegisterSupervisee, FORM, later], [CorrectRegistration, parole, later]);
    expect(corrected.at(-1)).toMatchObject({
      type: 'RegistrationCorrected',
      data: { ...one, from: 'SUSPENDED_SENTENCE', to: 'PAROLE', reason: '录入有误' },
    });
    given(supervisee, corrected)
      .when(DischargeSupervisee, { ...one, on: '2026-03-20', cause: 'DECEASED' }, later)
      .then({ type: 'SuperviseeDischarged', data: { category: 'PAROLE' } });
    const rows = foldView<SuperviseeEntry>(
      superviseeRoster,
      corrected.map((event) => recorded(event)),
    );
    expect(rows.get(SUPERVISEE_ID)?.category).toBe('PAROLE');
  });

  it('[INT-2] is corrected while the person is on record, and to another category alone', () => {
    const same = { ...parole, category: 'SUSPENDED_SENTENCE' } as const;
    given(supervisee, registered()).when(CorrectRegistration, same, later).thenRejected('CATEGORY_UNCHANGED');
    const expected = story(supervisee, [RecordDecision, DECISION, {}]);
    given(supervisee, expected).when(CorrectRegistration, parole, later).thenRejected('NOT_UNDER_SUPERVISION');
    const ended = { ...one, on: '2026-03-20', cause: 'DECEASED' } as const;
    const left = story(supervisee, [RegisterSupervisee, FORM, later], [DischargeSupervisee, ended, later]);
    given(supervisee, left).when(CorrectRegistration, parole, later).thenRejected('NOT_UNDER_SUPERVISION');
  });
});
