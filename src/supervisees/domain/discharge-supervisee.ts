import type { Context } from '../../kernel/context.js';
import type { Day } from '../../kernel/day.js';
import { ChoiceField, DayField, TextField } from '../../kernel/fields.js';
import { ENDING_CAUSES, type EndingGiven, type SuperviseeEvent } from './events.js';
import { named, OfSupervisee, onRecord, traitsOf } from './of-supervisee.js';
import { reject } from './rejections.js';
import type { OnRecord, Supervision } from './supervision.js';

export class DischargeSupervisee extends OfSupervisee {
  @DayField({ description: '解除或终止日期 / day', example: '2027-03-01' }) declare readonly on: Day;
  @ChoiceField(ENDING_CAUSES, { description: '事由 / cause', example: 'TERM_EXPIRED' })
  declare readonly cause: EndingGiven;
  @TextField({
    optional: true,
    max: 100,
    description: '解除社区矫正证明书编号；期满或特赦时必填 / number of the certificate, on expiry and pardon',
    example: '（2027）闽侯矫解字第8号',
  })
  declare readonly certificateNumber?: string;
  @TextField({
    optional: true,
    max: 100,
    description: '决定机关；撤销或收监时必填 / deciding body, on revocation and recommitment',
  })
  declare readonly decisionBody?: string;
  @TextField({
    optional: true,
    max: 100,
    description: '文书编号；撤销或收监时必填 / number of its document, on revocation and recommitment',
  })
  declare readonly documentNumber?: string;
}

/**
 * Supervision ends. By expiry, not before the last day of the term, and by pardon: after the final evaluation and with a certificate
 * (解除). By revocation and recommitment: on a document of the deciding body; by death (终止). Afterwards only the archive is added to
 * (DIS-1).
 */
export const dischargeSupervisee = (
  c: DischargeSupervisee,
  supervision: Supervision,
  context: Context,
): SuperviseeEvent[] => {
  const person = onRecord(supervision);
  const { reportedOn } = person;
  const { on, cause } = c;
  if (on > context.today) throw reject('DISCHARGED_IN_FUTURE');
  if (on < reportedOn) throw reject('DISCHARGED_BEFORE_REGISTRATION', { reportedOn });
  checkStatus(person, cause);
  const papers = papersOf(c, person);
  return [{ type: 'SuperviseeDischarged', data: { ...named(c, context), on, cause, ...papers, ...traitsOf(person) } }];
};

/** Whose death is on record ends by death alone. */
const checkStatus = ({ status }: OnRecord, cause: EndingGiven): void => {
  if (status === 'deceased' && cause !== 'DECEASED') throw reject('SUPERVISEE_DECEASED');
};

interface Papers {
  readonly certificateNumber?: string;
  readonly decisionBody?: string;
  readonly documentNumber?: string;
}
const papersOf = (c: DischargeSupervisee, person: OnRecord): Papers => {
  const { certificateNumber, decisionBody, documentNumber } = c;
  const document = decisionBody !== undefined && documentNumber !== undefined ? { decisionBody, documentNumber } : {};
  switch (c.cause) {
    case 'TERM_EXPIRED':
      if (c.on < person.termTo) throw reject('TERM_NOT_EXPIRED', { termTo: person.termTo });
      return { ...document, ...certificateOf(c, person) };
    case 'PARDON':
      return { ...document, ...certificateOf(c, person) };
    case 'REVOKED':
    case 'RECOMMITTED':
      if (!('decisionBody' in document)) throw reject('TERMINATION_DOCUMENT_NEEDED', { cause: c.cause });
      if (certificateNumber !== undefined) throw reject('NO_CERTIFICATE_ON_TERMINATION');
      return document;
    case 'DECEASED':
      if (certificateNumber !== undefined) throw reject('NO_CERTIFICATE_ON_TERMINATION');
      return document;
  }
};

const certificateOf = ({ on, certificateNumber }: DischargeSupervisee, { evaluatedOn }: OnRecord): Papers => {
  if (evaluatedOn === undefined || evaluatedOn > on) throw reject('FINAL_EVALUATION_NEEDED', { evaluatedOn });
  if (certificateNumber === undefined) throw reject('CERTIFICATE_NEEDED');
  return { certificateNumber };
};
