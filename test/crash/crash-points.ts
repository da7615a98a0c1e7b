import type { Collection, Db, FindCursor } from 'mongodb';

/** What a process meets with when it is no more. */
export class Died extends Error {}

/** `dies`: nothing that it asks for comes back any more. `pauses`: it stands still there, and goes on when it is told to. */
export type Ending = 'dies' | 'pauses';

export interface Stop {
  readonly point: string;
  readonly ending: Ending;
}

type Asks = (...args: unknown[]) => unknown;

/**
 * Every call that a process makes, by name and how many-th, before it is made and after: the places that it can be stopped at. From
 * there on all that it asks for stands still, whatever else it had under way.
 */
export class CrashPoints {
  /** Points that were passed, in order. */
  readonly passed: string[] = [];
  readonly reached: Promise<void>;
  private readonly counts = new Map<string, number>();
  private arrive = (): void => undefined;
  private open = (): void => undefined;
  private gate: Promise<void> | undefined;
  private ended = false;
  private over = false;

  constructor(private readonly stop?: Stop) {
    this.reached = new Promise((done) => (this.arrive = done));
  }

  /** A call of the process, which may be stopped before it, and after it took effect. */
  async call<T>(name: string, work: () => Promise<T>): Promise<T> {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    await this.pass(`${name}#${count} before`);
    const result = await work();
    await this.pass(`${name}#${count} after`);
    return result;
  }

  /** The database as the process sees it. */
  db(of: Db): Db {
    return new Proxy(of, {
      get: (db, name) =>
        name === 'collection' ? (asked: string) => this.collection(db.collection(asked)) : memberOf(db, name),
    });
  }

  /** Lets what was paused go on; what died finds out. A point that comes only now stops nobody any more. */
  end(): void {
    this.ended = true;
    this.over = this.stop?.ending === 'dies';
    this.open();
    this.gate = undefined;
  }

  private async pass(point: string): Promise<void> {
    await this.gate;
    if (this.over) throw new Died();
    this.passed.push(point);
    if (this.stop?.point !== point || this.ended) return;
    this.gate = new Promise((done) => (this.open = done));
    this.arrive();
    await this.gate;
    if (this.over) throw new Died();
  }

  private collection(of: Collection): Collection {
    return new Proxy(of, {
      get: (rows, name) => {
        const member = memberOf(rows, name);
        if (typeof member !== 'function') return member;
        const ask = member as Asks;
        const called = `${rows.collectionName}.${String(name)}`;
        if (name === 'find') return (...args: unknown[]) => this.cursor(called, ask(...args) as FindCursor);
        return (...args: unknown[]) => this.call(called, async () => ask(...args));
      },
    });
  }

  /** A cursor asks when its rows are taken. */
  private cursor(called: string, of: FindCursor): FindCursor {
    return new Proxy(of, {
      get: (cursor, name) => {
        const member = memberOf(cursor, name);
        if (name === 'toArray') return () => this.call(called, () => cursor.toArray());
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          const answer = (member as Asks)(...args);
          return answer === cursor ? this.cursor(called, cursor) : answer;
        };
      },
    });
  }
}

const memberOf = (of: object, name: string | symbol): unknown => {
  const found = Reflect.get(of, name) as unknown;
  return typeof found === 'function' ? (found.bind(of) as unknown) : found;
};

/** How many of one kind of call are stopped at: those that follow are the same again. */
const EACH = 3;

/** The points of a run to stop at, in order. */
export const pointsOf = (passed: readonly string[]): string[] => [
  ...new Set(passed.filter((point) => Number(/#(\d+) /.exec(point)?.[1]) <= EACH)),
];
