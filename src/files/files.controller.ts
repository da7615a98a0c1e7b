import { Controller } from '@nestjs/common';
import { POSTS, type Role } from '../kernel/roles.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { OpenPersonalFile } from './domain/open-personal-file.js';

/** Who reads whole files: those who supervise the person, in the office, the county and the city. */
export const FILE_READERS: readonly Role[] = ['social-worker', ...POSTS];

@Controller('v1')
export class FilesController {
  constructor(private readonly commands: Commands) {}

  /** The file stays open to the caller for as long as the policy says. */
  @PostCommand('supervisees/:superviseeId/file-openings', OpenPersonalFile, FILE_READERS, {
    zh: '说明理由并打开档案',
    en: 'Open a personal file for a stated reason',
  })
  open(@Ordered() order: Order<OpenPersonalFile>): Promise<Receipt> {
    return this.commands.send(order.command, order);
  }
}
