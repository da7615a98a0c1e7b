import type { Face } from '../../src/kernel/context.js';
import { checkCharacterOf } from '../../src/supervisees/domain/identity-number.js';
import type { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import type { RecordDecision } from '../../src/supervisees/domain/record-decision.js';
import { superviseeIdOf } from '../../src/supervisees/domain/supervisee-id.js';

/** An identity number with its check character, from region, day of birth and sequence. */
export const identityNumber = (digits: string): string => digits + checkCharacterOf(digits);

export const MAN = identityNumber('35010419900307451');

export const DECISION = {
  decisionBody: '福州市仓山区人民法院',
  documentNumber: '（2026）闽0104刑初12号',
  name: '林某某',
  identityNumber: MAN,
  sex: 'MALE',
  category: 'SUSPENDED_SENTENCE',
  termFrom: '2026-03-02',
  termTo: '2027-03-01',
  effectiveOn: '2026-03-02',
  officeId: 'office-1',
} as const satisfies Omit<RecordDecision, 'meta'>;

export const FORM = {
  ...DECISION,
  phone: '13800000000',
  address: '福州市仓山区某路1号',
  employment: 'EMPLOYED',
  reportedOn: '2026-03-09',
} as const satisfies Omit<RegisterSupervisee, 'meta'>;

export const SUPERVISEE_ID = superviseeIdOf(DECISION);

/** A supervisee as other records see it. */
export const seen = (facts: Face['facts'] = {}, status = 'registered'): Face => ({
  id: SUPERVISEE_ID,
  unit: 'office-1',
  status,
  facts: {
    category: 'SUSPENDED_SENTENCE',
    reportedOn: '2026-03-09',
    rightsAcknowledged: false,
    dischargedOn: null,
    ...facts,
  },
});
