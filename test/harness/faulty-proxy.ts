import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What is done to the connections through the proxy, those that are open and those that come. */
export type Fault =
  | { readonly kind: 'pass' }
  /** Each piece of either direction arrives so much later, in order. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** What is sent is swallowed. A connection that lost anything stays open, and silent for good: as when a firewall has forgotten it. */
  | { readonly kind: 'drop' }
  /** Nobody listens, and what was open is reset: as when the host is up and the server is not. */
  | { readonly kind: 'refuse' }
  /** After so many more bytes of answers a connection is reset, in the middle of whatever it was telling. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** The server says that it will send no more; what is sent to it is still taken. */
  | { readonly kind: 'half-close' };

const PASS: Fault = { kind: 'pass' };

/** One connection through the proxy. */
class Link {
  private left = Number.POSITIVE_INFINITY;
  silent = false;
  private fault: Fault;
  private readonly server: Socket;

  constructor(
    private readonly client: Socket,
    port: number,
    fault: Fault,
    gone: () => void,
  ) {
    this.server = connect(port, '127.0.0.1');
    this.fault = fault;
    for (const [from, to] of [
      [client, this.server],
      [this.server, client],
    ] as const) {
      from.setNoDelay(true);
      from.on('data', (bytes: Buffer) => void this.pass(bytes, from, to));
      // The close that follows tells the other side.
      from.on('error', () => undefined);
      from.on('end', () => {
        if (!this.silent) to.end();
      });
      from.on('close', (failed: boolean) => {
        gone();
        if (failed && !this.silent) to.destroy();
      });
    }
    client.on('close', () => this.server.destroy());
    this.suffer(fault);
  }

  /** Whether the client has it still: one that is silent never tells the server that it was given up. */
  get held(): boolean {
    return !this.client.readableEnded && !this.client.destroyed;
  }

  suffer(fault: Fault): void {
    this.fault = fault;
    this.left = fault.kind === 'reset' ? fault.afterBytes : Number.POSITIVE_INFINITY;
    if (fault.kind === 'refuse') this.reset();
    if (fault.kind === 'half-close') this.client.end();
  }

  reset(): void {
    this.client.resetAndDestroy();
    this.server.destroy();
  }

  private async pass(bytes: Buffer, from: Socket, to: Socket): Promise<void> {
    const { fault } = this;
    if (fault.kind === 'drop') this.silent = true;
    if (this.silent) return;
    if (fault.kind === 'slow') {
      from.pause();
      await new Promise((later) => setTimeout(later, fault.ms));
      from.resume();
    }
    const told = to === this.client ? bytes.subarray(0, this.left) : bytes;
    if (to.writable) to.write(told);
    if (to === this.client) this.left -= told.length;
    if (this.left <= 0) this.reset();
  }
}

/**
 * A TCP proxy on loopback, put between the service and one of its databases, that does to connections what networks do. It knows
 * nothing of what goes through it.
 */
export class FaultyProxy {
  private readonly links = new Set<Link>();
  private fault: Fault = PASS;
  private server: Server | undefined;
  /** Connections that clients have opened so far, and the most that they had at once. */
  opened = 0;
  mostOpen = 0;
  port = 0;

  private constructor(private readonly target: number) {}

  /** @param target port of the database on loopback */
  static async to(target: number): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target);
    await proxy.listen();
    return proxy;
  }

  /** Connections that clients have at present. */
  get open(): number {
    return [...this.links].filter(({ held }) => held).length;
  }

  /** Of these, those that are silent for good. */
  get silent(): number {
    return [...this.links].filter((link) => link.held && link.silent).length;
  }

  /** Does this to all connections from now on, until told otherwise. */
  async set(fault: Fault): Promise<void> {
    const { server } = this;
    this.fault = fault;
    for (const link of this.links) link.suffer(fault);
    if (fault.kind === 'refuse' && server) await this.unlisten(server);
    if (fault.kind !== 'refuse' && !server) await this.listen();
  }

  /** Lets everything pass again, on connections that lost nothing and on new ones. */
  heal(): Promise<void> {
    return this.set(PASS);
  }

  async stop(): Promise<void> {
    if (this.server) await this.unlisten(this.server);
  }

  private async listen(): Promise<void> {
    const server = createServer({ allowHalfOpen: true }, (client) => this.take(client));
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  private async unlisten(server: Server): Promise<void> {
    this.server = undefined;
    const closed = new Promise((done) => server.close(done));
    for (const link of this.links) link.reset();
    await closed;
  }

  private take(client: Socket): void {
    this.opened += 1;
    const link = new Link(client, this.target, this.fault, () => this.links.delete(link));
    this.links.add(link);
    this.mostOpen = Math.max(this.mostOpen, this.open);
  }
}
