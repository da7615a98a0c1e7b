import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Command } from '../kernel/command.js';
import { RecordIdField } from '../kernel/field-kinds/record-id.js';
import { ChoiceField } from '../kernel/fields.js';
import { keyName } from '../platform/sealing/seal.js';
import { SubjectKeys } from '../platform/sealing/subject-keys.js';
import { ERASABLE, type Erasable } from './domain/events.js';

/** The field that events name a person of each kind by. */
const FIELDS: Readonly<Record<Erasable, string>> = {
  complaint: 'complaintId',
  procuratorateOpinion: 'opinionId',
  supervisee: 'superviseeId',
  socialWorker: 'workerId',
  intakeApplication: 'intakeId',
  volunteer: 'volunteerId',
  applicant: 'applicationId',
  statisticalReturn: 'returnId',
};
/** Name of the key of a person of a kind. */
export const keyOf = (kind: Erasable, personId: string): string => keyName(FIELDS[kind], personId);

/** Carries out an erasure. It leaves no fact of its own: the order is the fact, and repeating it changes nothing. */
export class DestroyKey extends Command {
  @RecordIdField() declare readonly personId: string;
  @ChoiceField(ERASABLE) declare readonly kind: Erasable;
}

@CommandHandler(DestroyKey)
export class DestroyKeyHandler implements ICommandHandler<DestroyKey, void> {
  constructor(private readonly keys: SubjectKeys) {}

  async execute({ personId, kind }: DestroyKey): Promise<void> {
    await this.keys.destroy(keyOf(kind, personId));
  }
}
