/** Where to ask, as whom. */
export interface ApiAccess {
  /** Base address of the API. */
  readonly url: string;
  readonly token: string;
}

/** The API did not do what it was asked. */
export class ApiRefused extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ApiRefused';
  }
}

/** How often the result of an order is asked for, ms. */
const ASK_MS = 200;

/** The operator's API, for the command line. */
export class OperationsClient {
  constructor(private readonly access: ApiAccess) {}

  /** @throws ApiRefused when the API cannot be reached or does not answer 200 */
  async get<Answer>(path: string): Promise<Answer> {
    return this.ask<Answer>(path);
  }

  /**
   * Gives an order about a view and waits for what becomes of it.
   * @throws ApiRefused as `get`, when the order failed, or when nobody carried it out in time
   */
  async order(view: string, what: string, fields: object, waitMs: number): Promise<unknown> {
    const { requestId } = await this.ask<{ requestId: string }>(
      `views/${encodeURIComponent(view)}/${what}`,
      JSON.stringify(fields),
    );
    const until = performance.now() + waitMs;
    for (;;) {
      const { status, result } = await this.get<{ status: string; result: unknown }>(`requests/${requestId}`);
      if (status === 'done') return result;
      if (status === 'failed') throw new ApiRefused(`未能执行 / failed: ${JSON.stringify(result)}`);
      if (performance.now() > until)
        throw new ApiRefused(`指令 ${requestId} 尚未执行 / the order is not carried out yet: do the projections run?`);
      await new Promise((done) => setTimeout(done, ASK_MS));
    }
  }

  /** Orders something that is done when the answer comes. */
  async post<Answer>(path: string): Promise<Answer> {
    return this.ask<Answer>(path, '{}');
  }

  private async ask<Answer>(path: string, body?: string): Promise<Answer> {
    const { url, token } = this.access;
    const address = new URL(`v1/operations/${path}`, url.endsWith('/') ? url : `${url}/`);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(address, body === undefined ? { headers } : { method: 'POST', headers, body }).catch(
      (error: unknown) => {
        throw new ApiRefused(`${address.origin} cannot be reached`, error);
      },
    );
    const text = await answer.text();
    if (answer.status !== 200)
      throw new ApiRefused(`${address.origin} answered ${answer.status}: ${text.slice(0, 1_000)}`);
    return JSON.parse(text) as Answer;
  }
}
