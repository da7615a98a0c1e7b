const PROJECTIONS = 'Makes its links or its events with projections, which are left out.';
const HTTP = "Speaks to the server's HTTP interface, which is left out.";
const FOLLOWER = 'Asks a follower; there is one node, which leads.';
const CONNECTION_LOSS =
  'Wants the error that older versions of grpc-js have for a lost connection: 1.14 says UNAVAILABLE, not CANCELLED.';
const TO_ALL =
  'persistentSubscription/subscribeToPersistentSubscriptionToAll.test.ts › subscribeToPersistentSubscriptionToAll';
const TO_STREAM =
  'persistentSubscription/subscribeToPersistentSubscriptionToStream.test.ts › subscribeToPersistentSubscriptionToStream';

/** Failures that are known, each with its cause: by test (`file › full name`), by file, or by group (the folder's name). */
export const KNOWN_FAILURES: Readonly<Record<string, string>> = {
  'streams/readAll.test.ts › readAll should successfully read from $all resolve link tos': PROJECTIONS,
  'streams/readStream.test.ts › readStream should successfully read from stream options resolve link tos': PROJECTIONS,
  'extra/http.test.ts': HTTP,
  'extra/oversize-event.test.ts › oversize events oversize events': PROJECTIONS,
  'extra/write-after-end.test.ts › write after end Should not write after end (batch append)': CONNECTION_LOSS,
  [`${TO_ALL} Supported (>=21.10) should throw on follower node`]: FOLLOWER,
  [`${TO_STREAM} should throw on follower node`]: FOLLOWER,
  [`${TO_STREAM} malformed events`]: HTTP,
  [`${TO_STREAM} on system stream`]: PROJECTIONS,
};
