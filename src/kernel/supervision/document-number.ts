/**
 * What two ways to type the name of a body or the number of its document have in common: 〔2026〕闽０１刑初 12 号 and (2026)闽01刑初12号
 * are one document, for width, brackets and blanks are a matter of typing.
 */
export const plainDocumentNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[〔[【〖]/gu, '(')
    .replace(/[〕\]】〗]/gu, ')')
    .replace(/[\s\p{Cf}]+/gu, '');
