import { describe, expect, it } from '@jest/globals';
import { runInNewContext } from 'node:vm';
import { textOf } from './compose-files.js';

class ServerError extends Error {
  constructor(readonly code: number) {
    super(`code ${code}`);
  }
}

interface Ran {
  readonly commands: Record<string, unknown>[];
  readonly users: Map<string, unknown>;
  readonly urls: string[];
}

/** Runs the script of the shell against a server that answers from memory. */
const run = (server: { initiated: boolean; refuses?: number; status?: number; users?: Map<string, unknown> }): Ran => {
  const ran: Ran = { commands: [], users: server.users ?? new Map<string, unknown>(), urls: [] };
  let { initiated } = server;
  const admin = {
    runCommand: (command: Record<string, unknown>) => {
      ran.commands.push(command);
      if ('replSetGetStatus' in command && !initiated) throw new ServerError(server.status ?? 94);
      if ('replSetInitiate' in command) initiated = true;
      return 'hello' in command ? { isWritablePrimary: initiated } : { ok: 1 };
    },
    getUser: (name: string) => ran.users.get(name) ?? null,
    createUser: ({ user, ...rest }: { user: string }) => ran.users.set(user, rest),
    updateUser: (name: string, rest: unknown) => ran.users.set(name, rest),
  };
  let refusals = server.refuses ?? 0;
  const connect = (url: string): typeof admin => {
    ran.urls.push(url);
    refusals -= 1;
    if (refusals >= 0) throw new Error('connection refused');
    return admin;
  };
  const env = { MONGODB_ROOT_PASSWORD: 'r@ot', MONGODB_APP_PASSWORD: 'app' };
  const globals = { process: { env }, connect, sleep: () => undefined, print: () => undefined, encodeURIComponent };
  runInNewContext(textOf('deploy/mongodb/replica-set.mongosh'), globals);
  return ran;
};

const user = { pwd: 'app', roles: [{ role: 'readWrite', db: 'community_corrections' }] };

describe('the script that readies MongoDB', () => {
  it('initiates the set and makes a user who may use one database', () => {
    const { commands, users, urls } = run({ initiated: false });
    expect(urls).toEqual(['mongodb://root:r%40ot@mongodb:27017/admin?directConnection=true']);
    const members = [{ _id: 0, host: 'mongodb:27017' }];
    expect(commands).toContainEqual({ replSetInitiate: { _id: 'rs0', members } });
    expect([...users]).toEqual([['community_corrections', user]]);
  });
  it('waits for a server that is not up yet', () => {
    expect(run({ initiated: false, refuses: 3 }).urls).toHaveLength(4);
    expect(() => run({ initiated: false, refuses: 1_000 })).toThrow('connection refused');
  });
  it('changes only the password when run again', () => {
    const { commands, users } = run({ initiated: true, users: new Map([['community_corrections', { pwd: 'old' }]]) });
    expect(commands.some((command) => 'replSetInitiate' in command)).toBe(false);
    expect([...users]).toEqual([['community_corrections', user]]);
  });
  it('initiates nothing when the server fails otherwise', () => {
    expect(() => run({ initiated: false, status: 13 })).toThrow('code 13');
  });
});
