import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Command } from '../kernel/command.js';
import { IdField } from '../kernel/fields.js';
import { SubjectKeys } from '../platform/sealing/subject-keys.js';

/** Carries out an erasure. It leaves no fact of its own: the order is the fact, and repeating it changes nothing. */
export class DestroyKey extends Command {
  @IdField() declare readonly personId: string;
}

@CommandHandler(DestroyKey)
export class DestroyKeyHandler implements ICommandHandler<DestroyKey, void> {
  constructor(private readonly keys: SubjectKeys) {}

  async execute({ personId }: DestroyKey): Promise<void> {
    await this.keys.destroy(personId);
  }
}
