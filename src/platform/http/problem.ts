import type { Title } from '../../kernel/rejection.js';

/** Why one field of the input was refused; `path` as `period.from` or `tiers.0.upToDays`. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** Every refusal that the edge itself makes: code → status and title. Codes are part of the public contract. */
const PROBLEMS = {
  INVALID_INPUT: [400, '请求内容不符合要求', 'The input is not valid'],
  MALFORMED_JSON: [400, '请求内容不是有效的 JSON', 'The body is not well-formed JSON'],
  UNSUPPORTED_CONTENT_TYPE: [400, '请求内容必须是 application/json', 'The body must be application/json'],
  TABLE_EXPECTED: [400, '请求内容必须是 CSV 或 XLSX 表格', 'The body must be a table, CSV or XLSX'],
  UNREADABLE_TABLE: [400, '无法读取该表格', 'The table cannot be read'],
  MALFORMED_REQUEST: [400, '请求格式不正确', 'The request is malformed'],
  MALFORMED_IF_MATCH: [400, 'If-Match 必须是带引号的版本号，如 "12"', 'If-Match must be a quoted revision, as "12"'],
  MALFORMED_IDEMPOTENCY_KEY: [
    400,
    'Idempotency-Key 必须是 1 至 200 个可见的 ASCII 字符',
    'Idempotency-Key must be 1 to 200 visible ASCII characters',
  ],
  BAD_CURSOR: [400, '分页游标不属于此列表', 'The cursor is not one of this list'],
  UNAUTHENTICATED: [401, '需要有效的访问令牌', 'A valid access token is needed'],
  FORBIDDEN: [403, '您的角色不能执行此操作', 'Your role may not do this'],
  NO_ROLE: [403, '访问令牌没有给出角色或单位', 'The access token gives no role or unit'],
  NO_DELEGATION: [403, '没有代其行事的有效授权', 'No delegation lets you act for that person now'],
  NO_SUCH_ROUTE: [404, '没有此地址', 'There is nothing at this address'],
  CONFLICT: [409, '该记录正被频繁修改，请重试', 'The record kept changing; try again'],
  REVISION_MISMATCH: [412, '该记录已被修改，请重新读取', 'The record is at another revision; read it again'],
  BODY_TOO_LARGE: [413, '请求内容过大', 'The body is too large'],
  URI_TOO_LONG: [414, '地址过长', 'The address is too long'],
  IDEMPOTENCY_KEY_REUSED: [
    422,
    '该 Idempotency-Key 已用于不同的内容',
    'The Idempotency-Key was used before with another body',
  ],
  TOO_MANY_REQUESTS: [429, '请求过于频繁', 'Too many requests'],
  REQUEST_FAILED: [400, '无法处理该请求', 'The request cannot be served'],
  INTERNAL_ERROR: [500, '服务器内部错误', 'Something went wrong inside the service'],
  NO_PDF_PRINTER: [
    501,
    '未安装用于生成 PDF 的浏览器，请使用网页打印件',
    'No browser is installed that makes a PDF; use the page to print',
  ],
  PDF_PRINTER_BUSY: [503, '正在生成其他 PDF，请稍后重试', 'Other PDFs are being made; try again soon'],
  PDF_PRINTER_FAILED: [500, '生成 PDF 失败，请使用网页打印件', 'The PDF could not be made; use the page to print'],
  PDF_PRINTER_TIMEOUT: [504, '生成 PDF 超时，请使用网页打印件', 'The PDF took too long; use the page to print'],
  STORE_UNAVAILABLE: [503, '数据存储暂时不可用，请稍后重试', 'A database is away; try again soon'],
  ISSUER_UNAVAILABLE: [503, '身份认证服务暂时不可用，请稍后重试', 'The token issuer is away; try again soon'],
  TOO_BUSY: [503, '同时处理的请求过多，请稍后重试', 'Too many requests are being served; try again soon'],
  SHUTTING_DOWN: [503, '服务正在停止，请稍后重试', 'The service is stopping; try again soon'],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ProblemCode = keyof typeof PROBLEMS;

export interface ProblemExtras {
  readonly status?: number;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  /** Facts of the refusal, as a rule gives them. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal in the form of RFC 9457, before its language is chosen. */
export class Problem extends Error {
  readonly status: number;
  readonly title: Title;

  constructor(
    readonly code: string,
    readonly extras: ProblemExtras = {},
    known?: { status: number; title: Title },
  ) {
    super(code);
    this.name = 'Problem';
    const [status, zh, en] = PROBLEMS[code as ProblemCode] ?? PROBLEMS.INTERNAL_ERROR;
    this.status = known?.status ?? extras.status ?? status;
    this.title = known?.title ?? { zh, en };
  }
}

/** The input's fields were refused. */
export const invalidInput = (errors: readonly FieldError[]): Problem => new Problem('INVALID_INPUT', { errors });

export type Language = keyof Title;

/** The language that `Accept-Language` prefers of the two; Chinese unless English comes first. */
export const languageOf = (header: string | undefined): Language => {
  const ranges = (header ?? '').split(',').map((part) => {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith('q='));
    return { range, weight: q === undefined ? 1 : Number(q.slice(2)) || 0 };
  });
  const weigh = (language: Language): number =>
    Math.max(0, ...ranges.filter(({ range }) => range.split('-')[0] === language).map(({ weight }) => weight));
  return weigh('en') > weigh('zh') ? 'en' : 'zh';
};

/** The body of a problem answer. */
export const problemBody = (problem: Problem, language: Language, instance: string): Record<string, unknown> => ({
  type: `urn:problem:community-corrections:${problem.code.toLowerCase().replaceAll('_', '-')}`,
  title: problem.title[language],
  status: problem.status,
  code: problem.code,
  ...(problem.extras.detail === undefined ? {} : { detail: problem.extras.detail }),
  instance,
  ...(problem.extras.errors === undefined ? {} : { errors: problem.extras.errors }),
  ...(problem.extras.details === undefined ? {} : { details: problem.extras.details }),
});
