/** A text for people, in both languages of the service. */
export interface Title {
  readonly zh: string;
  readonly en: string;
}

/** A rule said no. `code` is stable and part of the public contract; the edge answers 422 (or `status`) with it. */
export class Rejection extends Error {
  constructor(
    readonly code: string,
    readonly title: Title,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly status: 403 | 404 | 409 | 422 = 422,
  ) {
    super(`${code}: ${title.en}`);
    this.name = 'Rejection';
  }
}

/**
 * Declares the rejections of a module and gives the function that makes them: `throw reject('OWN_LEAVE')`.
 * @param titles code → [Chinese, English]
 */
export const rejections =
  <Code extends string>(titles: Readonly<Record<Code, readonly [zh: string, en: string]>>) =>
  (code: Code, details?: Readonly<Record<string, unknown>>): Rejection => {
    const [zh, en] = titles[code];
    return new Rejection(code, { zh, en }, details);
  };

/** The record does not exist, or the reader may not know that it does (SEC-2): both look the same. */
export const notFound = (): Rejection =>
  new Rejection('NOT_FOUND', { zh: '未找到该记录', en: 'No such record' }, {}, 404);
