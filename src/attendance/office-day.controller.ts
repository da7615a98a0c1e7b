import { Controller, Inject } from '@nestjs/common';
import { Command, command } from '../kernel/command.js';
import type { Jurisdictions } from '../kernel/context.js';
import type { Day } from '../kernel/day.js';
import { DayField, IdField } from '../kernel/fields.js';
import { notFound, Rejection, type Title } from '../kernel/rejection.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import { ReadStore } from '../platform/read-store/read-store.js';
import { Commands } from '../platform/commands/commands.js';
import { commandIdOf } from '../platform/streams/ids.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { covers } from '../platform/commands/scope.js';
import { CloseAttendanceDay } from './domain/close-attendance-day.js';

export class CloseOfficeDay extends Command {
  @IdField({ path: true, description: '司法所 / office', example: 'office-1' }) declare readonly officeId: string;
  @DayField({ path: true, description: '日期 / day', example: '2026-03-09' }) declare readonly day: Day;
}

interface RosterRow {
  readonly workerId: string;
  readonly postings: readonly { readonly officeId: string; readonly from: Day; readonly to: Day | null }[];
}
interface Refused {
  readonly workerId: string;
  readonly code: string;
  readonly title: Title;
}
/** What became of the closing for each worker of the office. */
export interface OfficeDayClosing {
  readonly closed: readonly { readonly workerId: string; readonly receipt: Receipt }[];
  readonly refused: readonly Refused[];
}

/** Closes a day for all workers who served in an office on it. The roster may be a moment behind; each closing is decided on its own. */
@Controller('v1/offices/:officeId/attendance-days')
export class OfficeDayController {
  constructor(
    private readonly commands: Commands,
    private readonly rows: ReadStore,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Jurisdictions,
  ) {}

  @PostCommand(':day/closing', CloseOfficeDay, ['office-head'], {
    zh: '结算全所当日考勤',
    en: 'Close the attendance of a day for the whole office',
  })
  async close(@Ordered() { command: order }: Order<CloseOfficeDay>): Promise<OfficeDayClosing> {
    const path = await this.jurisdictions.pathOf(order.officeId);
    if (!path || !covers(order.meta, path)) throw notFound();
    const closed: { workerId: string; receipt: Receipt }[] = [];
    const refused: Refused[] = [];
    // Whoever served in an office that was merged into this one is one of its own.
    const offices = await this.jurisdictions.standsFor(order.officeId);
    // Who has left or was transferred since served here on the day, and it is here that it is closed.
    const { day } = order;
    const served = { officeId: { $in: [...offices] }, from: { $lte: day }, $or: [{ to: null }, { to: { $gte: day } }] };
    const ours = { postings: { $elemMatch: served } };
    for await (const { workerId } of this.rows.stream<RosterRow>('social-worker-roster', ours, { workerId: 1 }))
      try {
        closed.push({ workerId, receipt: await this.commands.send(closingOf(order, workerId)) });
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        refused.push({ workerId, code: error.code, title: error.title });
      }
    return { closed, refused };
  }
}

/** One worker's part of the order. Its id derives from the order's, so the order can be given again after it broke off. */
const closingOf = ({ meta, day }: CloseOfficeDay, workerId: string): CloseAttendanceDay =>
  command(
    CloseAttendanceDay,
    { workerId, day },
    { ...meta, commandId: commandIdOf(meta.commandId, workerId), causationId: meta.commandId },
  );
