import { parseArgs } from 'node:util';
import { DataFolderInUse } from './errors.js';

export interface ServerArguments {
  readonly data: string;
  readonly port: number;
  readonly host: string;
}

interface Running {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const FOLDER_IN_USE = 2;
const PORT_IN_USE = 3;

/**
 * Runs an embedded server as a process of its own: `--data FOLDER --port N --host ADDRESS`. Says that it is ready as one JSON line and
 * over IPC; stops on SIGTERM, SIGINT, or when its IPC parent is gone. Exit codes: 0 stopped, 2 data folder in use, 3 port in use, 1 other.
 */
export const runServer = async (name: string, start: (options: ServerArguments) => Promise<Running>): Promise<void> => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: './data' },
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  });
  try {
    const server = await start({ data: values.data, port: Number(values.port), host: values.host });
    stopWith(name, server);
    process.stdout.write(`${JSON.stringify({ ready: true, port: server.port })}\n`);
    if (process.connected) process.send?.({ type: 'ready', port: server.port });
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(exitCode(error));
  }
};

const exitCode = (error: unknown): number => {
  if (error instanceof DataFolderInUse) return FOLDER_IN_USE;
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE'
    ? PORT_IN_USE
    : 1;
};

const stopWith = (name: string, server: Running): void => {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${name}: could not stop cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  if (process.send && !process.connected) stop();
};
