import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FaultyService } from '../../harness/faulty-service.js';
import { CUTS, expectOutlived, expectPatience } from './cut-connections.js';

describe('the event store, over connections that', () => {
  let faulty: FaultyService;
  beforeAll(async () => {
    faulty = await FaultyService.start('cut-events');
  });
  afterAll(() => faulty.stop(), 60_000);

  it('are slow: everything takes longer, and nothing else happens', () => expectPatience(faulty, 'events'));

  it.each(CUTS)('%s: commands are 503, lists are not, and each command takes effect once', async (_, fault) => {
    const { reads } = await expectOutlived(faulty, 'events', fault, { refuses: ['commands'] });
    expect(reads.filter(({ status }) => status !== 200)).toEqual([]);
  });
});
