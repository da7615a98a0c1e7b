import type { sendUnaryData, Server, ServerDuplexStream, ServerUnaryCall } from '@grpc/grpc-js';
import { groupRefusal, invalid, serviceError, stopping } from '../protocol/errors.js';
import { filterRuleOf } from '../streams/event-filter.js';
import type { EventLog } from '../log/event-log.js';
import {
  nameOf,
  persistent,
  type PersistentPb,
  PersistentSubscriptionsService,
  shared,
  type SharedPb,
  uuidOf,
} from '../protocol/messages.js';
import { Consumer } from './consumer.js';
import type { Group, Nack } from './group.js';
import { Groups } from './groups.js';
import { infoOf } from './info.js';
import { type GroupSettings, settingsOf, type Start } from './settings.js';
import { ALL } from './source.js';

type ReadCall = ServerDuplexStream<PersistentPb.ReadReq, Buffer>;
type Call<Q> = ServerUnaryCall<Q, unknown>;

/** Methods as the server says that it has them: to streams and to the whole log. */
export const PERSISTENT_METHODS = Object.keys(PersistentSubscriptionsService).map((name) => name.toLowerCase());

/** Answers the calls about persistent subscriptions. */
export class PersistentSubscriptions {
  private readonly groups: Groups;
  private stopped = false;

  constructor(private readonly log: EventLog) {
    this.groups = new Groups(log);
  }

  register(server: Server): void {
    // What consumers get is encoded already.
    const read = { ...PersistentSubscriptionsService.read, responseSerialize: (bytes: Buffer) => bytes };
    server.addService(
      { ...PersistentSubscriptionsService, read },
      {
        create: unary((call: Call<PersistentPb.CreateReq>) => this.create(call)),
        update: unary((call: Call<PersistentPb.UpdateReq>) => this.update(call)),
        delete: unary((call: Call<PersistentPb.DeleteReq>) => this.delete(call)),
        getInfo: unary((call: Call<PersistentPb.GetInfoReq>) => this.getInfo(call)),
        list: unary((call: Call<PersistentPb.ListReq>) => this.list(call)),
        replayParked: unary((call: Call<PersistentPb.ReplayParkedReq>) => this.replayParked(call)),
        restartSubsystem: unary((_call: Call<SharedPb.Empty>) => this.groups.restart().then(() => new shared.Empty())),
        read: (call: ReadCall) => this.read(call),
      },
    );
  }

