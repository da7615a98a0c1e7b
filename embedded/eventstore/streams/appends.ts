import type { sendUnaryData, ServerReadableStream, ServerUnaryCall } from '@grpc/grpc-js';
import type { Expected } from '../log/commit-check.js';
import {
  appendTooLarge,
  invalid,
  serviceError,
  stopping,
  storageRefusal,
  streamDeleted,
  wrongExpectedVersion,
} from '../protocol/errors.js';
import type { AppendOutcome, EventLog, Written } from '../log/event-log.js';
import { nameOf, shared, streams, type StreamsPb, uuidOf } from '../protocol/messages.js';
import type { Proposed } from '../log/record.js';

/** Bytes that one append may have, as EventStoreDB's default. */
export const MAX_APPEND = 1024 * 1024;

type AppendCall = ServerReadableStream<StreamsPb.AppendReq, StreamsPb.AppendResp>;
type AppendOptions = StreamsPb.AppendReq.Options;
type MetadataMap = { get: (key: string) => string | undefined };
interface ProposedMessage {
  getId(): Parameters<typeof uuidOf>[0];
  getMetadataMap(): MetadataMap;
  getCustomMetadata_asU8(): Uint8Array;
  getData_asU8(): Uint8Array;
}

/** A proposed message as the log takes it. @throws ServiceError when it has no type */
export const proposedOf = (message: ProposedMessage): Proposed => {
  const metadata = message.getMetadataMap();
  const type = metadata.get('type');
  if (!type) throw invalid("Required metadata 'type' missing");
  return {
    id: uuidOf(message.getId()),
    type,
    contentType: metadata.get('content-type') ?? 'application/octet-stream',
    custom: message.getCustomMetadata_asU8(),
    data: message.getData_asU8(),
  };
};

export const sizeOf = (events: readonly Proposed[]): number =>
  events.reduce((sum, event) => sum + event.data.length + event.custom.length, 0);

interface ExpectedOptions {
  hasRevision(): boolean;
  getRevision(): string;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

const expectedOf = (options: ExpectedOptions): Expected => {
  if (options.hasRevision()) return Number(options.getRevision());
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'stream-exists' : 'any';
};

/** Answers the appends that come as a call of their own, deletes and tombstones. */
export class Appends {
  /** Appends whose events are still coming. */
  private readonly coming = new Set<AppendCall>();

  constructor(
    private readonly log: EventLog,
    private readonly limit: number,
  ) {}

  /** Appends that are not all there end with UNAVAILABLE; the others are written and answered. */
  stop(): void {
    for (const call of this.coming) call.destroy(stopping());
  }

  readonly append = (call: AppendCall, answer: sendUnaryData<StreamsPb.AppendResp>): void => {
    this.appended(call).then(
      (response) => answer(null, response),
      (error: unknown) => answer(serviceError(error)),
    );
  };

  readonly delete = (
    call: ServerUnaryCall<StreamsPb.DeleteReq, StreamsPb.DeleteResp>,
    answer: sendUnaryData<StreamsPb.DeleteResp>,
  ): void => {
    const options = call.request.getOptions();
    if (!options) return answer(invalid('A delete needs options'));
    const name = nameOf(options.getStreamIdentifier());
    const outcome = this.log.delete(name, expectedOf(options), crypto.randomUUID());
    void this.ended(outcome, name, expectedOf(options)).then((position) => {
      const at = new streams.DeleteResp.Position();
      at.setCommitPosition(position);
      at.setPreparePosition(position);
      const response = new streams.DeleteResp();
      response.setPosition(at);
      answer(null, response);
    }, answer);
  };

  readonly tombstone = (
    call: ServerUnaryCall<StreamsPb.TombstoneReq, StreamsPb.TombstoneResp>,
    answer: sendUnaryData<StreamsPb.TombstoneResp>,
  ): void => {
    const options = call.request.getOptions();
    if (!options) return answer(invalid('A tombstone needs options'));
    const name = nameOf(options.getStreamIdentifier());
    const outcome = this.log.tombstone(name, expectedOf(options), crypto.randomUUID());
    void this.ended(outcome, name, expectedOf(options)).then((position) => {
      const at = new streams.TombstoneResp.Position();
      at.setCommitPosition(position);
      at.setPreparePosition(position);
      const response = new streams.TombstoneResp();
      response.setPosition(at);
      answer(null, response);
    }, answer);
  };

  private async ended(outcome: Promise<AppendOutcome>, name: string, expected: Expected): Promise<string> {
    const result = await outcome.catch((error: unknown) => {
      throw storageRefusal(error);
    });
    if (result.kind === 'deleted') throw streamDeleted(name);
    if (result.kind === 'wrong-version') throw wrongExpectedVersion(name, expected, result.actual);
    return String(result.position);
  }

  private async appended(call: AppendCall): Promise<StreamsPb.AppendResp> {
    const { options, events } = await this.received(call);
    if (!options) throw invalid('An append needs options');
    const name = nameOf(options.getStreamIdentifier());
    const outcome = await this.log.append(name, expectedOf(options), events);
    if (outcome.kind === 'deleted') throw streamDeleted(name);
    return appendResponse(outcome, options);
  }

  private async received(call: AppendCall): Promise<{ options: AppendOptions | undefined; events: Proposed[] }> {
    this.coming.add(call);
    try {
      return await this.collected(call);
    } finally {
      this.coming.delete(call);
    }
  }

  private async collected(call: AppendCall): Promise<{ options: AppendOptions | undefined; events: Proposed[] }> {
    let options: AppendOptions | undefined;
    const events: Proposed[] = [];
    let size = 0;
    for await (const request of call as AsyncIterable<StreamsPb.AppendReq>) {
      const message = request.getProposedMessage();
      const proposed = message ? [proposedOf(message)] : [];
      if (request.hasOptions()) options = request.getOptions();
      events.push(...proposed);
      size += sizeOf(proposed);
      if (size > this.limit) throw appendTooLarge(this.limit);
    }
    return { options, events };
  }
}

const successOf = ({ revision, position: at }: Written): StreamsPb.AppendResp.Success => {
  const success = new streams.AppendResp.Success();
  // Nothing was appended to nothing.
  if (revision < 0) {
    success.setNoStream(new shared.Empty());
    success.setNoPosition(new shared.Empty());
    return success;
  }
  const position = new streams.AppendResp.Position();
  position.setCommitPosition(String(at));
  position.setPreparePosition(String(at));
  success.setCurrentRevision(String(revision));
  success.setPosition(position);
  return success;
};

const appendResponse = (
  outcome: Exclude<AppendOutcome, { kind: 'deleted' }>,
  options: StreamsPb.AppendReq.Options,
): StreamsPb.AppendResp => {
  const response = new streams.AppendResp();
  if (outcome.kind === 'written') {
    response.setSuccess(successOf(outcome));
    return response;
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (outcome.actual === undefined) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(outcome.actual));
  if (options.hasRevision()) wrong.setExpectedRevision(options.getRevision());
  else if (options.hasNoStream()) wrong.setExpectedNoStream(new shared.Empty());
  else if (options.hasStreamExists()) wrong.setExpectedStreamExists(new shared.Empty());
  else wrong.setExpectedAny(new shared.Empty());
  response.setWrongExpectedVersion(wrong);
  return response;
};
