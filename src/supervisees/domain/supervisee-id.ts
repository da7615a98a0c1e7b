import { v5 } from 'uuid';
import { plainDocumentNumber } from '../../kernel/supervision/document-number.js';

const NAMESPACE = 'b8f0c6d4-3f0e-5d4b-8a67-2c9de1f7a350';

interface Document {
  readonly decisionBody: string;
  readonly documentNumber: string;
}

const nameOf = ({ decisionBody, documentNumber }: Document): string =>
  `${plainDocumentNumber(decisionBody)}\n${plainDocumentNumber(documentNumber)}`;

/** Id of a document, the same for each way to type its number. */
export const documentIdOf = (document: Document): string => v5(nameOf(document), NAMESPACE);

/**
 * Id of the person's record from the decision document, so that the same document twice meets the same record (INT-2). A judgment of
 * several people is one document for each of them: beyond the first, the place in it tells them apart.
 */
export const superviseeIdOf = (document: Document & { readonly defendant?: number }): string => {
  const { defendant = 1 } = document;
  return defendant === 1 ? documentIdOf(document) : v5(`${nameOf(document)}\n${defendant}`, NAMESPACE);
};