  /** Ends what consumers read, and waits for what is being written. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.groups.stop();
  }

  private async create(call: Call<PersistentPb.CreateReq>): Promise<PersistentPb.CreateResp> {
    const options = given(call.request.getOptions());
    const all = options.getAll();
    const stream = all ? ALL : nameOf(options.getStream()?.getStreamIdentifier() ?? options.getStreamIdentifier());
    const wanted = given(options.getSettings());
    const group = options.getGroupName();
    const legacy = wanted.getRevision();
    const start = all ? startInLog(all) : startInStream(options.getStream(), legacy);
    const settings = this.checked(stream, group, start, () => settingsOf(wanted, start));
    const filtered = all?.getFilter();
    await this.groups.create(
      { stream, group, filter: filtered ? filterRuleOf(filtered) : undefined, settings },
      userOf(call),
    );
    return new persistent.CreateResp();
  }

  private async update(call: Call<PersistentPb.UpdateReq>): Promise<PersistentPb.UpdateResp> {
    const options = given(call.request.getOptions());
    const all = options.getAll();
    const stream = all ? ALL : nameOf(options.getStream()?.getStreamIdentifier() ?? options.getStreamIdentifier());
    const wanted = given(options.getSettings());
    const group = options.getGroupName();
    const start = all ? startInLog(all) : startInStream(options.getStream(), wanted.getRevision());
    const settings = this.checked(stream, group, start, () => settingsOf(wanted, start));
    await this.groups.update(stream, group, settings, userOf(call));
    return new persistent.UpdateResp();
  }

  private async delete(call: Call<PersistentPb.DeleteReq>): Promise<PersistentPb.DeleteResp> {
    const options = given(call.request.getOptions());
    await this.groups.delete(targetOf(options), options.getGroupName(), userOf(call));
    return new persistent.DeleteResp();
  }

  private async getInfo(call: Call<PersistentPb.GetInfoReq>): Promise<PersistentPb.GetInfoResp> {
    const answer = new persistent.GetInfoResp();
    answer.setSubscriptionInfo(infoOf(this.groupOf(given(call.request.getOptions()))));
    return answer;
  }

  private async list(call: Call<PersistentPb.ListReq>): Promise<PersistentPb.ListResp> {
    const wanted = given(call.request.getOptions()).getListForStream();
    const stream = wanted && (wanted.hasAll() ? ALL : nameOf(wanted.getStream()));
    const groups = this.groups.list(stream);
    if (stream !== undefined && groups.length === 0) throw groupRefusal('does-not-exist', stream, '');
    const answer = new persistent.ListResp();
    answer.setSubscriptionsList(groups.map(infoOf));
    return answer;
  }

  private async replayParked(call: Call<PersistentPb.ReplayParkedReq>): Promise<PersistentPb.ReplayParkedResp> {
    const options = given(call.request.getOptions());
    const group = this.groupOf(options);
    const stopAt = options.hasStopAt() ? Number(options.getStopAt()) : undefined;
    if (stopAt !== undefined && stopAt < 0) throw invalid(`'${stopAt}' is no place to stop at`);
    group.replayParked(stopAt);
    return new persistent.ReplayParkedResp();
  }

  private read(call: ReadCall): void {
    let joined: { readonly group: Group; readonly consumer: Consumer } | undefined;
    const leave = (): void => {
      joined?.group.leave(joined.consumer);
    };
    call.on('data', (request: PersistentPb.ReadReq) => {
      try {
        if (joined) answered(joined.group, request);
        else joined = this.connect(call, given(request.getOptions()));
      } catch (error) {
        leave();
        call.emit('error', serviceError(error));
      }
    });
    call.on('end', () => {
      leave();
      call.end();
    });
    for (const gone of ['close', 'cancelled', 'error']) call.on(gone, leave);
  }

  private connect(call: ReadCall, options: PersistentPb.ReadReq.Options): { group: Group; consumer: Consumer } {
    if (this.stopped) throw stopping();
    const group = this.groupOf(options);
    const { name } = group;
    if (group.isFull) throw groupRefusal('maximum-subscribers-reached', group.source.name, name);
    if (options.getBufferSize() < 1) throw invalid('A consumer needs a buffer of at least 1');
    const connection = {
      from: call.getPeer(),
      user: userOf(call),
      name: String(call.metadata.get('connection-name')[0] ?? '<unknown>'),
      send: (bytes: Buffer) => void call.write(bytes),
      drop: (error: Error) => void call.emit('error', error),
    };
    const consumer = new Consumer(connection, options.getBufferSize(), group.settings.extraStatistics);
    const confirmed = new persistent.ReadResp.SubscriptionConfirmation();
    confirmed.setSubscriptionId(`${group.source.name}::${name}`);
    const response = new persistent.ReadResp();
    response.setSubscriptionConfirmation(confirmed);
    call.write(Buffer.from(response.serializeBinary()));
    group.join(consumer);
    return { group, consumer };
  }

  private groupOf(options: Target & { getGroupName(): string }): Group {
    return this.groups.find(targetOf(options), options.getGroupName());
  }

  private checked(stream: string, group: string, start: Start, settings: () => GroupSettings): GroupSettings {
    if (stream === '' || group === '') throw invalid('A persistent subscription needs a stream and a group');
    try {
      if (stream === ALL && typeof start === 'number' && start > this.log.end)
        throw new Error('The position to start from lies beyond the end of the log.');
      return settings();
    } catch (error) {
      throw groupRefusal('failed', stream, group, error instanceof Error ? error.message : String(error));
    }
  }
}

const answered = (group: Group, request: PersistentPb.ReadReq): void => {
  const ack = request.getAck();
  const nack = request.getNack();
  if (ack) group.ack(ack.getIdsList().map(uuidOf));
  else if (nack) group.nack(nack.getIdsList().map(uuidOf), ACTIONS[nack.getAction()], nack.getReason());
  else throw invalid('What consumers send is an answer to events');
};

/** By the protocol's numbers: unknown, park, retry, skip, stop. Stopping is as skipping: the real server has nothing else for it. */
const ACTIONS: Readonly<Record<PersistentPb.ReadReq.Nack.Action, Nack>> = ['retry', 'park', 'retry', 'skip', 'skip'];

interface Target {
  getStreamIdentifier(): SharedPb.StreamIdentifier | undefined;
  hasAll(): boolean;
}

const targetOf = (options: Target): string => (options.hasAll() ? ALL : nameOf(options.getStreamIdentifier()));

const given = <T>(options: T | undefined): T => {
  if (options === undefined) throw invalid('The request has no options');
  return options;
};

type InLog = PersistentPb.CreateReq.AllOptions | PersistentPb.UpdateReq.AllOptions;
type InStream = PersistentPb.CreateReq.StreamOptions | PersistentPb.UpdateReq.StreamOptions;

const startInLog = (options: InLog): Start =>
  options.hasEnd() ? 'end' : placeOf(options.getPosition()?.getCommitPosition() ?? '0');

/** @param legacy revision that clients of old send with the settings */
const startInStream = (options: InStream | undefined, legacy: string): Start => {
  if (options?.hasStart()) return 'start';
  if (options?.hasEnd()) return 'end';
  return placeOf(options?.hasRevision() ? options.getRevision() : legacy);
};

const placeOf = (text: string): Start => {
  const place = Number(text);
  // Beyond what a place can be: the largest numbers of 64 bits mean the end.
  if (!Number.isSafeInteger(place)) return 'end';
  return place === 0 ? 'start' : place;
};

/** Name that the call's credentials have. */
const userOf = ({ metadata }: Pick<ReadCall, 'metadata'>): string => {
  const [, encoded] = /^basic (.+)$/iu.exec(String(metadata.get('authorization')[0] ?? '')) ?? [];
  return encoded === undefined ? 'anonymous' : (Buffer.from(encoded, 'base64').toString('utf8').split(':', 1)[0] ?? '');
};

const unary =
  <Q, A>(work: (call: ServerUnaryCall<Q, A>) => Promise<A>) =>
  (call: ServerUnaryCall<Q, A>, answer: sendUnaryData<A>): void => {
    work(call).then(
      (response) => answer(null, response),
      (error: unknown) => answer(serviceError(error)),
    );
  };
