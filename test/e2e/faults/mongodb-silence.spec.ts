import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { FaultyService } from '../../harness/faulty-service.js';
import { expectOutlived, SILENCE } from './cut-connections.js';

describe('connections to MongoDB that fall silent for good', () => {
  let faulty: FaultyService;
  beforeAll(async () => {
    faulty = await FaultyService.start('silent-documents');
  });
  afterAll(() => faulty.stop(), 60_000);

  it('are replaced, and each command takes effect once', async () => {
    await expectOutlived(faulty, 'documents', SILENCE);
  });
});
