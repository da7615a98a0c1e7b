import { getEventStoreDBEventStore } from '@event-driven-io/emmett-esdb';
import { EventStoreDBClient } from '@eventstore/db-client';
import { serve } from '../edge/serve.js';
import { EmmettWork } from './emmett-work.js';

let client: EventStoreDBClient | undefined;

await serve(
  async ({ eventStoreUrl = '', namespace }) => {
    client = EventStoreDBClient.connectionString(eventStoreUrl);
    return new EmmettWork(getEventStoreDBEventStore(client), namespace);
  },
  async () => client?.dispose(),
);
