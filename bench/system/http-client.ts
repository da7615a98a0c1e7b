import { connect, type Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly body: string;
}

interface Waiting {
  readonly done: (answer: Answer) => void;
  readonly failed: (error: Error) => void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** One kept-alive connection, one request at a time. */
class Connection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: Waiting | undefined;
  /** A server closes connections that were idle for long. */
  private ended = false;

  constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (bytes) => this.take(bytes));
    socket.on('error', (error) => this.fail(error));
    for (const end of ['end', 'close']) socket.on(end, () => this.over());
  }

  get isOpen(): boolean {
    return !this.ended;
  }

  send(request: string): Promise<Answer> {
    return new Promise((done, failed) => {
      this.waiting = { done, failed };
      this.socket.write(request);
    });
  }

  end(): void {
    this.socket.end();
  }

  private take(bytes: Buffer): void {
    this.received = this.received.length === 0 ? bytes : Buffer.concat([this.received, bytes]);
    const end = this.received.indexOf(HEAD_END);
    if (end < 0) return;
    const head = this.received.toString('latin1', 0, end);
    const length = /^content-length: (\d+)/im.exec(head)?.[1];
    if (length === undefined) return this.fail(new Error(`An answer without its length: ${head}`));
    const from = end + HEAD_END.length;
    if (this.received.length < from + Number(length)) return;
    const body = this.received.toString('utf8', from, from + Number(length));
    this.received = Buffer.alloc(0);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.done({ status: Number(head.slice(9, 12)), body });
  }

  private over(): void {
    this.ended = true;
    this.fail(new Error('The server closed the connection'));
  }

  private fail(error: Error): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.failed(error);
  }
}

/**
 * The least that speaks HTTP/1.1 over kept-alive connections. It shares the machine with what it measures: the client of the platform
 * costs several times as much for each request.
 */
export class HttpClient {
  private readonly idle: Connection[] = [];
  private readonly all: Connection[] = [];

  constructor(private readonly port: number) {}

  get(path: string, token: string): Promise<Answer> {
    return this.send(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\n\r\n`);
  }

  post(path: string, token: string, body: object, key: string): Promise<Answer> {
    const text = JSON.stringify(body);
    return this.send(
      `POST ${path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${token}\r\nidempotency-key: ${key}\r\n` +
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
  }

  close(): void {
    for (const connection of this.all) connection.end();
  }

  private async send(request: string): Promise<Answer> {
    let connection = this.idle.pop();
    while (connection && !connection.isOpen) connection = this.idle.pop();
    connection ??= this.opened();
    const answer = await connection.send(request);
    this.idle.push(connection);
    return answer;
  }

  private opened(): Connection {
    const connection = new Connection(connect(this.port, '127.0.0.1'));
    this.all.push(connection);
    return connection;
  }
}

/** @throws Error with the answer when it is not 200 */
export const accepted = ({ status, body }: Answer): string => {
  if (status !== 200) throw new Error(`HTTP ${status}: ${body}`);
  return body;
};
