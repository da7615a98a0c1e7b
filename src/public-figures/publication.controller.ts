import { Controller } from '@nestjs/common';
import { command } from '../kernel/command.js';
import { notFound } from '../kernel/rejection.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { PublishPublicFigures, RecordPublicFigures, reject } from './domain/publish-figures.js';
import { PeopleAtQuartersEnd } from './people-at-quarters-end.js';

@Controller('v1/public-figures')
export class PublicationController {
  constructor(
    private readonly commands: Commands,
    private readonly people: PeopleAtQuartersEnd,
  ) {}

  /** What is counted is not in the order, and what may not be shown is not in what comes of it. */
  @PostCommand(':cityId/:quarter', PublishPublicFigures, ['city-officer'], {
    zh: '公布一个季度的数据',
    en: 'Publish the figures of a quarter',
  })
  async publish(@Ordered() order: Order<PublishPublicFigures>): Promise<Receipt> {
    const { cityId, quarter, meta } = order.command;
    // Of another city nothing is counted: there seems to be none.
    if (meta.unit !== cityId) throw notFound();
    const { asOf, counted } = await this.people.counted(cityId, quarter);
    if (asOf.stale) throw reject('FIGURES_NOT_READY');
    const { position } = asOf;
    return this.commands.send(command(RecordPublicFigures, { cityId, quarter, position, counted }, meta), order);
  }
}
