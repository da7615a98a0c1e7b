import { cpus } from 'node:os';
import Table from 'cli-table3';
import { aimText, figureOf, type Line } from './figures.js';

const machine = (): string => {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? 'processor'}, Node ${process.version}, ${process.platform}`;
};

/** The lines as a table, below the machine that they are of. */
export const table = (lines: readonly Line[]): string => {
  const shown = new Table({ head: ['figure', 'ours', 'raw', 'ratio', 'aim', 'ok', 'note'], style: { head: [] } });
  for (const line of lines) {
    const { ratio, ok } = figureOf(line);
    shown.push([line.name, line.ours, line.raw, ratio.toFixed(2), aimText(line.aim), ok ? 'yes' : 'no', line.note]);
  }
  return `${machine()}\n${shown.toString()}`;
};
