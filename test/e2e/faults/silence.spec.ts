import { afterEach, describe, expect, it } from '@jest/globals';
import { FaultyService } from '../../harness/faulty-service.js';
import { expectOutlived } from './cut-connections.js';

/** Requests that the API serves at once, and how many want to be. */
const [BOUND, LANES] = [16, 30];

/** Behind a firewall that forgot them connections stay open, and what is sent over them is never answered, not even refused. */
describe('connections that fall silent for good', () => {
  let faulty: FaultyService;
  afterEach(() => faulty.stop(), 60_000);

  it('to the event store: requests do not gather; new ones are made, and each command takes effect once', async () => {
    faulty = await FaultyService.start('silent-events', { REQUESTS_IN_FLIGHT: String(BOUND) });
    const { commands, mostInFlight } = await expectOutlived(faulty, 'events', { kind: 'drop' }, LANES);
    expect(mostInFlight).toBe(BOUND);
    const refusedAtOnce = commands.filter(({ status, ms }) => status === 503 && ms < 2_000);
    expect(refusedAtOnce.length).toBeGreaterThan(LANES);
  });

  it('to MongoDB: new ones are made, and each command takes effect once', async () => {
    faulty = await FaultyService.start('silent-documents');
    await expectOutlived(faulty, 'documents', { kind: 'drop' });
  });
});
