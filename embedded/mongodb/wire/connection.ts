import type { Socket } from 'node:net';
import { admin } from '../commands/admin.js';
import { checkApiVersion } from '../commands/api-version.js';
import { Arguments } from '../commands/arguments.js';
import type { CommandHandler } from '../commands/context.js';
import { type FailPoints, InterruptedWrite } from '../commands/testing/fail-points.js';
import { dispatch } from '../commands/transactions.js';
import type { Cursors } from '../commands/cursors.js';
import { handshake } from '../commands/handshake.js';
import { LogicalTime } from '../commands/logical-time.js';
import { reads } from '../commands/read/reads.js';
import { concernError } from '../commands/write-concern.js';
import { writes } from '../commands/write/writes.js';
import { Binary, document, Double, type Reply, type ReplyValue } from '../bson/values.js';
import { MongoError } from '../errors.js';
import type { Engine } from '../store/engine.js';
import { Incoming } from './incoming.js';
import { readMessage, type Request, writeMessage } from './messages.js';

const commands: ReadonlyMap<string, CommandHandler> = new Map(
  Object.entries({ ...handshake, ...reads, ...writes, ...admin }),
);

const clock = new LogicalTime();

/** One client's connection: whole messages out of the bytes that come, each answered in its turn. */
export class Connection {
  private readonly incoming = new Incoming();
  private last = 0;
  private appName: string | undefined;
  private busy: Promise<void> = Promise.resolve();

  constructor(
    private readonly socket: Socket,
    private readonly engine: Engine,
    private readonly cursors: Cursors,
    private readonly id: number,
    private readonly failPoints?: FailPoints,
  ) {
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.take(bytes));
    // A client that goes away is no error of the server; what it had written stays.
    socket.on('error', () => socket.destroy());
  }

  /** Resolves when what was asked so far is answered. */
  async idle(): Promise<void> {
    await this.busy;
  }

  private take(bytes: Buffer): void {
    this.incoming.push(bytes);
    for (let message = this.incoming.next(); message; message = this.incoming.next()) {
      // What cannot be a message ends the connection.
      if (message === 'broken') {
        this.socket.destroy();
        return;
      }
      const whole = message;
      this.busy = this.busy.then(() => this.answer(whole));
    }
  }

  private async answer(message: Buffer): Promise<void> {
    let request: Request;
    try {
      request = readMessage(message);
    } catch (error) {
      // A type that is not held here is said to be refused. What cannot be read cannot be answered: the real server closes the connection too.
      if (error instanceof MongoError && error.codeName === 'NotImplemented')
        this.send({ id: message.readInt32LE(4), legacy: false }, failure(error));
      else this.socket.destroy();
      return;
    }
    const reply = await this.run(request).catch(failure);
    if (request.wantsReply && !this.socket.destroyed) this.send(request, reply);
  }

  private send(request: Pick<Request, 'id' | 'legacy'>, reply: Reply): void {
    this.last += 1;
    this.socket.write(writeMessage(request, this.last, reply));
  }

  private async run(request: Request): Promise<Reply> {
    const [name] = request.body.keys();
    const args = new Arguments(name ?? '', request.body);
    if (name === 'configureFailPoint' && this.failPoints) return finished(this.failPoints.configure(args));
    const handler = commands.get(name ?? '');
    if (!handler || name === undefined) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
    const extra = await this.fail(args);
    const { localAddress, localPort } = this.socket;
    const me = `${localAddress ?? '127.0.0.1'}:${localPort ?? 0}`;
    checkApiVersion(args);
    clock.observe(args);
    const { engine, cursors, id: connectionId } = this;
    const context = { engine, cursors, request, args, me, connectionId, tick: () => clock.tick() };
    const reply = await this.interruptible(args, (afterStatement) =>
      dispatch({ ...context, ...(afterStatement ? { afterStatement } : {}) }, engine, handler),
    );
    return finished(new Map([...reply, ...concernError(args), ...extra]));
  }

  /** Lets a fail point strike between the statements of a retryable write. */
  private async interruptible(
    { body }: Arguments,
    work: (afterStatement?: () => void) => Promise<Reply>,
  ): Promise<Reply> {
    if (!this.failPoints || !body.has('txnNumber') || body.has('autocommit')) return work();
    const fault = this.failPoints.writeFault();
    try {
      return await work(fault.statement);
    } catch (error) {
      if (!(error instanceof InterruptedWrite)) throw error;
      throw new MongoError({ code: error.code, name: `Location${error.code}` }, error.message);
    } finally {
      if (fault.closes) this.socket.destroy();
    }
  }

  /** Does what a test asked to happen to the command. @returns fields that its reply shall have */
  private async fail(args: Arguments): Promise<Reply> {
    if (!this.failPoints) return new Map();
    const application = args.body.has('client') ? args.document('client').get('application') : undefined;
    const name = application instanceof Map ? application.get('name') : undefined;
    if (typeof name === 'string') this.appName = name;
    const fault = this.failPoints.hit(args, this.appName);
    if (!fault) return new Map();
    if (fault.delayMs > 0) await new Promise((done) => setTimeout(done, fault.delayMs));
    if (fault.closes) this.socket.destroy();
    if (fault.error) throw fault.error;
    if (fault.closes) throw new MongoError('InternalError', 'the connection was closed by a fail point');
    return fault.fields;
  }
}

const finished = (reply: Reply): Reply => {
  const time = clock.tick();
  const signature = document<ReplyValue>({ hash: new Binary(0, Buffer.alloc(20)), keyId: 0n });
  return new Map<string, ReplyValue>([
    ...reply,
    ['ok', new Double(1)],
    ['$clusterTime', document<ReplyValue>({ clusterTime: time, signature })],
    ['operationTime', time],
  ]);
};

const failure = (error: unknown): Reply => {
  const known = error instanceof MongoError ? error : new MongoError('InternalError', String(error));
  const reply = new Map<string, ReplyValue>([
    ['ok', new Double(0)],
    ['errmsg', known.message],
    ['code', known.code],
    ['codeName', known.codeName],
    ...[...known.extra].map(([name, value]) => [name, value as ReplyValue] as const),
  ]);
  if (known.labels.length > 0) reply.set('errorLabels', [...known.labels]);
  return reply;
};
