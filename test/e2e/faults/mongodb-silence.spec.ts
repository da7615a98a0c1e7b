import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '../../projections/read-side.js';
import { FaultyService } from '../../harness/faulty-service.js';
import { expectOutlived, SILENCE } from './cut-connections.js';

/** Lists that are read at once: three times as many as a client has connections. */
const READERS = 100;

/** The service and the projections have a client each, with at most so many connections, and two more to watch the server by. */
const [CLIENTS, POOL, WATCHING] = [2, 32, 2];

/**
 * Longer than a client can take to notice, ms: it asks every ten seconds how the server is, and waits three for the answer. A pool that was
 * full when the silence began opens nothing before.
 */
const SILENT_MS = 16_000;

/** What a client tries at once, for its pool and to watch the server by, and how often meanwhile: it gives up after three seconds. */
const [AT_ONCE, TIMES] = [2 + WATCHING, 6];

describe('connections to MongoDB that fall silent for good', () => {
  let faulty: FaultyService;
  beforeAll(async () => {
    faulty = await FaultyService.start('silent-documents');
  });
  afterAll(() => faulty.stop(), 60_000);

  it('are replaced, a few at a time however many requests wait, and each command takes effect once', async () => {
    const course = { ms: SILENT_MS, readers: READERS };
    const { opened, mostInFlight } = await expectOutlived(faulty, 'documents', SILENCE, course);
    expect(mostInFlight).toBeGreaterThanOrEqual(READERS);
    expect(opened).toBeGreaterThan(0);
    expect(opened).toBeLessThanOrEqual(CLIENTS * AT_ONCE * TIMES);
    expect(faulty.documents.mostOpen).toBeLessThanOrEqual(CLIENTS * (POOL + WATCHING));
    await until('none is left that is silent', () => faulty.documents.silent === 0);
  });
});
