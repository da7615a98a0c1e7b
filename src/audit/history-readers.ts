import { Injectable } from '@nestjs/common';
import { Rejection } from '../kernel/rejection.js';
import type { Principal } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import { StreamStore } from '../platform/streams/stream-store.js';
import { PERSON_KINDS, type SubjectKind } from './domain/events.js';
import { accessId, type HistoryAccess, historyAccess } from './domain/history-access.js';

const notOpened = (): Rejection =>
  new Rejection(
    'HISTORY_NOT_OPENED',
    { zh: '请先说明理由打开该历史记录', en: 'The history has to be opened first, with a reason' },
    {},
    403,
  );

/** Lets in who has said why. Asked of the history itself, not of a view: what another process let in is known at once. */
@Injectable()
export class HistoryReaders {
  constructor(
    private readonly streams: StreamStore,
    private readonly clock: Clock,
  ) {}

  /** @throws Rejection HISTORY_NOT_OPENED when the reader has not opened it, or too long ago */
  async admit(kind: SubjectKind, subjectId: string, reader: Principal): Promise<void> {
    if (!(await this.hasOpened(kind, subjectId, reader))) throw notOpened();
  }

  /** As `admit`, for a person of whichever kind. */
  async admitToPerson(personId: string, reader: Principal): Promise<void> {
    for (const kind of PERSON_KINDS) if (await this.hasOpened(kind, personId, reader)) return;
    throw notOpened();
  }

  private async hasOpened(kind: SubjectKind, subjectId: string, { actor }: Principal): Promise<boolean> {
    const { state } = await this.streams.load<HistoryAccess>(historyAccess, accessId(kind, subjectId, actor), 0);
    return state.openUntil !== null && state.openUntil > this.clock.now();
  }
}
