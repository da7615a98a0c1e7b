import { Controller } from '@nestjs/common';
import { command, type Command } from '../kernel/command.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { SubjectKeys } from '../platform/sealing/subject-keys.js';
import { newCommandId } from '../platform/streams/ids.js';
import { StreamStore } from '../platform/streams/stream-store.js';
import { keyOf } from './destroy-key.handler.js';
import { CheckErasure } from './domain/check-erasure.js';
import { confidentiality, erasureId } from './domain/confidentiality.js';
import { type Erasure, ErasePersonalData } from './domain/erase-personal-data.js';
import type { OfOneKey } from './domain/events.js';
import { ErasureCheck } from './erasure-check.js';

/** The receipt of an erasure: with what was checked after it, and found. */
type ErasureReceipt = Receipt & { readonly checked: Erasure['found'] };

@Controller('v1/personal-data')
export class ConfidentialityController {
  constructor(
    private readonly commands: Commands,
    private readonly keys: SubjectKeys,
    private readonly streams: StreamStore,
    private readonly check: ErasureCheck,
  ) {}

  /** The key is gone when the answer comes; should the process die before, the reaction to the fact destroys it. */
  @PostCommand(':personId/erasure', ErasePersonalData, ['director'], {
    zh: '销毁某人的个人信息',
    en: "Erase a person's data",
  })
  async erase(@Ordered() order: Order<ErasePersonalData>): Promise<ErasureReceipt> {
    const receipt = await this.commands.send(order.command, order);
    const { kind, personId, meta } = order.command;
    const { linked, found } = await this.erasureOf({ kind, personId });
    for (const one of [{ kind, personId }, ...linked]) await this.keys.destroy(keyOf(one.kind, one.personId));
    return { ...receipt, checked: found ?? (await this.checked({ kind, personId }, meta)) };
  }

  /** Looks once more, at any time later: also after a backup was brought back. */
  @PostCommand(':personId/erasure-checks', CheckErasure, ['director'], {
    zh: '核实某人的个人信息已销毁',
    en: "Check that a person's data are erased",
  })
  async checkAgain(@Ordered() order: Order<CheckErasure>): Promise<ErasureReceipt> {
    const { kind, personId, meta } = order.command;
    // Who may ask is decided before anything is looked at.
    const receipt = await this.commands.send(order.command, order);
    return { ...receipt, checked: await this.checked({ kind, personId }, meta) };
  }

  private async checked(person: OfOneKey, meta: Command['meta']): Promise<Erasure['found']> {
    const { linked } = await this.erasureOf(person);
    const found = await this.check.of(person, linked);
    const { expectedRevision: _, ...by } = meta;
    const order = command(CheckErasure, { ...person, found }, { ...by, commandId: newCommandId() });
    await this.commands.send(order, {});
    return (await this.erasureOf(person)).found;
  }

  private async erasureOf(person: OfOneKey): Promise<Erasure> {
    return (await this.streams.load<Erasure>(confidentiality, erasureId(person), 0)).state;
  }
}
