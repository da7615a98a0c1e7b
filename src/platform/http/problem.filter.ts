import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppLogger } from '../logging/app-logger.js';
import { headerOf } from './edge-request.js';
import { languageOf, problemBody } from './problem.js';
import { problemOf } from './problem-of.js';

/** Answers every error as a problem (RFC 9457), in the language that the caller prefers. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(AppLogger) private readonly logger: AppLogger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    request.notes.problem = problem.code;
    if (problem.status >= 500) this.logger.failure(error, request.id);
    if (reply.sent || reply.raw.headersSent) {
      // The answer has begun: cutting it short is the only way left to say that it is not whole.
      reply.raw.destroy();
      return;
    }
    const language = languageOf(headerOf(request, 'accept-language'));
    const path = request.url.split('?')[0] ?? '/';
    void reply
      .status(problem.status)
      .headers({ ...problem.extras.headers, 'content-language': language, vary: 'accept-language' })
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemBody(problem, language, path)));
  }
}
