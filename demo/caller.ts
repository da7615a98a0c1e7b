import { setTimeout as pause } from 'node:timers/promises';
import type { DevelopmentIssuer } from '../src/platform/auth/development-issuer.js';
import type { Actor } from './county.js';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Hours that the demo's tokens hold: the whole time that it is explored. */
const HOURS = 24;
/** How often a command is given again when a database was away; its key makes it take effect once. */
const TRIES = 10;

/** The people of the demo at their front-ends. */
export class Caller {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly url: string,
    private readonly issuer: DevelopmentIssuer,
  ) {}

  /** The token of a person, issued once. */
  tokenOf({ id, role, unit }: Actor): Promise<string> {
    const known = this.tokens.get(id);
    const token = known ?? this.issuer.token({ person: id, role, unit, hours: HOURS });
    this.tokens.set(id, token);
    return token;
  }

  async post(by: Actor, path: string, body: object, key: string): Promise<Answer> {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    for (let tries = 1; ; tries += 1) {
      const response = await this.send(by, path, { method: 'POST', headers, body: JSON.stringify(body) });
      if (response.status !== 503 || tries === TRIES) return answerOf(response);
      await response.text();
      await pause(1_000 * Number(response.headers.get('retry-after') ?? '1'));
    }
  }

  async get(by: Actor, path: string): Promise<Answer> {
    return answerOf(await this.send(by, path, {}));
  }

  /** The lines of an NDJSON answer that is good. */
  async *lines(by: Actor, path: string): AsyncGenerator<unknown> {
    const response = await this.send(by, path, {});
    if (!response.ok || !response.body) throw new Error(`GET /v1/${path} answered ${response.status}`);
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of response.body) {
      const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
  }

  private async send(by: Actor, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${await this.tokenOf(by)}`);
    return fetch(`${this.url}/v1/${path}`, { ...init, headers });
  }
}

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
};
