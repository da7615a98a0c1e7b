import { type ArgumentsHost, Catch, type ExceptionFilter, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppLogger } from '../logging/app-logger.js';
import { problemOf } from './problem-of.js';
import { sendProblem } from './send-problem.js';

/** Answers every error as a problem (RFC 9457), in the language that the caller prefers. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(AppLogger) private readonly logger: AppLogger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.status >= 500) this.logger.failure(error, request.id);
    // The answer has begun: cutting it short is the only way left to say that it is not whole.
    if (reply.sent || reply.raw.headersSent) reply.raw.destroy();
    else void sendProblem(request, reply, problem);
  }
}
