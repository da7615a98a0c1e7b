import { readFileSync } from 'node:fs';
import { runServer } from '../storage/run-server.js';
import { type EventStoreOptions, startEventStore } from './server.js';

/** What the environment sets, under the names that EventStoreDB 24.2 has for it. */
const configured = (): Pick<EventStoreOptions, 'users' | 'tls' | 'maxAppend'> => {
  const {
    EVENTSTORE_CERTIFICATE_FILE: certificate,
    EVENTSTORE_CERTIFICATE_PRIVATE_KEY_FILE: key,
    EVENTSTORE_DEFAULT_ADMIN_PASSWORD: password,
    EVENTSTORE_MAX_APPEND_SIZE: maxAppend,
  } = process.env;
  if ((certificate === undefined) !== (key === undefined))
    throw new Error('EVENTSTORE_CERTIFICATE_FILE and EVENTSTORE_CERTIFICATE_PRIVATE_KEY_FILE go together');
  return {
    ...(certificate && key ? { tls: { certificate: readFileSync(certificate), key: readFileSync(key) } } : {}),
    ...(password ? { users: { admin: password } } : {}),
    ...(maxAppend ? { maxAppend: Number(maxAppend) } : {}),
  };
};

await runServer('event store', async (args) => startEventStore({ ...args, ...configured() }));
