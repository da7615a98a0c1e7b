import { MongoClient, type MongoClientOptions } from 'mongodb';

/** Between a connection that failed and the next, ms: doubled each time. */
const FIRST_MS = 500;
const MOST_MS = 10_000;

/**
 * The driver's client, for as long as the process lives. It connects when first used; when that first connection finds no server within
 * its limit, the driver (7.9) keeps the closed end of it, and every call from then on would fail. This one connects again until it is
 * closed. Calls meanwhile fail as those to a database that is away.
 */
export class LastingClient extends MongoClient {
  private ended = false;
  private again: NodeJS.Timeout | undefined;
  private pauseMs = FIRST_MS;

  constructor(url: string, options: MongoClientOptions) {
    super(url, options);
    this.on('topologyClosed', () => {
      clearTimeout(this.again);
      // Not at once: the attempt that failed still has to end.
      if (this.ended) return;
      this.again = setTimeout(() => this.reconnect(), this.pauseMs);
      this.pauseMs = Math.min(2 * this.pauseMs, MOST_MS);
    });
  }

  override async close(force?: boolean): Promise<void> {
    this.ended = true;
    clearTimeout(this.again);
    await super.close(force);
  }

  private reconnect(): void {
    this.connect().then(
      () => {
        this.pauseMs = FIRST_MS;
        // It may have been closed before there was anything to close.
        if (this.ended) void super.close();
      },
      // A failure closes the new connection too, which leads here again; whoever calls meanwhile is told of it.
      () => undefined,
    );
  }
}
