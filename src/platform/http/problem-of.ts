import { HttpException } from '@nestjs/common';
import { Rejection } from '../../kernel/rejection.js';
import { BadCursor } from '../read-store/pages/cursor.js';
import { ConflictError, IdempotencyMismatch, RevisionMismatch, StoreUnavailable } from '../streams/errors.js';
import { Problem, type ProblemCode } from './problem.js';

/** Errors of the HTTP server, by its own codes. */
const SERVER_ERRORS: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_CONTENT_TYPE',
  FST_ERR_MAX_PARAM_LENGTH: 'URI_TOO_LONG',
  FST_ERR_BAD_URL: 'MALFORMED_REQUEST',
};

const STATUSES: Readonly<Record<number, ProblemCode>> = {
  400: 'MALFORMED_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NO_SUCH_ROUTE',
  409: 'CONFLICT',
  412: 'REVISION_MISMATCH',
  413: 'BODY_TOO_LARGE',
  414: 'URI_TOO_LONG',
  415: 'UNSUPPORTED_CONTENT_TYPE',
  429: 'TOO_MANY_REQUESTS',
};

const RETRY = { headers: { 'retry-after': '2' } };

const byStatus = (status: number): Problem => {
  const known = STATUSES[status];
  if (known) return new Problem(known);
  if (status >= 400 && status < 500) return new Problem('REQUEST_FAILED', { status });
  return status === 503 ? new Problem('STORE_UNAVAILABLE', RETRY) : new Problem('INTERNAL_ERROR');
};

const ofServer = (error: Error): Problem => {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const known = typeof code === 'string' ? SERVER_ERRORS[code] : undefined;
  if (known) return new Problem(known);
  return typeof statusCode === 'number' && statusCode < 500 ? byStatus(statusCode) : new Problem('INTERNAL_ERROR');
};

/** The problem that any thrown thing is answered with. What is not known is INTERNAL_ERROR and says nothing of itself. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof Rejection) {
    const details = Object.keys(error.details).length === 0 ? {} : { details: error.details };
    return new Problem(error.code, details, { status: error.status, title: error.title });
  }
  if (error instanceof StoreUnavailable) return new Problem('STORE_UNAVAILABLE', RETRY);
  if (error instanceof ConflictError) return new Problem('CONFLICT');
  if (error instanceof RevisionMismatch)
    return new Problem('REVISION_MISMATCH', { details: { expected: error.expected, actual: error.actual } });
  if (error instanceof IdempotencyMismatch) return new Problem('IDEMPOTENCY_KEY_REUSED');
  if (error instanceof BadCursor) return new Problem('BAD_CURSOR');
  if (error instanceof HttpException) return byStatus(error.getStatus());
  return error instanceof Error ? ofServer(error) : new Problem('INTERNAL_ERROR');
};
