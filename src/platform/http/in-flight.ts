import type { FastifyInstance } from 'fastify';
import { Gauge, type Registry } from 'prom-client';
import { Problem } from './problem.js';
import { sendProblem } from './send-problem.js';

const AGAIN = { headers: { 'retry-after': '2' } };

/**
 * Bounds how many requests of the API are served at once: what comes beyond is answered 503 before it is read. While a database hangs,
 * requests would otherwise gather without end, each with its body and its wait. Health and metrics are always answered.
 * @param most requests at once
 */
export const boundInFlight = (server: FastifyInstance, most: number, registry: Registry): void => {
  let inFlight = 0;
  new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests of the API that are being served',
    registers: [registry],
    collect() {
      this.set(inFlight);
    },
  });
  server.addHook('onRequest', async (request, reply) => {
    if (!request.routeOptions.url?.startsWith('/v1/')) return;
    if (inFlight >= most) return sendProblem(request, reply, new Problem('TOO_BUSY', AGAIN));
    inFlight += 1;
    // Comes once, whether the answer was given or the caller left.
    reply.raw.once('close', () => {
      inFlight -= 1;
    });
  });
};
