import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import rateLimit from '@fastify/rate-limit';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { validate as isUuid } from 'uuid';
import { Authenticator } from '../auth/authenticator.js';
import { Presence } from '../background/presence.js';
import type { Settings } from '../config/settings.js';
import { Metrics } from '../health/metrics.js';
import { AppLogger } from '../logging/app-logger.js';
import { traceRequests } from '../tracing/request-spans.js';
import { headerOf, notesOf } from './edge-request.js';
import { serveOpenApi } from './documentation/open-api.js';
import { boundInFlight } from './in-flight.js';
import { Problem } from './problem.js';
import { readFiles } from './uploads/file-body.js';
import { problemOf } from './problem-of.js';
import { sendProblem } from './send-problem.js';

const NO_ROUTE = '(none)';

const requestIdOf = (headers: IncomingMessage['headers']): string => {
  const given = headers['x-request-id'];
  return typeof given === 'string' && isUuid(given) ? given : randomUUID();
};

/** JSON is read, with an empty body as none; keys that reach for prototypes are refused by the parser. */
const readJson = (server: FastifyInstance): void => {
  server.removeAllContentTypeParsers();
  const parse = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.trim() === '') done(null, undefined);
    else
      void parse(request, body, (error, value) =>
        // What the parser says of a broken body quotes it.
        error ? done(new Problem('MALFORMED_JSON')) : done(null, value),
      );
  });
};

const answerHeaders = (server: FastifyInstance): void => {
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });
};

/** Notes of each request, and one log line and one measurement when its answer is done. */
const observe = (server: FastifyInstance, logger: AppLogger, metrics: Metrics): void => {
  server.addHook('onRequest', async (request) => {
    const correlation = headerOf(request, 'x-correlation-id');
    if (correlation !== undefined && isUuid(correlation)) notesOf(request).correlationId = correlation;
  });
  server.addHook('onResponse', async (request, reply) => {
    const { principal, correlationId, problem } = notesOf(request);
    const [route, ms] = [request.routeOptions.url ?? NO_ROUTE, reply.elapsedTime];
    metrics.request(request.method, route, reply.statusCode, ms);
    logger.request({
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(ms * 10) / 10,
      requestId: request.id,
      ...(principal ? { actor: principal.actor } : {}),
      ...(correlationId === undefined ? {} : { correlationId }),
      ...(problem === undefined ? {} : { problem }),
    });
  });
};

/** A request of the API is authenticated before its body is read; the guard of its route says what it may do. */
const authenticate = (server: FastifyInstance, authenticator: Authenticator): void => {
  server.addHook('onRequest', async (request) => {
    if (request.routeOptions.url?.startsWith('/v1/')) await authenticator.caller(request);
  });
};

/** While the process stops, what is in flight is finished and anything new is sent elsewhere. */
const refuseWhenStopping = (server: FastifyInstance): { stop: () => void } => {
  let stopping = false;
  server.addHook('onRequest', async (request, reply) => {
    if (!stopping) return;
    return sendProblem(request, reply, new Problem('SHUTTING_DOWN', { headers: { 'retry-after': '2' } }));
  });
  // Otherwise a kept-alive connection would hold the server open long after its last answer.
  server.addHook('onSend', async (_, reply) => {
    if (stopping) void reply.header('connection', 'close');
  });
  return { stop: () => (stopping = true) };
};

/** The server under an application: limits, request ids, JSON only. */
/** Longest that a request takes to come, headers and body, ms. */
const REQUEST_MS = 60_000;

const adapterOf = (settings: Settings): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: settings.bodyLimitBytes,
    // A request that never ends would hold its place among those that are served.
    requestTimeout: REQUEST_MS,
    genReqId: (raw: IncomingMessage) => requestIdOf(raw.headers),
    // Ours answers, as a problem.
    return503OnClosing: false,
    logger: false,
    // An address that the router cannot even read.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void sendProblem(request, reply, problemOf(error));
    },
  });

/**
 * Builds the Fastify application over a root module (which has to import `EdgeModule`), ready to `listen`.
 * `app.close()` finishes what is in flight.
 */
export const buildApp = async (
  root: DynamicModule | Type,
  settings: Settings,
  logger: AppLogger,
): Promise<NestFastifyApplication> => {
  const adapter = adapterOf(settings);
  const server: FastifyInstance = adapter.getInstance();
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  traceRequests(server);
  observe(server, logger, app.get(Metrics));
  answerHeaders(server);
  const stopping = refuseWhenStopping(server);
  boundInFlight(server, settings.requestsInFlight, app.get(Presence), app.get(Metrics).registry);
  authenticate(server, app.get(Authenticator));
  await server.register(rateLimit, { global: false });
  readJson(server);
  readFiles(server);
  serveOpenApi(app);
  const beforeClose = adapter.beforeClose.bind(adapter);
  adapter.beforeClose = () => {
    stopping.stop();
    return beforeClose();
  };
  await app.init();
  return app;
};
