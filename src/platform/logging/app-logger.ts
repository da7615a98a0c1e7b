import { type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One answered request. No address, query or body: those may name persons. */
export interface RequestLine {
  readonly method: string;
  /** Template of the route: `/v1/leave-requests/:requestId/approval`. */
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly requestId: string;
  readonly actor?: string;
  readonly correlationId?: string;
  /** Code of the problem that it was answered with. */
  readonly problem?: string;
}

const text = (message: unknown): string =>
  message instanceof Error
    ? `${message.name}: ${message.message}`
    : typeof message === 'string'
      ? message
      : JSON.stringify(message);

/** Structured logs, one JSON object a line on stdout; also what Nest itself writes to. */
export class AppLogger implements LoggerService {
  private readonly out: Logger;

  /** @param to where the lines go; stdout unless told */
  constructor(level: LogLevel, to?: DestinationStream) {
    const options = { level, base: { service: 'api' }, timestamp: pino.stdTimeFunctions.isoTime };
    this.out = to ? pino(options, to) : pino(options);
  }

  log(message: unknown, context?: unknown): void {
    this.write('info', message, context);
  }

  /** Nest's form: `(message, stack?, context?)`. */
  error(message: unknown, ...rest: unknown[]): void {
    const stack = message instanceof Error ? message.stack : rest.length > 1 ? rest[0] : undefined;
    this.out.error({ context: rest.at(-1), stack }, text(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.write('warn', message, context);
  }

  debug(message: unknown, context?: unknown): void {
    this.write('debug', message, context);
  }

  verbose(message: unknown, context?: unknown): void {
    this.write('trace', message, context);
  }

  fatal(message: unknown, context?: unknown): void {
    this.write('fatal', message, context);
  }

  /** A request that failed through no fault of the caller: what was thrown and what caused it, without the request's content. */
  failure(error: unknown, requestId: string): void {
    const causes: string[] = [];
    for (let cause = error instanceof Error ? error.cause : undefined; cause !== undefined && causes.length < 5;) {
      causes.push(text(cause));
      cause = cause instanceof Error ? cause.cause : undefined;
    }
    this.out.error({ requestId, stack: error instanceof Error ? error.stack : undefined, causes }, text(error));
  }

  request(line: RequestLine): void {
    this.out.info(line, 'request');
  }

  private write(level: LogLevel, message: unknown, context: unknown): void {
    this.out[level]({ context }, text(message));
  }
}
