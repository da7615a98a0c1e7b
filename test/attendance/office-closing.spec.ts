import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import { CloseAttendanceDay } from '../../src/attendance/domain/close-attendance-day.js';
import { attendance } from '../../src/attendance/domain/attendance.js';
import {
  CloseOfficeDay,
  CloseOfficeMonth,
  OfficeClosingController,
} from '../../src/attendance/office-closing.controller.js';
import { OfficeClosings } from '../../src/attendance/office-closing.js';
import { CloseAttendanceMonth } from '../../src/attendance/domain/books/attendance-month.js';
import { command } from '../../src/kernel/command.js';
import type { Jurisdictions } from '../../src/kernel/context.js';
import { daysFrom } from '../../src/kernel/day.js';
import type { DomainEvent } from '../../src/kernel/event.js';
import { Commands } from '../../src/platform/commands/commands.js';
import { StoreUnavailable } from '../../src/platform/streams/errors.js';
import { CALENDAR, given, metaOf, servingWorker, type World } from '../support/given.js';
import { keptRows } from '../support/kept-rows.js';

const PATHS: Readonly<Record<string, string[]>> = {
  'office-1': ['city-1', 'county-1', 'office-1'],
  'office-2': ['city-1', 'county-1', 'office-2'],
  'office-3': ['city-1', 'county-1', 'office-3'],
  'office-4': ['city-1', 'county-1', 'office-4'],
};
const onRoster = (workerId: string, officeId: string, to: string | null = null, next?: string) =>
  [
    workerId,
    {
      workerId,
      postings: [
        { officeId, from: '2026-01-05', to },
        ...(next === undefined ? [] : [{ officeId: next, from: '2026-03-10', to: null }]),
      ],
    },
  ] as const;
const roster = new Map([
  onRoster('w-1', 'office-1'),
  onRoster('w-2', 'office-1'),
  onRoster('w-3', 'office-2'),
  onRoster('w-5', 'office-2-merged'),
  onRoster('w-4', 'office-1', '2026-03-08'),
  onRoster('w-6', 'office-3', '2026-03-09'),
  onRoster('w-7', 'office-4', '2026-03-09', 'office-3'),
  onRoster('w-8', 'office-4', '2026-03-08', 'office-3'),
]);

/** Decides as the installation does, one history per worker. */
const histories = new Map<string, DomainEvent[]>();
type Closing = CloseAttendanceDay | CloseAttendanceMonth;
let sent: Closing[] = [];
let away: string | undefined;
let now = '2026-03-09 18:00';
const bus = {
  execute: async (order: Closing) => {
    sent.push(order);
    if (order.workerId === away) throw new StoreUnavailable('away', new Error('away'));
    const { workerId, meta } = order;
    const events = histories.get(workerId) ?? [];
    const world = { at: now, references: { worker: servingWorker(workerId) }, commandId: meta.commandId };
    const { meta: _meta, ...fields } = order;
    const type = order instanceof CloseAttendanceDay ? CloseAttendanceDay : CloseAttendanceMonth;
    const after = [...events, ...given(attendance, events).when<Closing>(type, fields, world).events()];
    histories.set(workerId, after);
    return { id: `${workerId}-2026`, revision: after.length - 1, position: 0 };
  },
} as unknown as CommandBus;
const jurisdictions = {
  pathOf: async (unit: string) => PATHS[unit],
  standsFor: async (unit: string) => (unit === 'office-2' ? ['office-2', 'office-2-merged'] : [unit]),
} as Partial<Jurisdictions> as Jurisdictions;
const controller = new OfficeClosingController(
  new OfficeClosings(new Commands(bus), keptRows({ 'social-worker-roster': roster }), jurisdictions),
);
const close = (officeId: string, world: World = {}) =>
  controller.closeDay({ command: command(CloseOfficeDay, { officeId, day: '2026-03-09' }, metaOf(world)) });

beforeEach(() => {
  histories.clear();
  sent = [];
  away = undefined;
  now = '2026-03-09 18:00';
});

