import { Controller } from '@nestjs/common';
import type { Role } from '../kernel/roles.js';
import { type Order, Ordered } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { FoundUnit } from './domain/units/found-unit.js';
import { ReleaseGroupMember, SeatGroupMember } from './domain/units/leading-group.js';
import { MergeUnit } from './domain/units/merge-unit.js';
import { RenameUnit } from './domain/units/rename-unit.js';

const ADMINISTRATION: readonly Role[] = ['administrator'];

@Controller('v1/units')
export class UnitsController {
  constructor(private readonly commands: Commands) {}

  @PostCommand('', FoundUnit, ADMINISTRATION, { zh: '设立单位', en: 'Found a unit' })
  found(@Ordered() order: Order<FoundUnit>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':unitId/name', RenameUnit, ADMINISTRATION, { zh: '更改单位名称', en: 'Rename a unit' })
  rename(@Ordered() order: Order<RenameUnit>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  @PostCommand(':unitId/merger', MergeUnit, ADMINISTRATION, { zh: '并入其他单位', en: 'Merge a unit into another' })
  merge(@Ordered() order: Order<MergeUnit>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }

  /** The seat is found under the id that the answer gives. */
  @PostCommand(':unitId/seats', SeatGroupMember, ADMINISTRATION, {
    zh: '任命领导小组成员',
    en: 'Seat a member of a leading group',
  })
  async seat(@Ordered() order: Order<SeatGroupMember>): Promise<Receipt & { seatId: string }> {
    const receipt = await this.commands.send(order.command, order);
    return { ...receipt, seatId: order.command.meta.commandId };
  }

  @PostCommand(':unitId/seats/:seatId/release', ReleaseGroupMember, ADMINISTRATION, {
    zh: '免去领导小组成员',
    en: 'Release a member of a leading group',
  })
  release(@Ordered() order: Order<ReleaseGroupMember>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
