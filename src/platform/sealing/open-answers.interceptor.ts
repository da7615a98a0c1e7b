import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mergeMap, type Observable } from 'rxjs';
import { READS_PERSONAL_DATA } from '../../kernel/roles.js';
import { notesOf } from '../http/edge-request.js';
import { SubjectKeys } from './subject-keys.js';

/**
 * The one place where personal data become readable: answers leave with their sealed values opened for whoever may read them, masked
 * for everybody else, ERASED where the person's key is gone. Streams of stored history stay sealed.
 */
@Injectable()
export class OpenAnswersInterceptor implements NestInterceptor {
  constructor(private readonly keys: SubjectKeys) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const { principal } = notesOf(context.switchToHttp().getRequest<FastifyRequest>());
    const mayRead = principal !== undefined && READS_PERSONAL_DATA.includes(principal.role);
    return next
      .handle()
      .pipe(mergeMap(async (answer) => (answer instanceof StreamableFile ? answer : this.keys.open(answer, mayRead))));
  }
}
