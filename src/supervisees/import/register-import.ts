import { Injectable } from '@nestjs/common';
import { command, type CommandMeta } from '../../kernel/command.js';
import { Rejection } from '../../kernel/rejection.js';
import { Commands } from '../../platform/commands/commands.js';
import { Decisions } from '../../platform/commands/decisions.js';
import type { Receipt } from '../../platform/commands/receipt.js';
import { inReach, type Reader } from '../../platform/read-store/reach.js';
import { ReadStore } from '../../platform/read-store/read-store.js';
import { MasterKey } from '../../platform/sealing/master-key.js';
import { commandIdOf } from '../../platform/streams/ids.js';
import type { Table } from '../../platform/tables/read-table.js';
import { CoDefendants } from '../co-defendants.js';
import { RegisterSupervisee } from '../domain/register-supervisee.js';
import { reject } from '../domain/rejections.js';
import { supervisee } from '../domain/supervisee.js';
import { documentIdOf, superviseeIdOf } from '../domain/supervisee-id.js';
import { type Headings, headingsOf } from './columns.js';
import { type Offices, type RegisterRow, type RowFault, rowOf } from './row-of-register.js';

const MOST_ROWS = 2_000;
/** Rows decided at a time: each is a record of its own. */
const AT_ONCE = 8;

export interface AcceptedRow {
  /** Number in the file, from 1, as a spreadsheet shows it. */
  readonly row: number;
  readonly superviseeId: string;
  /** Missing when nothing was to take effect. */
  readonly receipt?: Receipt;
}
export interface RefusedRow {
  readonly row: number;
  readonly faults: readonly RowFault[];
}
export interface ImportAnswer {
  readonly dryRun: boolean;
  readonly rows: number;
  readonly accepted: readonly AcceptedRow[];
  readonly refused: readonly RefusedRow[];
  /** Headings that no column of a register has: what stands there was not taken in. */
  readonly ignoredColumns: readonly string[];
}

interface Readable {
  readonly number: number;
  readonly row: RegisterRow;
}

/**
 * Takes an existing register in, row by row, each as the registration that it says (INT-2). A row is known by what it says: handed in
 * again, it answers with its first receipt, and nothing more happens; so a table that was taken in by half is simply sent again.
 */
@Injectable()
export class RegisterImport {
  constructor(
    private readonly commands: Commands,
    private readonly decisions: Decisions,
    private readonly rows: ReadStore,
    private readonly coDefendants: CoDefendants,
    private readonly master: MasterKey,
  ) {}

  /**
   * @param dryRun says what would become of each row, and lets nothing take effect
   * @throws Rejection when the table as a whole is none: headings, length
   */
  async take(table: Table, meta: CommandMeta, principal: Reader, dryRun: boolean): Promise<ImportAnswer> {
    const headings = headingsOf(table.headings);
    checkTable(headings, table.rows.length);
    const { offices, own } = await this.officesOf(principal);
    const readable: Readable[] = [];
    const refused: RefusedRow[] = [];
    for (const { number, cells } of table.rows) {
      const read = rowOf(cells, headings.columns, offices, own);
      if ('faults' in read) refused.push({ row: number, faults: read.faults });
      else readable.push({ number, row: read.row });
    }
    const { once, again } = repeatedIn(readable);
    refused.push(...again);
    const accepted: AcceptedRow[] = [];
    const work = async (): Promise<void> => {
      for (let next = once.shift(); next; next = once.shift()) {
        const outcome = await this.one(next, meta, dryRun);
        if ('faults' in outcome) refused.push(outcome);
        else accepted.push(outcome);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return {
      dryRun,
      rows: table.rows.length,
      accepted: accepted.sort((one, other) => one.row - other.row),
      refused: refused.sort((one, other) => one.row - other.row),
      ignoredColumns: headings.unknown,
    };
  }

  private async one({ number, row }: Readable, meta: CommandMeta, dryRun: boolean): Promise<AcceptedRow | RefusedRow> {
    const superviseeId = superviseeIdOf(row);
    // Keyed: ids are stored in clear, and from a plain digest what the row says could be guessed.
    const said = this.master.digest(JSON.stringify([Object.entries(row).sort(), meta.onBehalfOf ?? null]));
    const commandId = commandIdOf('register-import', said);
    const order = command(RegisterSupervisee, row, { ...meta, commandId, causationId: meta.commandId });
    try {
      await this.coDefendants.check(order);
      if (!dryRun) return { row: number, superviseeId, receipt: await this.commands.send(order) };
      await this.decisions.rehearse(supervisee, 'RegisterSupervisee', order);
      return { row: number, superviseeId };
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      return { row: number, faults: [{ column: null, code: error.code, title: error.title }] };
    }
  }

  /** The offices that the caller may name, and the one that is meant where none is named. */
  private async officesOf(principal: Reader): Promise<{ offices: Offices; own: string | undefined }> {
    const filter = { ...inReach(principal), kind: 'OFFICE', open: true };
    const offices = new Map<string, string[]>();
    for await (const { unitId, name } of this.rows.stream<{ unitId: string; name: string }>('units', filter))
      for (const key of new Set([unitId, name])) offices.set(key, [...(offices.get(key) ?? []), unitId]);
    return { offices, own: offices.get(principal.unit)?.[0] };
  }
}

const checkTable = ({ missing, twice }: Headings, rows: number): void => {
  if (missing.length > 0) throw reject('REGISTER_COLUMNS_MISSING', { missing });
  if (twice.length > 0) throw reject('REGISTER_COLUMNS_TWICE', { twice });
  if (rows > MOST_ROWS) throw reject('REGISTER_TOO_LONG', { rows, most: MOST_ROWS });
};

/** Of several rows about one person the first stands; whoever made the table says which is right. */
const repeatedIn = (rows: readonly Readable[]): { once: Readable[]; again: RefusedRow[] } => {
  const first = new Map<string, number>();
  const once: Readable[] = [];
  const again: RefusedRow[] = [];
  for (const { number, row } of rows) {
    const keys = [superviseeIdOf(row), `${documentIdOf(row)} ${row.identityNumber}`];
    const before = keys.map((key) => first.get(key)).find((one) => one !== undefined);
    if (before === undefined) {
      for (const key of keys) first.set(key, number);
      once.push({ number, row });
    } else {
      const title = { zh: `与第 ${before} 行重复`, en: `repeats row ${before}` };
      again.push({ row: number, faults: [{ column: null, code: 'ROW_REPEATED', title }] });
    }
  }
  return { once, again };
};
