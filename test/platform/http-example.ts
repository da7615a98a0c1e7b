import { Controller, Get } from '@nestjs/common';
import { Command } from '../../src/kernel/command.js';
import {
  ChoicesField,
  DayField,
  FlagField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../../src/kernel/fields.js';
import { Rejection } from '../../src/kernel/rejection.js';
import { Allows } from '../../src/platform/auth/access.js';
import { ndjson } from '../../src/platform/http/ndjson.js';
import { type Order, Ordered } from '../../src/platform/http/order.js';
import { PageQuery, Queried, type Question } from '../../src/platform/http/question.js';
import { GetQuery, PostCommand } from '../../src/platform/http/routes.js';
import { BadCursor } from '../../src/platform/read-store/pages/cursor.js';
import {
  ConflictError,
  IdempotencyMismatch,
  RevisionMismatch,
  StoreUnavailable,
} from '../../src/platform/streams/errors.js';

class Period {
  @DayField({ example: '2026-03-10' }) declare readonly from: string;
  @DayField({ example: '2026-03-12' }) declare readonly to: string;
}

class Tier {
  @IntegerField({ max: 366, example: 1 }) declare readonly upToDays: number;
  @ChoicesField(['officer', 'director'], { optional: true }) declare readonly endorsers?: string[];
}

export class PlanStay extends Command {
  @IdField({ path: true }) declare readonly personId: string;
  @TextField({ max: 20, example: '家中有事' }) declare readonly reason: string;
  @ObjectField(() => Period, { example: { from: '2026-03-10', to: '2026-03-12' } }) declare readonly period: Period;
  @ListField(() => Tier, { max: 3, optional: true }) declare readonly tiers?: Tier[];
  @FlagField({ optional: true }) declare readonly urgent?: boolean;
}

export class EndStay extends Command {
  @IdField({ path: true }) declare readonly personId: string;
  @TextField({ optional: true, example: '办妥' }) declare readonly note?: string;
}

export class ListStays extends PageQuery {
  @IdField({ path: true }) declare readonly personId: string;
  @IntegerField({ optional: true, max: 31 }) declare readonly days?: number;
  @FlagField({ optional: true }) declare readonly urgent?: boolean;
  @ChoicesField(['AM', 'PM'], { optional: true }) declare readonly halves?: string[];
}

export const VALID = { reason: '家中有事', period: { from: '2026-03-10', to: '2026-03-12' } };

const FAILURES: Readonly<Record<string, () => Error>> = {
  rule: () => new Rejection('OWN_STAY', { zh: '不能为自己办理', en: 'Not for yourself' }, { person: 'p-1' }),
  missing: () => new Rejection('NOT_FOUND', { zh: '未找到', en: 'No such record' }, {}, 404),
  conflict: () => new ConflictError('stay-1'),
  revision: () => new RevisionMismatch(3, 5),
  reused: () => new IdempotencyMismatch(),
  away: () => new StoreUnavailable('append: no answer from 10.1.2.3'),
  cursor: () => new BadCursor(),
  bug: () => new TypeError('cannot read 身份证 of 张三'),
};

/** How many requests are being served, and a gate that holds them. */
export const gate: { open: () => void; held: Promise<void>; entered: () => void } = {
  open: () => undefined,
  held: Promise.resolve(),
  entered: () => undefined,
};

@Controller('v1/people/:personId/stays')
export class StaysController {
  @PostCommand('', PlanStay, ['office-head', 'director'], { zh: '安排', en: 'Plan a stay' })
  plan(@Ordered() order: Order<PlanStay>) {
    const { command, expectedRevision } = order;
    return {
      id: command.personId,
      revision: 7,
      position: 70,
      command,
      made: command instanceof PlanStay && command.period instanceof Period,
      expectedRevision,
    };
  }

  @PostCommand('end', EndStay, ['office-head'], { zh: '结束', en: 'End a stay' })
  end(@Ordered() order: Order<EndStay>) {
    return { id: order.command.personId, revision: 8, position: 80, note: order.command.note ?? null };
  }

  @PostCommand('failures', EndStay, ['office-head'], { zh: '失败', en: 'Fail' })
  fail(@Ordered() order: Order<EndStay>): never {
    throw (FAILURES[order.command.note ?? ''] ?? (() => new Error('unknown')))();
  }

  @GetQuery('', ListStays, ['office-head'], { zh: '列表', en: 'Stays' }, { example: { personId: 'p-1', days: 3 } })
  list(@Queried() { query, principal }: Question<ListStays>) {
    return { query, principal };
  }

  @Get('lines')
  @Allows(['office-head'])
  lines() {
    return ndjson(
      (async function* () {
        for (let n = 0; n < 3; n += 1) yield { n };
      })(),
    );
  }

  @Get('slow')
  @Allows(['office-head'])
  async slow() {
    gate.entered();
    await gate.held;
    return { done: true };
  }

  @Get('open')
  open() {
    return { reached: true };
  }
}
