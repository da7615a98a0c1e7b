import { EventStoreDBClient, START, streamNameFilter } from '@eventstore/db-client';
import { type AnyBulkWriteOperation, MongoClient } from 'mongodb';
import { readSettings, withDatabases } from '../../../src/platform/config/settings.js';
import { endWhenAsked } from '../edge/serve.js';
import type { Fact } from './facts.js';

interface Row {
  readonly _id: string;
}

const BATCH = 500;

/** The roster and the statistics of a month, as updates of their rows. */
const updates = (fact: Fact): { roster: AnyBulkWriteOperation<Row>[]; monthly: AnyBulkWriteOperation<Row>[] } => {
  const counted = (officeId: string, what: string): AnyBulkWriteOperation<Row>[] => [
    {
      updateOne: {
        filter: { _id: `${officeId}:${fact.data.at.slice(0, 7)}` },
        update: { $inc: { [what]: 1 }, $set: { officeId } },
        upsert: true,
      },
    },
  ];
  switch (fact.type) {
    case 'SuperviseeRegistered': {
      const { superviseeId, ...row } = fact.data;
      const begun = { ...row, weeklyReports: 0, lastReportWeek: null };
      const registered = { updateOne: { filter: { _id: superviseeId }, update: { $set: begun }, upsert: true } };
      return { roster: [registered], monthly: counted(row.officeId, 'registered') };
    }
    case 'WeeklyReportReceived': {
      const { superviseeId, officeId, week } = fact.data;
      const update = { $inc: { weeklyReports: 1 }, $max: { lastReportWeek: week } };
      return {
        roster: [{ updateOne: { filter: { _id: superviseeId }, update } }],
        monthly: counted(officeId, 'reports'),
      };
    }
    case 'IncidentReported':
      return { roster: [], monthly: counted(fact.data.officeId, 'incidents') };
    case 'VisitMade':
    case 'IncidentAcknowledged':
      return { roster: [], monthly: [] };
  }
};

const { eventStoreUrl, mongoUrl, namespace } = withDatabases(readSettings(process.env));
const client = EventStoreDBClient.connectionString(eventStoreUrl);
const mongo = await new MongoClient(mongoUrl).connect();
const db = mongo.db(`${namespace}-emmett`);
const [roster, monthly] = [db.collection<Row>('roster'), db.collection<Row>('monthly')];
const checkpoints = db.collection<Row & { position: string }>('checkpoints');

const write = async (facts: readonly Fact[], position: bigint): Promise<void> => {
  const all = facts.map(updates);
  const [ofRoster, ofMonth] = [all.flatMap((one) => one.roster), all.flatMap((one) => one.monthly)];
  if (ofRoster.length > 0) await roster.bulkWrite(ofRoster);
  if (ofMonth.length > 0) await monthly.bulkWrite(ofMonth);
  const $set = { position: position.toString() };
  await checkpoints.updateOne({ _id: 'views' }, { $set }, { upsert: true });
};

/** Both views in batches of what has come in: at least once, since the checkpoint is written after the rows. */
const project = async (): Promise<void> => {
  const filter = streamNameFilter({ prefixes: [`${namespace}.`] });
  const subscription = client.subscribeToAll({ fromPosition: START, filter });
  let facts: Fact[] = [];
  for await (const { event } of subscription) {
    if (!event) continue;
    facts.push({ type: event.type, data: event.data } as unknown as Fact);
    if (facts.length < BATCH && subscription.readableLength > 0) continue;
    await write(facts, event.position.commit);
    facts = [];
  }
};

endWhenAsked(async () => {
  await client.dispose();
  await mongo.close();
});
process.send?.({ type: 'ready', port: 0 });
await project();
