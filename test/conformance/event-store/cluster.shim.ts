/**
 * Stands in for the suite's own cluster starter (packages/test/src/utils/Cluster.ts), which needs Docker: same public surface,
 * another way to get a server. It is copied into the work folder, so it may import nothing but Node itself and the client.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

/** How many events a fresh node begins with. */
const SYSTEM_EVENTS = 60;

interface EndPoint {
  readonly address: string;
  readonly port: number;
}

const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start the suite through event-store.cli`);
  return value;
};

/** A port that is free now: a node that is killed has to come back at the same place. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/**
 * One node: the embedded server as a process of its own, or the server that the runner was given. A cluster is that one node too, its
 * leader: what a test asks of a follower fails.
 */
export class Cluster {
  readonly domain: string = 'localhost';
  private readonly given = process.env.CONFORMANCE_SERVER;
  private readonly data = mkdtempSync(join(tmpdir(), 'conformance-'));
  private readonly options: Record<string, string> = {};
  private child: ChildProcess | undefined;
  private port = 0;

  constructor(
    _count: number,
    private readonly insecure = false,
  ) {
    if (this.given === undefined) return;
    const { hostname, port } = new URL(this.given.replace(/^\w+:/u, 'http:'));
    this.domain = hostname;
    this.port = Number(port || 2113);
  }

  readonly setLogLevel = (): this => this;

  readonly setOption = (key: string, value: unknown): this => {
    this.options[key] = String(value);
    return this;
  };

  get certs() {
    if (this.insecure) throw new Error('No certificate for an insecure node');
    return { root: readFileSync(this.certPath.root) };
  }

  get certPath() {
    return { root: setting('CONFORMANCE_CA') };
  }

  get uri(): string {
    return `${this.domain}:${this.port}`;
  }

  get endpoints(): EndPoint[] {
    return [{ address: this.domain, port: this.port }];
  }

  readonly up = async (): Promise<void> => {
    if (this.given !== undefined) return;
    this.port ||= await freePort();
    await this.start();
    await this.tellOfItself();
  };

  readonly down = async (): Promise<void> => {
    await this.end('SIGTERM');
    rmSync(this.data, { recursive: true, force: true });
  };

  readonly killNode = async (): Promise<void> => {
    if (this.given !== undefined) throw new Error('A server that was given is not killed');
    await this.end('SIGKILL');
  };

  readonly resurrect = (): Promise<void> => this.start();

  private async start(): Promise<void> {
    const secure = {
      EVENTSTORE_CERTIFICATE_FILE: setting('CONFORMANCE_CA'),
      EVENTSTORE_CERTIFICATE_PRIVATE_KEY_FILE: setting('CONFORMANCE_KEY'),
      EVENTSTORE_DEFAULT_ADMIN_PASSWORD: 'changeit',
    };
    const args = [setting('CONFORMANCE_MAIN'), '--data', this.data, '--port', String(this.port)];
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, ...(this.insecure ? {} : secure), ...this.options },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', (code) => reject(new Error(`The server ended before it was ready, with ${code}`)));
    });
  }

  /** By the time it can be reached a real server has written of itself: some tests want $all to hold events of the system. */
  private async tellOfItself(): Promise<void> {
    const security = this.insecure ? {} : { rootCertificate: this.certs.root };
    const user = { username: 'admin', password: 'changeit' };
    const client = new EventStoreDBClient({ endpoint: this.uri }, { insecure: this.insecure, ...security }, user);
    const statistics = Array.from({ length: SYSTEM_EVENTS }, (_, n) =>
      jsonEvent({ type: '$statsCollected', data: { n } }),
    );
    await client.appendToStream(`$stats-${this.uri}`, statistics);
    await client.dispose();
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
  }
}
