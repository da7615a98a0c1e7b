import type { Context } from '../../../kernel/context.js';
import type { Day } from '../../../kernel/day.js';
import { DayField, TextField } from '../../../kernel/fields.js';
import type { SuperviseeEvent } from '../events.js';
import { alive, named, OfSupervisee } from '../of-supervisee.js';
import { reject } from '../rejections.js';
import { documentIdOf } from '../supervisee-id.js';
import type { Supervision } from '../supervision.js';

export class ExtendTerm extends OfSupervisee {
  @TextField({ max: 100, description: '决定机关 / deciding body', example: '福州市仓山区人民法院' })
  declare readonly decisionBody: string;
  @TextField({ max: 100, description: '文书编号 / number of the document', example: '（2026）闽0104刑更3号' })
  declare readonly documentNumber: string;
  @DayField({ description: '文书日期 / day of the document', example: '2026-06-01' }) declare readonly decidedOn: Day;
  @DayField({ description: '延长后的矫正期限止 / new last day of the term', example: '2027-06-01' })
  declare readonly termTo: Day;
}

/** The term is made longer on a document of the deciding body, each document once; in no other way does it change (SAN-2). */
export const extendTerm = (c: ExtendTerm, supervision: Supervision, context: Context): SuperviseeEvent[] => {
  const { reportedOn, termTo, termDocuments, ...began } = alive(supervision);
  const { decisionBody, documentNumber, decidedOn } = c;
  const documentId = documentIdOf(c);
  if (documentId === began.documentId || termDocuments.includes(documentId)) throw reject('DOCUMENT_ALREADY_APPLIED');
  if (decidedOn > context.today) throw reject('EXTENSION_IN_FUTURE');
  if (decidedOn < reportedOn) throw reject('EXTENSION_BEFORE_REGISTRATION', { reportedOn });
  if (decidedOn > termTo) throw reject('TERM_ALREADY_EXPIRED', { termTo });
  if (c.termTo <= termTo) throw reject('TERM_NOT_EXTENDED', { termTo });
  const document = { decisionBody, documentNumber, documentId, decidedOn };
  return [{ type: 'TermExtended', data: { ...named(c, context), from: termTo, to: c.termTo, ...document } }];
};
