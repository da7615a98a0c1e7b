import { runServer } from '../storage/run-server.js';
import { startMongo } from './server.js';

await runServer('mongo', startMongo);
