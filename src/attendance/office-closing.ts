import { Inject, Injectable } from '@nestjs/common';
import type { Command } from '../kernel/command.js';
import type { Jurisdictions } from '../kernel/context.js';
import type { Day } from '../kernel/day.js';
import { notFound, Rejection, type Title } from '../kernel/rejection.js';
import { JURISDICTIONS } from '../platform/auth/jurisdictions.js';
import { Commands } from '../platform/commands/commands.js';
import type { Receipt } from '../platform/commands/receipt.js';
import { covers } from '../platform/commands/scope.js';
import { ReadStore } from '../platform/read-store/read-store.js';
import { commandIdOf } from '../platform/streams/ids.js';

/** Where somebody served, from day to day, both included; `to` is null while it lasts. */
export interface Posting {
  readonly officeId: string;
  readonly from: Day;
  readonly to: Day | null;
}
interface RosterRow {
  readonly workerId: string;
  readonly postings: readonly Posting[];
}
/** What became of the closing for each worker of the office. */
export interface OfficeClosing {
  readonly closed: readonly { readonly workerId: string; readonly receipt: Receipt }[];
  readonly refused: readonly {
    readonly workerId: string;
    readonly code: string;
    readonly title: Title;
    readonly details?: Readonly<Record<string, unknown>>;
  }[];
}

/** One order for a whole office: a closing for each worker whose it is to close. The roster may be a moment behind; each is decided on its own. */
@Injectable()
export class OfficeClosings {
  constructor(
    private readonly commands: Commands,
    private readonly rows: ReadStore,
    @Inject(JURISDICTIONS) private readonly jurisdictions: Jurisdictions,
  ) {}

  /**
   * @param span who served in the office at any time from its first to its last day may be concerned
   * @param theirs whether the office closes it for somebody, by where they served
   * @param closingOf one worker's part of the order. The id that it is given derives from the order's, so the order can be given again
   * after it broke off, and has no second effect
   */
  async each(
    order: Command & { readonly officeId: string },
    [first, last]: readonly [Day, Day],
    theirs: (postings: readonly Posting[], offices: readonly string[]) => boolean,
    closingOf: (workerId: string, meta: Command['meta']) => Command,
  ): Promise<OfficeClosing> {
    const { officeId, meta } = order;
    const path = await this.jurisdictions.pathOf(officeId);
    if (!path || !covers(meta, path)) throw notFound();
    // Whoever served in an office that was merged into this one is one of its own.
    const offices = await this.jurisdictions.standsFor(officeId);
    const served = {
      officeId: { $in: [...offices] },
      from: { $lte: last },
      $or: [{ to: null }, { to: { $gte: first } }],
    };
    const ours = { postings: { $elemMatch: served } };
    const answer = {
      closed: [] as OfficeClosing['closed'][number][],
      refused: [] as OfficeClosing['refused'][number][],
    };
    for await (const row of this.rows.stream<RosterRow>('social-worker-roster', ours, { workerId: 1 })) {
      if (!theirs(row.postings, offices)) continue;
      const { workerId } = row;
      const own = { ...meta, commandId: commandIdOf(meta.commandId, workerId), causationId: meta.commandId };
      try {
        answer.closed.push({ workerId, receipt: await this.commands.send(closingOf(workerId, own)) });
      } catch (error) {
        if (!(error instanceof Rejection)) throw error;
        const { code, title, details } = error;
        answer.refused.push({ workerId, code, title, ...(Object.keys(details).length === 0 ? {} : { details }) });
      }
    }
    return answer;
  }
}
