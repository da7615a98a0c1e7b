import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunnerMetrics } from './metrics.js';
import type { ProjectionRunner } from './runner.js';

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

/** `/livez`: the process answers. `/readyz`: views follow the history, or another runner leads. `/metrics`: Prometheus. */
export class HealthServer {
  private readonly server: Server;

  constructor(runner: Pick<ProjectionRunner, 'status'>, metrics: RunnerMetrics) {
    this.server = createServer((request, response) => {
      const path = request.url?.split('?')[0];
      if (request.method !== 'GET') return json(response, 405, { status: 'method not allowed' });
      if (path === '/livez') return json(response, 200, { status: 'alive' });
      if (path === '/readyz') {
        const status = runner.status();
        return json(response, status.healthy && status.role !== 'stopped' ? 200 : 503, status);
      }
      if (path !== '/metrics') return json(response, 404, { status: 'not found' });
      metrics.registry.metrics().then(
        (text) => response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
        (error: unknown) => json(response, 500, { status: String(error) }),
      );
    });
  }

  /** @returns the port; with 0 a free one is taken */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((done, failed) => {
      this.server.once('error', failed);
      this.server.listen(port, host, done);
    });
    return (this.server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }
}
