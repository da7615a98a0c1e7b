import { runServer } from '../storage/run-server.js';
import { startEventStore } from './server.js';

await runServer('event store', startEventStore);
