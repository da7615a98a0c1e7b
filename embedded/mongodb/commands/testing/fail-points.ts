import {
  type Document,
  document,
  isNumber,
  type Reply,
  type ReplyValue,
  toDouble,
  type Value,
} from '../../bson/values.js';
import { MongoError, unsupported } from '../../errors.js';
import { injectedError } from './injected-error.js';
import type { Arguments } from '../arguments.js';

/** What a fail point does to a command. */
export interface Fault {
  readonly closes: boolean;
  readonly delayMs: number;
  readonly error?: MongoError;
  readonly fields: Reply;
}

const FIELDS: Readonly<Record<string, readonly string[]>> = {
  failCommand: [
    ...['failCommands', 'errorCode', 'closeConnection', 'errorLabels', 'writeConcernError', 'appName'],
    ...['blockConnection', 'blockTimeMS'],
  ],
  onPrimaryTransactionalWrite: ['closeConnection', 'failBeforeCommitExceptionCode'],
};
const numberOf = (value: Value | undefined): number => (isNumber(value) ? toDouble(value) : 0);
const textsOf = (value: Value | undefined): string[] => (Array.isArray(value) ? value.map(String) : []);

/** One fail point: what it does, and how many times still. */
class FailPoint {
  readonly data: Document;
  private left: number;
  private skip: number;

  constructor(mode: Value | undefined, data: Document) {
    this.data = data;
    this.skip = mode instanceof Map ? numberOf(mode.get('skip')) : 0;
    if (mode === 'off') this.left = 0;
    else if (mode instanceof Map && mode.has('times')) this.left = numberOf(mode.get('times'));
    else this.left = Number.POSITIVE_INFINITY;
  }

  /** Counts one occasion. @returns whether it strikes */
  take(): boolean {
    if (this.left <= 0) return false;
    if (this.skip > 0) {
      this.skip -= 1;
      return false;
    }
    this.left -= 1;
    return true;
  }
}

/** A retryable write that ends between the statement and its commit: nothing of it is kept. */
export class InterruptedWrite extends Error {
  constructor(readonly code: number) {
    super('A fail point ended the write before its commit');
    this.name = 'InterruptedWrite';
  }
}

/** What becomes of one retryable write. */
export class WriteFault {
  /** Whether the connection is to be closed instead of an answer. */
  closes = false;
  private struck = false;
  private interruption: InterruptedWrite | undefined;

  constructor(private readonly point: FailPoint) {}

  /** To be called after each statement. @throws InterruptedWrite */
  readonly statement = (): void => {
    // A write that shared its commit with others is run again by itself.
    if (this.interruption) throw this.interruption;
    if (this.struck || !this.point.take()) return;
    this.struck = true;
    const { data } = this.point;
    this.closes = data.get('closeConnection') !== false;
    if (!data.has('failBeforeCommitExceptionCode')) return;
    this.interruption = new InterruptedWrite(numberOf(data.get('failBeforeCommitExceptionCode')));
    throw this.interruption;
  };
}

const OFF = new FailPoint('off', new Map());

/** Fail points of the real server's test mode: commands, and retryable writes, that are made to fail so many times. */
export class FailPoints {
  private readonly points = new Map<string, FailPoint>();

  /** Sets or clears one. @throws MongoError on a fail point or a field that is not known */
  configure(args: Arguments): Reply {
    args.allow('mode', 'data');
    const name = args.text('configureFailPoint');
    const fields = FIELDS[name];
    if (!fields) throw unsupported(`the fail point ${name}`);
    const data = args.document('data');
    for (const field of data.keys()) if (!fields.includes(field)) throw unsupported(`the fail point's ${field}`);
    this.points.set(name, new FailPoint(args.body.get('mode'), data));
    return document<ReplyValue>({ count: 0 });
  }

  writeFault(): WriteFault {
    return new WriteFault(this.points.get('onPrimaryTransactionalWrite') ?? OFF);
  }

  /** What shall happen to a command now. */
  hit({ command, body }: Arguments, appName: string | undefined): Fault | undefined {
    const point = this.points.get('failCommand') ?? OFF;
    const { data } = point;
    if (!textsOf(data.get('failCommands')).includes(command)) return undefined;
    if (data.has('appName') && data.get('appName') !== appName) return undefined;
    if (!point.take()) return undefined;
    const labels = textsOf(data.get('errorLabels'));
    const given = data.has('errorLabels') ? labels : undefined;
    const concern = data.get('writeConcernError');
    const fields: Reply = new Map();
    if (concern !== undefined) fields.set('writeConcernError', concern);
    if (concern !== undefined && labels.length > 0) fields.set('errorLabels', labels);
    return {
      closes: data.get('closeConnection') === true,
      delayMs: data.get('blockConnection') === true ? numberOf(data.get('blockTimeMS')) : 0,
      ...(data.has('errorCode')
        ? { error: injectedError(numberOf(data.get('errorCode')), command, given ?? body.has('autocommit')) }
        : {}),
      fields,
    };
  }
}
