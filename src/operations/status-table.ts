import Table from 'cli-table3';
import type { QuarantineReport, VersionReport, ViewStatus } from './reports.js';

const HEAD = [
  '视图 / view',
  '状态 / state',
  '位置 / position',
  '滞后 / lag',
  '速度 / rate',
  '剩余 / left',
  '健康 / healthy',
];

/** The views as a table for a terminal: every version that is there, how far it is and how fast it goes. */
export const statusTable = (views: readonly ViewStatus[]): string => {
  const table = new Table({ head: HEAD, style: { head: [], border: [] } });
  for (const { versions } of views) for (const version of versions) table.push(rowOf(version));
  return table.toString();
};

const rowOf = (of: VersionReport): string[] => [
  of.id,
  of.hold ? `${of.state} (hold)` : of.state,
  String(of.position),
  of.lagEvents === 0 ? '0' : `${of.lagEvents} (${Math.round(of.lagSeconds)} s)`,
  `${of.rate}/s`,
  of.remainingSeconds === null ? '?' : `${of.remainingSeconds} s`,
  of.healthy ? '✓' : '✗',
];

/** What waits in quarantine, a line each; nothing when nothing does. */
export const quarantineLines = (items: readonly QuarantineReport[]): string[] =>
  items.map(
    ({ view, key, event, error }) =>
      `${view} ${key ?? '(整个视图 / the whole view)'}: ${event.type} @${event.position}: ${error.message}`,
  );
