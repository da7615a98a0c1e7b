import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/create-app.js';
import { type Instant } from '../../src/kernel/day.js';
import { Clock } from '../../src/platform/clock.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { endWhenAsked } from '../peers/edge/serve.js';

/** Stands where the bench puts it: people check in at the hours of an office, whenever the bench runs. */
class GivenClock extends Clock {
  constructor(private at: Instant) {
    super();
  }
  put(at: Instant): void {
    this.at = at;
  }
  override now(): Instant {
    return this.at;
  }
}

/** The product's API, on a clock that is told the time by messages. */
const settings = readSettings(process.env);
const clock = new GivenClock(process.env.BENCH_CLOCK ?? '');
process.on('message', (message: { readonly type?: string; readonly at?: Instant }) => {
  if (message.type === 'clock' && message.at !== undefined) clock.put(message.at);
});
const app = await createApp({ settings, clock });
await app.listen(settings.port, settings.host);
endWhenAsked(() => app.close());
process.send?.({ type: 'ready', port: (app.getHttpServer().address() as AddressInfo).port });
