import type { DynamicModule, ForwardReference, Type } from '@nestjs/common';
import { AppModule, DECIDERS } from '../../src/app.module.js';
import { type AccessRow, accessRows } from '../../src/platform/auth/access-table.js';
import { SystemClock } from '../../src/platform/clock.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { AppLogger } from '../../src/platform/logging/app-logger.js';

type Part = Type | DynamicModule | Promise<DynamicModule> | ForwardReference;

/** A route of the service and its row in the table of access: what the guard of a running service goes by. */
export type Route = AccessRow;

const meta = <T>(key: string | symbol, of: object): T | undefined => Reflect.getMetadata(key, of) as T | undefined;

/** All controllers of a module and of what it imports. */
const controllersOf = async (part: Part, seen = new Set<unknown>()): Promise<Type[]> => {
  const known = await part;
  if ('forwardRef' in known || seen.has(known)) return [];
  seen.add(known);
  const [of, dynamic] = 'module' in known ? [known.module, known] : [known, undefined];
  const own = [...(meta<Type[]>('controllers', of) ?? []), ...(dynamic?.controllers ?? [])];
  const imports = [...(meta<Part[]>('imports', of) ?? []), ...(dynamic?.imports ?? [])];
  return [...own, ...(await Promise.all(imports.map((one) => controllersOf(one, seen)))).flat()];
};

const settings = readSettings({ EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false', MONGODB_URL: 'mongodb://127.0.0.1:1' });
const root = AppModule.forRoot({ settings, clock: new SystemClock(), logger: new AppLogger('silent') });
/** Every route of every module. */
export const routes: readonly Route[] = accessRows(await controllersOf(root), DECIDERS);
