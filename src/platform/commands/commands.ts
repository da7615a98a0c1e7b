import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Command } from '../../kernel/command.js';
import { inSpan } from '../tracing/spans.js';
import type { Receipt } from './receipt.js';

/** The one way to send a command. A command without a handler makes the bus throw at once: here it rejects as any failure does. */
@Injectable()
export class Commands {
  constructor(private readonly bus: CommandBus) {}

  /** @param options `expectedRevision`: the caller's If-Match; the command is refused when the record is at another revision */
  async send(command: Command, options: { expectedRevision?: number } = {}): Promise<Receipt> {
    if (options.expectedRevision !== undefined)
      Object.assign(command, { meta: { ...command.meta, expectedRevision: options.expectedRevision } });
    const { name } = command.constructor;
    return inSpan(`command ${name}`, { 'command.id': command.meta.commandId }, () =>
      this.bus.execute<Command, Receipt>(command),
    );
  }
}
