import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { FaultyService } from '../../harness/faulty-service.js';
import { CUTS, expectOutlived, expectPatience } from './cut-connections.js';

describe('MongoDB, over connections that', () => {
  let faulty: FaultyService;
  beforeAll(async () => {
    faulty = await FaultyService.start('cut-documents');
  });
  afterAll(() => faulty.stop(), 60_000);

  it('are slow: everything takes longer, and nothing else happens', () => expectPatience(faulty, 'documents'));

  it.each(CUTS)(
    '%s: commands that need a key and lists are 503, and each command takes effect once',
    async (_, fault) => {
      await expectOutlived(faulty, 'documents', fault, { refuses: ['commands', 'reads'] });
    },
  );
});
