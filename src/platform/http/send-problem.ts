import type { FastifyReply, FastifyRequest } from 'fastify';
import { headerOf, notesOf } from './edge-request.js';
import { languageOf, type Problem, problemBody } from './problem.js';

/** Answers with a problem, in the language that the caller prefers. `instance` is the path, without the query string. */
export const sendProblem = (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply => {
  notesOf(request).problem = problem.code;
  const language = languageOf(headerOf(request, 'accept-language'));
  const path = request.url.split('?')[0] ?? '/';
  return reply
    .status(problem.status)
    .headers({ ...problem.extras.headers, 'content-language': language, vary: 'accept-language' })
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemBody(problem, language, path)));
};
