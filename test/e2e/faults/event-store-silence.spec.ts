import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FaultyService } from '../../harness/faulty-service.js';
import { expectOutlived, SILENCE } from './cut-connections.js';

/** Requests that the API serves at once, and how many want to be. */
const [BOUND, LANES] = [16, 30];

describe('connections to the event store that fall silent for good', () => {
  let faulty: FaultyService;
  beforeAll(async () => {
    faulty = await FaultyService.start('silent-events', { REQUESTS_IN_FLIGHT: String(BOUND) });
  });
  afterAll(() => faulty.stop(), 60_000);

  it('are replaced; requests do not gather meanwhile, and each command takes effect once', async () => {
    const { commands, mostInFlight } = await expectOutlived(faulty, 'events', SILENCE, { lanes: LANES });
    expect(mostInFlight).toBe(BOUND);
    const refusedAtOnce = commands.filter(({ status, ms }) => status === 503 && ms < 2_000);
    expect(refusedAtOnce.length).toBeGreaterThan(LANES);
  });
});
