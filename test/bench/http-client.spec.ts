import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HttpClient } from '../../bench/system/http-client.js';
import { until } from '../projections/read-side.js';

describe('the client of the bench', () => {
  let server: Server;
  let client: HttpClient;
  let opened: number;
  let open: number;
  beforeEach(async () => {
    [opened, open] = [0, 0];
    server = createServer(
      (request, answer) => void answer.setHeader('content-length', 2).end(request.method?.slice(0, 2)),
    );
    server.on('connection', (socket) => {
      opened += 1;
      open += 1;
      socket.on('close', () => (open -= 1));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = new HttpClient((server.address() as AddressInfo).port);
  });
  afterEach(() => {
    client.close();
    server.closeAllConnections();
    server.close();
  });

  it('keeps its connection, and opens another when the server has closed that one meanwhile', async () => {
    expect(await client.get('/', 'token')).toEqual({ status: 200, body: 'GE' });
    expect(await client.post('/', 'token', {}, 'key')).toEqual({ status: 200, body: 'PO' });
    expect(opened).toBe(1);
    server.closeIdleConnections();
    await until('it is closed', () => open === 0);
    // The client hears of it a moment later.
    await until('it is answered again', async () => (await client.get('/', 'token')).status === 200);
    expect(opened).toBe(2);
  });

  it('fails a call whose connection ends before the answer', async () => {
    server.removeAllListeners('request');
    server.on('request', (request) => request.socket.destroy());
    await expect(client.get('/', 'token')).rejects.toThrow('The server closed the connection');
  });
});
