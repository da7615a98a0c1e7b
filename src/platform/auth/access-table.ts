import { Inject, Injectable, type OnModuleInit, Optional, RequestMethod, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { AnyDecider, CommandMap } from '../../kernel/decider.js';
import type { Principal, Relation } from '../../kernel/roles.js';
import { DeciderRegistry } from '../commands/decider-registry.js';
import { COMMAND } from '../http/order.js';
import { QUESTION } from '../http/question.js';
import { type Access, ACCESS, PUBLIC } from './access.js';

type Method = (...args: never[]) => unknown;

/** A route and who reaches what through it: a row of the table of access. */
export interface AccessRow {
  readonly controller: Type;
  readonly method: Method;
  /** `Controller.method`. */
  readonly name: string;
  readonly verb: string;
  /** Without the slash that it begins with. */
  readonly path: string;
  /** Chinese and English, as the documentation shows it; '' where it says nothing. */
  readonly title: string;
  /** Empty where nobody may use it. */
  readonly access: Access;
  /** Whether it answers without a token. */
  readonly open: boolean;
  /** The class of its fields. */
  readonly input: (new () => object) | undefined;
  /** Whether it takes a command. */
  readonly orders: boolean;
}

const meta = <T>(key: string | symbol, of: object): T | undefined => Reflect.getMetadata(key, of) as T | undefined;

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

const rowOf = (controller: Type, method: Method, personal: ReadonlySet<unknown>): AccessRow => {
  const command = meta<new () => object>(COMMAND, method);
  const declared = meta<Access>(ACCESS, method) ?? meta<Access>(ACCESS, controller) ?? {};
  return {
    ...{ controller, method, name: `${controller.name}.${method.name}`, orders: command !== undefined },
    verb: RequestMethod[meta<RequestMethod>('method', method) ?? RequestMethod.GET],
    path: [meta<string>('path', controller), meta<string>('path', method)]
      .map((part) => (part ?? '').replace(/^\/|\/$/g, ''))
      .filter((part) => part !== '')
      .join('/'),
    title: meta<{ summary?: string }>('swagger/apiOperation', method)?.summary ?? '',
    access: personal.has(command) && declared['social-worker'] ? { ...declared, 'social-worker': 'own' } : declared,
    open: meta<boolean>(PUBLIC, method) ?? meta<boolean>(PUBLIC, controller) ?? false,
    input: command ?? meta<new () => object>(QUESTION, method),
  };
};

/**
 * The table of access: a row for each route, as the route declares it.
 * @param deciders say of which commands the records are somebody's own: those are decided for nobody else, whatever sends them
 */
export const accessRows = (controllers: readonly Type[], deciders: readonly AnyDecider[]): AccessRow[] => {
  const personal = new Set<unknown>(
    deciders.flatMap((of) => (of.personOf ? Object.values(of.commands as CommandMap) : [])),
  );
  return controllers.flatMap((controller) =>
    methodsOf(controller.prototype as object)
      .filter((method) => meta('path', method) !== undefined)
      .map((method) => rowOf(controller, method, personal)),
  );
};

/** Which records somebody of a role reaches through a route; undefined: the role may not use it. */
export const relationIn = ({ access }: Pick<AccessRow, 'access'>, role: Principal['role']): Relation | undefined =>
  role === 'system' ? undefined : access[role];

/** The table of access of this process, which the guard reads. The document and the tests that walk all of it read the same rows. */
@Injectable()
export class AccessTable implements OnModuleInit {
  private readonly rows = new Map<unknown, Map<unknown, AccessRow>>();

  constructor(
    @Inject(DiscoveryService) private readonly discovery: DiscoveryService,
    @Optional() @Inject(DeciderRegistry) private readonly registry?: DeciderRegistry,
  ) {}

  onModuleInit(): void {
    const controllers = this.discovery.getControllers().map(({ metatype }) => metatype as Type);
    for (const row of accessRows(controllers, this.registry?.deciders ?? [])) {
      const known = this.rows.get(row.controller) ?? new Map<unknown, AccessRow>();
      this.rows.set(row.controller, known.set(row.method, row));
    }
  }

  /** The row of a route; undefined for what is no route. */
  of(controller: unknown, method: unknown): AccessRow | undefined {
    return this.rows.get(controller)?.get(method);
  }
}
