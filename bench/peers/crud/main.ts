import { MongoClient } from 'mongodb';
import { serve } from '../edge/serve.js';
import { CrudWork } from './crud-work.js';

let mongo: MongoClient | undefined;

await serve(
  async ({ mongoUrl = '', namespace }) => {
    // As durable as an event that is acknowledged.
    mongo = await new MongoClient(mongoUrl, { writeConcern: { w: 'majority', journal: true } }).connect();
    const work = new CrudWork(mongo.db(`${namespace}-crud`));
    await work.prepare();
    return work;
  },
  async () => mongo?.close(),
);
