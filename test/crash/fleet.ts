import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Stores } from '../harness/stores.js';

/** A process of the service, as it is built. */
export interface Member {
  readonly kind: 'api' | 'projections';
  readonly child: ChildProcess;
  readonly port: number;
}

const SCRIPTS = { api: join('dist', 'src', 'main.js'), projections: join('dist', 'projections', 'main.js') } as const;

/** Processes of API and projections over the same databases, which come and go. */
export class Fleet {
  readonly members = new Set<Member>();

  constructor(private readonly stores: Stores) {}

  /** Answers when the process says that it is ready. */
  async start(kind: Member['kind']): Promise<Member> {
    const { eventStoreUrl, mongoUrl, namespace, dataDir } = this.stores;
    const env = {
      ...{ PATH: process.env['PATH'] ?? '', EVENTSTORE_URL: eventStoreUrl, MONGODB_URL: mongoUrl },
      ...{ NAMESPACE: namespace, DATA_DIR: dataDir, PORT: '0', PROJECTIONS_PORT: '0', LOG_LEVEL: 'silent' },
      RATE_LIMIT_PER_MINUTE: '1000000',
    };
    const child = fork(SCRIPTS[kind], [], { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${kind} ended with ${String(code)} before it was ready`);
    });
    const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ port: number }];
    ended.catch(() => undefined);
    const member = { kind, child, port: message.port };
    this.members.add(member);
    return member;
  }

  apis(): Member[] {
    return [...this.members].filter(({ kind }) => kind === 'api');
  }

  /** @returns exit code, or the signal that ended it */
  async end(member: Member, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string | null> {
    this.members.delete(member);
    const ended = once(member.child, 'exit') as Promise<[number | null, string | null]>;
    member.child.kill(signal);
    const [code, by] = await ended;
    return code ?? by;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.members].map((member) => this.end(member, 'SIGKILL')));
  }
}
