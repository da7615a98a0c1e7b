import { timingSafeEqual, createHash } from 'node:crypto';
import {
  type Metadata,
  ResponderBuilder,
  ServerCredentials,
  ServerInterceptingCall,
  type ServerInterceptor,
  ServerListenerBuilder,
  status,
} from '@grpc/grpc-js';

/** PEM texts. */
export interface TlsFiles {
  readonly certificate: string | Buffer;
  readonly key: string | Buffer;
}

/** Clients look these up before they have anything to show; EventStoreDB 24.2 leaves them open too (anonymous endpoint access for gossip). */
const OPEN = ['/event_store.client.gossip.', '/event_store.client.server_features.'];

/** Credentials of the listening socket: TLS without client certificates, or plain text. */
export const credentialsOf = (tls: TlsFiles | undefined): ServerCredentials => {
  if (!tls) return ServerCredentials.createInsecure();
  const pair = { cert_chain: Buffer.from(tls.certificate), private_key: Buffer.from(tls.key) };
  return ServerCredentials.createSsl(null, [pair]);
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const isKnown = (metadata: Metadata, users: Readonly<Record<string, string>>): boolean => {
  const [, encoded] = /^basic (.+)$/iu.exec(String(metadata.get('authorization')[0] ?? '')) ?? [];
  if (encoded === undefined) return false;
  const given = Buffer.from(encoded, 'base64').toString('utf8');
  const name = given.split(':', 1)[0] ?? '';
  const password = Object.hasOwn(users, name) ? users[name] : undefined;
  return password !== undefined && timingSafeEqual(digest(given), digest(`${name}:${password}`));
};

/**
 * Basic authentication of every call. Without credentials, or with wrong ones, the call ends with UNAUTHENTICATED, which the client
 * turns into its AccessDeniedError. As EventStoreDB 24.2 with its default of no anonymous access to streams.
 *
 * @param users passwords by name
 */
export const authentication =
  (users: Readonly<Record<string, string>>): ServerInterceptor =>
  (method, call) => {
    if (OPEN.some((prefix) => method.path.startsWith(prefix))) return new ServerInterceptingCall(call);
    const listener = new ServerListenerBuilder()
      .withOnReceiveMetadata((metadata, next) => {
        if (isKnown(metadata, users)) next(metadata);
        else call.sendStatus({ code: status.UNAUTHENTICATED, details: 'Unauthenticated' });
      })
      .build();
    return new ServerInterceptingCall(call, new ResponderBuilder().withStart((next) => next(listener)).build());
  };
