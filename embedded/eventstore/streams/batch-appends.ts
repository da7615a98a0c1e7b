import { status, type ServerDuplexStream } from '@grpc/grpc-js';
import type { Message } from 'google-protobuf';
import { StorageFull } from '../../storage/errors.js';
import { proposedOf, sizeOf } from './appends.js';
import type { Expected } from '../log/commit-check.js';
import { invalid, stopping } from '../protocol/errors.js';
import type { AppendOutcome, EventLog, Written } from '../log/event-log.js';
import { Any, Empty, identifierOf, nameOf, shared, statuses, streams, type StreamsPb } from '../protocol/messages.js';
import type { Proposed } from '../log/record.js';

type Options = StreamsPb.BatchAppendReq.Options;
type Call = ServerDuplexStream<StreamsPb.BatchAppendReq, StreamsPb.BatchAppendResp>;

/** One append under way: its pieces share a correlation id, only the first has options, the last says that it is. */
interface Pending {
  readonly request: StreamsPb.BatchAppendReq;
  readonly options: Options;
  readonly events: Proposed[];
}

/** Answers appends that share one long stream: exactly one response for each correlation id, in whatever order they finish. */
export class BatchAppends {
  private readonly calls = new Set<Call>();
  private readonly underWay = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly log: EventLog,
    private readonly limit: number,
  ) {}

  readonly batchAppend = (call: Call): void => {
    const pending = new Map<string, Pending>();
    this.calls.add(call);
    const gone = (): boolean => this.calls.delete(call);
    call.on('data', (request: StreamsPb.BatchAppendReq) => {
      if (this.stopped) return;
      try {
        const complete = collect(pending, request);
        if (complete) this.begin(call, complete);
      } catch (error) {
        call.emit('error', error);
      }
    });
    call.on('end', () => call.end());
    call.on('close', gone);
    call.on('cancelled', gone);
    call.on('error', gone);
  };

  /** Answers the appends that have come, and ends the streams of all clients: what they send from now on gets UNAVAILABLE. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.underWay);
    for (const call of this.calls) call.emit('error', stopping());
  }

  private begin(call: Call, complete: Pending): void {
    const done = this.append(call, complete).finally(() => this.underWay.delete(done));
    this.underWay.add(done);
  }

  private async append(call: Call, { request, options, events }: Pending): Promise<void> {
    const name = nameOf(options.getStreamIdentifier());
    const response = new streams.BatchAppendResp();
    response.setCorrelationId(request.getCorrelationId());
    response.setStreamIdentifier(identifierOf(name));
    await this.decide(response, name, options, events);
    if (!call.cancelled) call.write(response);
  }

  private async decide(
    response: StreamsPb.BatchAppendResp,
    name: string,
    options: Options,
    events: readonly Proposed[],
  ): Promise<void> {
    if (sizeOf(events) > this.limit) {
      const limit = new shared.MaximumAppendSizeExceeded();
      limit.setMaxappendsize(this.limit);
      return refuse(response, status.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', limit);
    }
    const deadline = options.getDeadline()?.toDate();
    if (deadline && deadline.getTime() < Date.now())
      return refuse(response, status.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout());
    try {
      fill(response, await this.log.append(name, expectedOf(options), events), name, options);
    } catch (error) {
      const code = error instanceof StorageFull ? status.RESOURCE_EXHAUSTED : status.INTERNAL;
      refuse(response, code, 'Unknown', new shared.Unknown(), error instanceof Error ? error.message : String(error));
    }
  }
}

/** Adds a piece to its append; gives the append once it is complete. */
const collect = (pending: Map<string, Pending>, request: StreamsPb.BatchAppendReq): Pending | undefined => {
  const correlation = Buffer.from(request.getCorrelationId()?.serializeBinary() ?? []).toString('hex');
  const options = request.getOptions();
  const known = pending.get(correlation) ?? (options ? { request, options, events: [] } : undefined);
  if (!known) throw invalid('The first piece of an append has no options');
  for (const message of request.getProposedMessagesList()) known.events.push(proposedOf(message));
  if (request.getIsFinal()) {
    pending.delete(correlation);
    return known;
  }
  pending.set(correlation, known);
  return undefined;
};

const expectedOf = (options: Options): Expected => {
  if (options.hasStreamPosition()) return Number(options.getStreamPosition());
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'stream-exists' : 'any';
};

const refuse = (
  response: StreamsPb.BatchAppendResp,
  code: status,
  type: string,
  detail: Message,
  message = type,
): void => {
  const any = new Any();
  any.pack(detail.serializeBinary(), `event_store.client.${type}`);
  const error = new statuses.Status();
  error.setCode(code as number);
  error.setMessage(message);
  error.setDetails(any);
  response.setError(error);
};

const fill = (response: StreamsPb.BatchAppendResp, outcome: AppendOutcome, name: string, options: Options): void => {
  if (outcome.kind === 'deleted') {
    const deleted = new shared.StreamDeleted();
    deleted.setStreamIdentifier(identifierOf(name));
    return refuse(response, status.FAILED_PRECONDITION, 'StreamDeleted', deleted);
  }
  if (outcome.kind === 'wrong-version') {
    const wrong = new shared.WrongExpectedVersion();
    if (outcome.actual === undefined) wrong.setCurrentNoStream(new Empty());
    else wrong.setCurrentStreamRevision(String(outcome.actual));
    if (options.hasStreamPosition()) wrong.setExpectedStreamPosition(options.getStreamPosition());
    else if (options.hasNoStream()) wrong.setExpectedNoStream(new Empty());
    else if (options.hasStreamExists()) wrong.setExpectedStreamExists(new Empty());
    else wrong.setExpectedAny(new Empty());
    return refuse(response, status.FAILED_PRECONDITION, 'WrongExpectedVersion', wrong);
  }
  response.setSuccess(successOf(outcome));
};

const successOf = ({ revision, position: at }: Written): StreamsPb.BatchAppendResp.Success => {
  const success = new streams.BatchAppendResp.Success();
  // Nothing was appended to nothing.
  if (revision < 0) {
    success.setNoStream(new Empty());
    success.setNoPosition(new Empty());
    return success;
  }
  const position = new shared.AllStreamPosition();
  position.setCommitPosition(String(at));
  position.setPreparePosition(String(at));
  success.setCurrentRevision(String(revision));
  success.setPosition(position);
  return success;
};