describe('closing the day for a whole office', () => {
  it('[ATT-3] [ORG-1] closes it for those too who came with an office that was merged into it', async () => {
    const { closed } = await close('office-2', { by: { unit: 'office-2' } });
    expect(closed.map(({ workerId }) => workerId)).toEqual(['w-3', 'w-5']);
  });
  it('[ATT-3] closes it for every worker who serves there', async () => {
    const { closed, refused } = await close('office-1');
    expect(closed).toEqual([
      { workerId: 'w-1', receipt: { id: 'w-1-2026', revision: 2, position: 0 } },
      { workerId: 'w-2', receipt: { id: 'w-2-2026', revision: 2, position: 0 } },
    ]);
    expect(refused).toEqual([]);
  });
  it('[ATT-3] [HR-3] closes it for who has left since, on a day that they still served', async () => {
    const { closed } = await close('office-3', { by: { unit: 'office-3' } });
    expect(closed.map(({ workerId }) => workerId)).toEqual(['w-6']);
  });
  it('[ATT-3] [HR-3] closes it for who was transferred since, where they served on that day', async () => {
    const { closed } = await close('office-4', { by: { unit: 'office-4' } });
    expect(closed.map(({ workerId }) => workerId)).toEqual(['w-7']);
  });
  it('[ATT-3] says for whom it was refused and why, and closes it for the others', async () => {
    await close('office-1');
    histories.delete('w-2');
    expect(await close('office-1', { commandId: 'command-2' })).toMatchObject({
      closed: [{ workerId: 'w-2' }],
      refused: [{ workerId: 'w-1', code: 'DAY_CLOSED' }],
    });
  });
  it('[ATT-3] gives each closing an id of its own that a repeat gives again', async () => {
    await close('office-1');
    await close('office-1');
    const ids = sent.map(({ workerId, meta }) => `${workerId} ${meta.commandId}`);
    expect(new Set(ids.slice(0, 2)).size).toBe(2);
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
    await close('office-1', { commandId: 'command-2' });
    expect(ids).not.toContain(`w-1 ${sent.at(-2)?.meta.commandId}`);
  });
  it('[SEC-2] an office out of reach, or that was never founded, does not exist', async () => {
    await expect(close('office-2')).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
    await expect(close('office-9')).rejects.toMatchObject({ code: 'NOT_FOUND', status: 404 });
    expect(sent).toEqual([]);
  });
  it('passes on that a database is away, so that the order is given again', async () => {
    away = 'w-2';
    await expect(close('office-1')).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

describe('closing the books of a month for a whole office', () => {
  const closeMonth = (officeId: string, world: World = {}) =>
    controller.closeMonth({ command: command(CloseOfficeMonth, { officeId, month: '2026-03' }, metaOf(world)) });
  const workers = ({ closed }: { closed: readonly { workerId: string }[] }) => closed.map(({ workerId }) => workerId);
  /** Each working day of the month is closed, but for those of who is named. */
  const withDaysClosed = (...open: string[]) => {
    for (const workerId of ['w-1', 'w-2', 'w-3', 'w-4', 'w-5', 'w-6', 'w-7', 'w-8'])
      histories.set(
        workerId,
        daysFrom('2026-03-01', open.includes(workerId) ? '2026-03-30' : '2026-03-31')
          .filter((day) => CALENDAR.isWorkingDay(day))
          .map((day) => ({ type: 'AttendanceDayClosed', data: { workerId, officeId: 'office-1', day } })),
      );
    now = '2026-04-01 08:00';
  };

  it('[ATT-4] closes each worker’s, and says of whom it was refused and why', async () => {
    withDaysClosed('w-2');
    const answer = await closeMonth('office-1');
    // Who left in mid-month served here last.
    expect(workers(answer)).toEqual(['w-1', 'w-4']);
    expect(answer.refused).toMatchObject([
      { workerId: 'w-2', code: 'MONTH_DAYS_OPEN', details: { days: ['2026-03-31'] } },
    ]);
    expect(histories.get('w-1')?.at(-1)).toMatchObject({ type: 'AttendanceMonthClosed', data: { month: '2026-03' } });
  });
  it('[ATT-4] [HR-3] closes it for who was transferred in mid-month where they served last, and not where they did before', async () => {
    withDaysClosed();
    expect(workers(await closeMonth('office-4', { by: { unit: 'office-4' } }))).toEqual([]);
    expect(workers(await closeMonth('office-3', { by: { unit: 'office-3' } }))).toEqual(['w-6', 'w-7', 'w-8']);
  });
  it('[ATT-4] the same request again has no second effect; another finds the books closed', async () => {
    withDaysClosed('w-2');
    await closeMonth('office-1');
    const ids = sent.map(({ meta }) => meta.commandId);
    await closeMonth('office-1');
    expect(sent.slice(ids.length).map(({ meta }) => meta.commandId)).toEqual(ids);
    expect((await closeMonth('office-1', { commandId: 'command-2' })).refused).toMatchObject([
      { workerId: 'w-1', code: 'MONTH_CLOSED' },
      { workerId: 'w-2', code: 'MONTH_DAYS_OPEN' },
      { workerId: 'w-4', code: 'MONTH_CLOSED' },
    ]);
  });
  it('[ATT-4] not before the month is over', async () => {
    withDaysClosed();
    now = '2026-03-31 23:59';
    expect((await closeMonth('office-1')).refused.map(({ code }) => code)).toContain('MONTH_NOT_OVER');
  });
  it('[SEC-2] of an office out of reach nothing is closed', async () => {
    await expect(closeMonth('office-2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(sent).toEqual([]);
  });
});
