import { v5 } from 'uuid';
import { plainDocumentNumber } from '../../../kernel/supervision/document-number.js';

const NAMESPACE = '6a4c1c0e-6f0f-5b7c-9a54-0d6f5b7f2a11';

/** Id of the record of a document, so that the same one twice meets the same record. */
export const opinionIdOf = (document: { readonly procuratorate: string; readonly documentNumber: string }): string =>
  v5(`${plainDocumentNumber(document.procuratorate)}\n${plainDocumentNumber(document.documentNumber)}`, NAMESPACE);
