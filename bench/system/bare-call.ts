import { Client, type MethodDefinition, credentials } from '@grpc/grpc-js';

const asIs = (bytes: Buffer): Buffer => bytes;

/** The one call of the bare log: takes bytes, and answers with an empty message when they are on disk. */
export const APPEND: MethodDefinition<Buffer, Buffer> = {
  path: '/bare.Log/Append',
  requestStream: false,
  responseStream: false,
  requestSerialize: asIs,
  requestDeserialize: asIs,
  responseSerialize: asIs,
  responseDeserialize: asIs,
};

/** A bare client of the bare log, without anything of the event store's protocol. */
export class BareClient {
  private readonly client: Client;

  constructor(port: number) {
    this.client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  append(record: Buffer): Promise<void> {
    const { path, requestSerialize, responseDeserialize } = APPEND;
    return new Promise((done, failed) => {
      this.client.makeUnaryRequest(path, requestSerialize, responseDeserialize, record, (error) =>
        error ? failed(error) : done(),
      );
    });
  }

  close(): void {
    this.client.close();
  }
}
