import { v5 } from 'uuid';

const NAMESPACE = 'b8f0c6d4-3f0e-5d4b-8a67-2c9de1f7a350';

/** 〔2026〕闽０１刑初 12 号 and (2026)闽01刑初12号 are one document: width, brackets and blanks are a matter of typing. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[〔[【〖]/gu, '(')
    .replace(/[〕\]】〗]/gu, ')')
    .replace(/[\s\p{Cf}]+/gu, '');

/** Id of the person's record from the decision document, so that the same document twice meets the same record (INT-2). */
export const superviseeIdOf = (document: { readonly decisionBody: string; readonly documentNumber: string }): string =>
  v5(`${plain(document.decisionBody)}\n${plain(document.documentNumber)}`, NAMESPACE);
