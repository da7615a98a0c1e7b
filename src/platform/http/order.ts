import { createParamDecorator, type ExecutionContext, Inject, Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { validate as isUuid } from 'uuid';
import type { Command, CommandClass, CommandMeta } from '../../kernel/command.js';
import { pathFieldsOf } from '../../kernel/fields.js';
import { Clock } from '../clock.js';
import { commandIdOf, newCommandId } from '../streams/ids.js';
import { headerOf, notesOf, principalOf } from './edge-request.js';
import { invalidInput, Problem } from './problem.js';
import { readFields } from './read-fields.js';

export const COMMAND = Symbol('command of a route');

/** A command as it came in, ready to be sent: `commands.send(order.command, order)`. */
export interface Order<C extends Command> {
  readonly command: C;
  /** Revision named by `If-Match`. */
  readonly expectedRevision?: number;
}

interface RawOrder {
  readonly of: CommandClass;
  readonly request: FastifyRequest;
}

type Plain = Record<string, unknown>;

/** The id of the caller's own choice, or a new one. */
const commandIdIn = (request: FastifyRequest, actor: string): string => {
  const key = headerOf(request, 'idempotency-key');
  if (key === undefined) return newCommandId();
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new Problem('MALFORMED_IDEMPOTENCY_KEY');
  return commandIdOf(actor, key);
};

const expectedIn = (request: FastifyRequest): number | undefined => {
  const header = headerOf(request, 'if-match');
  if (header === undefined) return undefined;
  const revision = Number(/^"(\d{1,15})"$/.exec(header.trim())?.[1] ?? Number.NaN);
  if (Number.isNaN(revision)) throw new Problem('MALFORMED_IF_MATCH');
  return revision;
};

/** The body's fields and those of the path; a body may not name a field of the path. */
const inputOf = (of: CommandClass, request: FastifyRequest): Plain => {
  const body = request.body ?? {};
  if (typeof body !== 'object' || Array.isArray(body))
    throw invalidInput([{ path: '', code: 'wrongType', message: 'the body must be an object' }]);
  const inPath = pathFieldsOf(of);
  const twice = inPath.filter((name) => Object.hasOwn(body, name));
  if (twice.length > 0)
    throw invalidInput(twice.map((path) => ({ path, code: 'pathField', message: 'is given by the path' })));
  const params = request.params as Record<string, string>;
  // Own keys are copied one by one: a key such as __proto__ stays an ordinary, unknown field.
  return Object.fromEntries([...Object.entries(body), ...inPath.map((name) => [name, params[name]] as const)]);
};

/** Who orders, when, and under which ids; the log line of the request names the correlation. */
export const metaOf = (request: FastifyRequest, clock: Clock): CommandMeta => {
  const principal = principalOf(request);
  const commandId = commandIdIn(request, principal.actor);
  const correlation = headerOf(request, 'x-correlation-id');
  const correlationId = correlation !== undefined && isUuid(correlation) ? correlation : commandId;
  notesOf(request).correlationId = correlationId;
  return { ...principal, commandId, correlationId, causationId: commandId, occurredAt: clock.now() };
};

/** Makes the order of a route's request: command class, path, body, headers, caller and clock come together here. */
@Injectable()
export class OrderPipe implements PipeTransform<RawOrder, Order<Command>> {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  transform({ of, request }: RawOrder): Order<Command> {
    const expectedRevision = expectedIn(request);
    const meta = metaOf(request, this.clock);
    const command = readFields(of, inputOf(of, request));
    return {
      command: Object.assign(command, { meta }),
      ...(expectedRevision === undefined ? {} : { expectedRevision }),
    };
  }
}

const RawOrdered = createParamDecorator((_: unknown, context: ExecutionContext): RawOrder => {
  const of = Reflect.getMetadata(COMMAND, context.getHandler()) as CommandClass | undefined;
  if (!of) throw new Error(`${context.getClass().name}.${context.getHandler().name} has no @PostCommand`);
  return { of, request: context.switchToHttp().getRequest<FastifyRequest>() };
});

/** The order of a `@PostCommand` route, as `Order<C>`. */
export const Ordered = (): ParameterDecorator => RawOrdered(OrderPipe);
