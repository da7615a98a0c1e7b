import { BACKWARDS, END, EventStoreDBClient } from '@eventstore/db-client';
import { Inject, Injectable, type OnModuleInit, Optional } from '@nestjs/common';
import { Db } from 'mongodb';
import { Health } from './health.js';

/** Adds the two databases to the process's health, where it has them. */
@Injectable()
export class StoresHealth implements OnModuleInit {
  constructor(
    @Inject(Health) private readonly health: Health,
    @Optional() @Inject(EventStoreDBClient) private readonly events?: EventStoreDBClient,
    @Optional() @Inject(Db) private readonly db?: Db,
  ) {}

  onModuleInit(): void {
    const { events, db } = this;
    if (events) this.health.add({ name: 'eventStore', check: () => lastFactOf(events) });
    if (db) this.health.add({ name: 'mongo', check: () => db.command({ ping: 1 }) });
  }
}

/** Reads as the service reads: a server that answers but cannot read $all is of no use. */
const lastFactOf = async (client: EventStoreDBClient): Promise<void> => {
  const facts = client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 });
  // To its end: the client waits for ever, when it is disposed of, for a read that was broken off.
  for await (const _ of facts) continue;
};
