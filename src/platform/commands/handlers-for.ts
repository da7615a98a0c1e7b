import { Inject, type Type } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Command } from '../../kernel/command.js';
import type { AnyDecider } from '../../kernel/decider.js';
import { Decisions } from './decisions.js';
import type { Receipt } from './receipt.js';

/** One generic load–decide–append handler for each command of a decider, as providers of its module. */
export const handlersFor = (of: AnyDecider): Type<ICommandHandler>[] =>
  Object.entries(of.commands as Record<string, new () => Command>).map(([name, commandClass]) => {
    @CommandHandler(commandClass)
    class DeciderHandler implements ICommandHandler<Command, Receipt> {
      constructor(@Inject(Decisions) private readonly decisions: Decisions) {}

      execute(command: Command): Promise<Receipt> {
        return this.decisions.take(of, name, command);
      }
    }
    Object.defineProperty(DeciderHandler, 'name', { value: `${name}Handler` });
    return DeciderHandler;
  });
