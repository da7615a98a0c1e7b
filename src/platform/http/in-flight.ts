import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Gauge, type Registry } from 'prom-client';
import type { Presence } from '../background/presence.js';
import { Problem } from './problem.js';
import { sendProblem } from './send-problem.js';

const AGAIN = { headers: { 'retry-after': '2' } };
/** What operators ask is answered however much is under way. */
const ALWAYS: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);

/**
 * Bounds how many requests are served at once: what comes beyond is answered 503 before it is read. While a database hangs, requests
 * would otherwise gather without end, each with its body and its wait. Health and metrics are always answered.
 * @param most requests at once
 * @param presence is told who comes and leaves
 */
export const boundInFlight = (server: FastifyInstance, most: number, presence: Presence, registry: Registry): void => {
  /** By connection: those that wait behind another on it never hear that it was lost, so the connection itself has to tell. */
  const held = new WeakMap<Socket, number>();
  new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests of the API that are being served',
    registers: [registry],
    collect() {
      this.set(presence.requests);
    },
  });
  const begin = (socket: Socket): void => {
    if (!held.has(socket))
      socket.once('close', () => {
        presence.left(held.get(socket) ?? 0);
        held.delete(socket);
      });
    held.set(socket, (held.get(socket) ?? 0) + 1);
    presence.came();
  };
  const end = (socket: Socket): void => {
    const before = held.get(socket);
    if (before === undefined) return;
    held.set(socket, before - 1);
    presence.left();
  };
  server.addHook('onRequest', async (request, reply) => {
    if (ALWAYS.has(request.routeOptions.url ?? '')) return;
    if (presence.requests >= most) return sendProblem(request, reply, new Problem('TOO_BUSY', AGAIN));
    const { socket } = request.raw;
    // Of a caller who has left already nothing more will be heard.
    if (socket.destroyed) return;
    begin(socket);
    reply.raw.once('close', () => end(socket));
  });
};
