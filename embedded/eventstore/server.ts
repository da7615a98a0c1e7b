import { type sendUnaryData, Server, ServerCredentials, type ServerUnaryCall } from '@grpc/grpc-js';
import { lockFolder } from '../storage/folder-lock.js';
import { Appends } from './appends.js';
import { BatchAppends } from './batch-appends.js';
import { EventLog } from './log/event-log.js';
import {
  features,
  type FeaturesPb,
  gossip,
  type GossipPb,
  GossipService,
  ServerFeaturesService,
  type SharedPb,
  StreamsService,
} from './protocol.js';
import { type ReadAnswer, Reads } from './reads.js';

export interface EventStoreOptions {
  /** Folder of the log; made when missing, locked while running. */
  readonly data: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** Size limit of the log's file in pages of 4 KiB, for tests of a full disk. */
  readonly maxPages?: number;
}

export interface RunningServer {
  readonly port: number;
  /** Finishes what is in flight, ends all calls and closes the log. */
  readonly stop: () => Promise<void>;
}

const MESSAGE_LIMIT = 17 * 1024 * 1024;
const LEADER = 8;
const VERSION = '24.2.0';
const STREAM_METHODS = ['read', 'append', 'batchappend', 'delete', 'tombstone'];

/**
 * Starts an event store that speaks the gRPC protocol of EventStoreDB 24.2 to the official client.
 * @throws DataFolderInUse · StorageFailure naming a damaged file · an error with code EADDRINUSE
 */
export const startEventStore = async (options: EventStoreOptions): Promise<RunningServer> => {
  const { data, port, host = '127.0.0.1', maxPages } = options;
  const unlock = lockFolder(data);
  try {
    const log = new EventLog(data, maxPages);
    const reads = new Reads(log);
    const batches = new BatchAppends(log);
    const server = serverOf(log, reads, batches, () => bound);
    const bound = await listen(server, host, port);
    const stop = async (): Promise<void> => {
      reads.stop();
      batches.stop();
      await shutDown(server);
      await log.close();
      unlock();
    };
    return { port: bound, stop };
  } catch (error) {
    unlock();
    throw error;
  }
};

const serverOf = (log: EventLog, reads: Reads, batches: BatchAppends, port: () => number): Server => {
  const server = new Server({
    'grpc.max_receive_message_length': MESSAGE_LIMIT,
    'grpc.max_send_message_length': MESSAGE_LIMIT,
  });
  const appends = new Appends(log);
  // Stored records go out as the bytes that they are.
  const read = { ...StreamsService.read, responseSerialize: (answer: ReadAnswer) => bytesOf(answer) };
  server.addService(
    { ...StreamsService, read },
    {
      read: reads.read,
      append: appends.append,
      batchAppend: batches.batchAppend,
      delete: appends.delete,
      tombstone: appends.tombstone,
    },
  );
  server.addService(ServerFeaturesService, {
    getSupportedMethods: (_call: unknown, answer: sendUnaryData<FeaturesPb.SupportedMethods>) =>
      answer(null, supported()),
  });
  server.addService(GossipService, {
    read: (_call: ServerUnaryCall<SharedPb.Empty, GossipPb.ClusterInfo>, answer: sendUnaryData<GossipPb.ClusterInfo>) =>
      answer(null, cluster(port())),
  });
  return server;
};

const bytesOf = (answer: ReadAnswer): Buffer =>
  Buffer.isBuffer(answer) ? answer : Buffer.from(answer.serializeBinary());

const supported = (): FeaturesPb.SupportedMethods => {
  const methods = STREAM_METHODS.map((name) => {
    const method = new features.SupportedMethod();
    method.setServiceName('event_store.client.streams.streams');
    method.setMethodName(name);
    return method;
  });
  const answer = new features.SupportedMethods();
  answer.setEventStoreServerVersion(VERSION);
  answer.setMethodsList(methods);
  return answer;
};

const cluster = (port: number): GossipPb.ClusterInfo => {
  const endPoint = new gossip.EndPoint();
  endPoint.setAddress('127.0.0.1');
  endPoint.setPort(port);
  const member = new gossip.MemberInfo();
  member.setState(LEADER);
  member.setIsAlive(true);
  member.setHttpEndPoint(endPoint);
  const info = new gossip.ClusterInfo();
  info.setMembersList([member]);
  return info;
};

const listen = (server: Server, host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(Object.assign(error, { code: 'EADDRINUSE' }));
      else resolve(bound);
    });
  });

/** Waits for running calls, at most two seconds: clients keep their streams open for as long as they live. */
const shutDown = async (server: Server): Promise<void> => {
  const limit = setTimeout(() => server.forceShutdown(), 2_000);
  await new Promise<void>((done) => server.tryShutdown(() => done()));
  clearTimeout(limit);
};
