import { type sendUnaryData, Server, type ServerOptions, type ServerUnaryCall } from '@grpc/grpc-js';
import { lockFolder } from '../storage/folder-lock.js';
import { authentication, type TlsFiles } from './protocol/access.js';
import { listen } from './protocol/listener.js';
import { Appends, MAX_APPEND } from './streams/appends.js';
import { BatchAppends } from './streams/batch-appends.js';
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
} from './protocol/messages.js';
import { type ReadAnswer, Reads } from './streams/reads.js';
import { PERSISTENT_METHODS, PersistentSubscriptions } from './persistent/service.js';
import { registerUnsupported } from './protocol/unsupported.js';

export interface EventStoreOptions {
  /** Folder of the log; made when missing, locked while running. */
  readonly data: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host?: string;
  /** Passwords by user name. When given, every call but gossip and server features needs credentials; all users may do everything. */
  readonly users?: Readonly<Record<string, string>>;
  /** Certificate chain and private key, PEM. Without it the server speaks plain HTTP/2, as `insecure` does. */
  readonly tls?: TlsFiles;
  /** Bytes that one append may have; 1 MiB when left out, as EventStoreDB's MaxAppendSize. */
  readonly maxAppend?: number;
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
  const { data, port, host = '127.0.0.1', maxPages, maxAppend = MAX_APPEND } = options;
  const unlock = lockFolder(data);
  try {
    const log = new EventLog(data, maxPages);
    const reads = new Reads(log);
    const batches = new BatchAppends(log, maxAppend);
    const server = new Server(channelOptions(options.users));
    const subscriptions = new PersistentSubscriptions(log);
    const appends = new Appends(log, maxAppend);
    register(server, reads, appends, batches, () => listener.port);
    subscriptions.register(server);
    const listener = await listen(server, { host, port, tls: options.tls });
    const stop = async (): Promise<void> => {
      listener.close();
      reads.stop();
      appends.stop();
      await Promise.all([batches.stop(), subscriptions.stop()]);
      await shutDown(server);
      await log.close();
      unlock();
    };
    return { port: listener.port, stop };
  } catch (error) {
    unlock();
    throw error;
  }
};

const channelOptions = (users: EventStoreOptions['users']): ServerOptions => ({
  'grpc.max_receive_message_length': MESSAGE_LIMIT,
  'grpc.max_send_message_length': MESSAGE_LIMIT,
  interceptors: users ? [authentication(users)] : [],
});

const register = (server: Server, reads: Reads, appends: Appends, batches: BatchAppends, port: () => number): void => {
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
  registerUnsupported(server);
};

const bytesOf = (answer: ReadAnswer): Buffer =>
  Buffer.isBuffer(answer) ? answer : Buffer.from(answer.serializeBinary());

const supported = (): FeaturesPb.SupportedMethods => {
  const method = (service: string, name: string, featuresOf: string[]): FeaturesPb.SupportedMethod => {
    const made = new features.SupportedMethod();
    made.setServiceName(`event_store.client.${service}`);
    made.setMethodName(name);
    made.setFeaturesList(featuresOf);
    return made;
  };
  const answer = new features.SupportedMethods();
  answer.setEventStoreServerVersion(VERSION);
  answer.setMethodsList([
    ...STREAM_METHODS.map((name) => method('streams.streams', name, [])),
    ...PERSISTENT_METHODS.map((name) =>
      method('persistent_subscriptions.persistentsubscriptions', name, ['stream', 'all']),
    ),
  ]);
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

/** Waits for running calls, at most two seconds: clients keep their streams open for as long as they live. */
const shutDown = async (server: Server): Promise<void> => {
  const limit = setTimeout(() => server.forceShutdown(), 2_000);
  await new Promise<void>((done) => server.tryShutdown(() => done()));
  clearTimeout(limit);
};
