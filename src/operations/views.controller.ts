import { Controller } from '@nestjs/common';
import { notFound } from '../kernel/rejection.js';
import { INSTALLATION, type Role } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import { Ordered, type Order } from '../platform/http/order.js';
import { PostCommand } from '../platform/http/routes.js';
import type { RequestKind } from '../platform/read-store/read-documents.js';
import { type RequestTarget, ViewAdmin } from '../platform/read-store/view-admin.js';
import { CheckDrift, RebuildView, RepairRow, RetryQuarantined, SkipQuarantined, SwitchView } from './view-orders.js';

export const OPERATORS: readonly Role[] = ['administrator'];

/** The order was left for the projections, which alone write views: ask for its result. */
export interface OrderLeft {
  readonly requestId: string;
}

/** Orders about read models. They are no facts of the service, so they leave no event: who gave which is kept with the result. */
@Controller('v1/operations/views/:view')
export class ViewsController {
  constructor(
    private readonly admin: ViewAdmin,
    private readonly clock: Clock,
  ) {}

  @PostCommand('rebuild', RebuildView, OPERATORS, { zh: '重建视图', en: 'Build a view anew beside the live one' })
  rebuild(@Ordered() { command }: Order<RebuildView>): Promise<OrderLeft> {
    return this.leave('rebuild', command, { key: null, hold: command.hold ?? false });
  }

  @PostCommand('switch', SwitchView, OPERATORS, { zh: '切换到已建成的视图', en: 'Switch to a view that was built' })
  switch(@Ordered() { command }: Order<SwitchView>): Promise<OrderLeft> {
    return this.leave('switch', command, { key: null });
  }

  @PostCommand('drift', CheckDrift, OPERATORS, { zh: '核对视图与历史', en: 'Compare a view with history' })
  drift(@Ordered() { command }: Order<CheckDrift>): Promise<OrderLeft> {
    return this.leave('drift', command, { key: command.key ?? null, oneIn: command.oneIn ?? 1 });
  }

  @PostCommand('repair', RepairRow, OPERATORS, { zh: '按历史修复一行', en: 'Write one row as history makes it' })
  repair(@Ordered() { command }: Order<RepairRow>): Promise<OrderLeft> {
    return this.leave('repair', command, { key: command.key });
  }

  @PostCommand('retry', RetryQuarantined, OPERATORS, {
    zh: '重试被隔离的行或视图',
    en: 'Give what waits in quarantine its facts again',
  })
  retry(@Ordered() { command }: Order<RetryQuarantined>): Promise<OrderLeft> {
    return this.leave('retry', command, { key: command.key ?? null });
  }

  @PostCommand('skip', SkipQuarantined, OPERATORS, {
    zh: '跳过无法处理的事件',
    en: 'Pass over the fact that could not be taken',
  })
  skip(@Ordered() { command }: Order<SkipQuarantined>): Promise<OrderLeft> {
    return this.leave('skip', command, { key: command.key ?? null });
  }

  /** Views belong to the installation as a whole. */
  private async leave(
    kind: RequestKind,
    { view, meta }: RebuildView | SwitchView,
    target: Omit<RequestTarget, 'view'>,
  ): Promise<OrderLeft> {
    if (meta.unit !== INSTALLATION) throw notFound();
    const [name] = view.split('@');
    const known = await this.admin.views();
    if (!known.some((one) => one.view._id === name)) throw notFound();
    const at = new Date(this.clock.now());
    return { requestId: await this.admin.request(kind, { view, ...target }, meta.actor, at) };
  }
}
