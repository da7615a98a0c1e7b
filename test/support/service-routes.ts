import { type DynamicModule, type ForwardReference, RequestMethod, type Type } from '@nestjs/common';
import { AppModule } from '../../src/app.module.js';
import { PUBLIC, ROLES } from '../../src/platform/auth/access.js';
import { SystemClock } from '../../src/platform/clock.js';
import { readSettings } from '../../src/platform/config/settings.js';
import { COMMAND } from '../../src/platform/http/order.js';
import { QUESTION } from '../../src/platform/http/question.js';
import { AppLogger } from '../../src/platform/logging/app-logger.js';

type Part = Type | DynamicModule | Promise<DynamicModule> | ForwardReference;
type Method = (...args: unknown[]) => unknown;

/** One route of the service, as its decorators say. */
export interface Route {
  readonly name: string;
  readonly verb: string;
  readonly path: string;
  /** Chinese and English, as the documentation shows it; '' where it says nothing. */
  readonly title: string;
  readonly roles: readonly string[] | undefined;
  readonly open: boolean;
  readonly input: (new () => object) | undefined;
  /** Whether it takes a command. */
  readonly orders: boolean;
}

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

const methodsOf = (prototype: object | null): Method[] =>
  prototype === null || prototype === Object.prototype
    ? []
    : [
        ...Object.getOwnPropertyNames(prototype)
          .filter((name) => name !== 'constructor')
          .map((name) => Object.getOwnPropertyDescriptor(prototype, name)?.value as unknown)
          .filter((value): value is Method => typeof value === 'function'),
        ...methodsOf(Object.getPrototypeOf(prototype) as object | null),
      ];

const routesOf = (controller: Type): Route[] =>
  methodsOf(controller.prototype as object)
    .filter((method) => meta('path', method) !== undefined)
    .map((method) => ({
      name: `${controller.name}.${method.name}`,
      verb: RequestMethod[meta<RequestMethod>('method', method) ?? RequestMethod.GET],
      path: [meta<string>('path', controller), meta<string>('path', method)]
        .map((part) => (part ?? '').replace(/^\/|\/$/g, ''))
        .filter((part) => part !== '')
        .join('/'),
      title: meta<{ summary?: string }>('swagger/apiOperation', method)?.summary ?? '',
      roles: meta<string[]>(ROLES, method) ?? meta<string[]>(ROLES, controller),
      open: meta<boolean>(PUBLIC, method) ?? meta<boolean>(PUBLIC, controller) ?? false,
      input: meta<new () => object>(COMMAND, method) ?? meta<new () => object>(QUESTION, method),
      orders: meta(COMMAND, method) !== undefined,
    }));

const settings = readSettings({ EVENTSTORE_URL: 'esdb://127.0.0.1:1?tls=false', MONGODB_URL: 'mongodb://127.0.0.1:1' });
const root = AppModule.forRoot({ settings, clock: new SystemClock(), logger: new AppLogger('silent') });
/** Every route of every module. */
export const routes: readonly Route[] = (await controllersOf(root)).flatMap(routesOf);
