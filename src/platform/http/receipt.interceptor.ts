import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { catchError, type Observable, tap, throwError } from 'rxjs';
import type { CommandClass } from '../../kernel/command.js';
import { Metrics } from '../health/metrics.js';
import { COMMAND } from './order.js';
import { problemOf } from './problem-of.js';

const revisionOf = (answer: unknown): number | undefined =>
  typeof answer === 'object' && answer !== null && 'revision' in answer && typeof answer.revision === 'number'
    ? answer.revision
    : undefined;

/** Names the record's revision as the ETag of a receipt, and counts what became of the command. */
@Injectable()
export class ReceiptInterceptor implements NestInterceptor {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const command = (Reflect.getMetadata(COMMAND, context.getHandler()) as CommandClass | undefined)?.name ?? 'unknown';
    return next.handle().pipe(
      tap((answer) => {
        const revision = revisionOf(answer);
        if (revision !== undefined)
          void context.switchToHttp().getResponse<FastifyReply>().header('etag', `"${revision}"`);
        this.metrics.command(command, 'accepted');
      }),
      catchError((error: unknown) => {
        this.metrics.command(command, problemOf(error).code);
        return throwError(() => error);
      }),
    );
  }
}
