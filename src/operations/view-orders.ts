import { Command } from '../kernel/command.js';
import { FlagField, IntegerField, PatternField, TextField } from '../kernel/fields.js';

const VIEW = /^[a-z][a-z-]{0,63}(@\d{1,6}(\.\d{1,3})?)?$/;

/** An order about one view: by its name the version that answers queries, as `roster@4.001` one that is being built. */
abstract class ViewOrder extends Command {
  @PatternField(VIEW, { path: true, description: '视图 / view', example: 'supervisee-roster' })
  declare readonly view: string;
}

/** Builds a view anew from history beside the live one, compares both, and switches. */
export class RebuildView extends ViewOrder {
  @FlagField({
    optional: true,
    description: '建成后等待切换指令 / once built, wait for the order to switch',
    example: false,
  })
  declare readonly hold?: boolean;
}

/** Lets a view that was built and held answer queries. */
export class SwitchView extends ViewOrder {}

/** Folds a sample, or all, or one row anew from history and compares. */
export class CheckDrift extends ViewOrder {
  @TextField({ optional: true, max: 400, description: '只核对此行 / one row alone', example: 's-001' })
  declare readonly key?: string;
  @IntegerField({
    optional: true,
    min: 1,
    max: 1_000_000,
    description: '每多少行抽查一行，1 为全部 / one row in so many; 1: all',
    example: 100,
  })
  declare readonly oneIn?: number;
}

/** Writes one row as history makes it. */
export class RepairRow extends ViewOrder {
  @TextField({ max: 400, description: '行的键 / key of the row', example: 's-001' }) declare readonly key: string;
}

/** Gives what waits in quarantine its facts again. */
export class RetryQuarantined extends ViewOrder {
  @TextField({ optional: true, max: 400, description: '行的键；省略则为整个视图 / key; the whole view unless given' })
  declare readonly key?: string;
}

/** Passes over the one fact that could not be taken, and goes on behind it. */
export class SkipQuarantined extends ViewOrder {
  @TextField({ optional: true, max: 400, description: '行的键；省略则为整个视图 / key; the whole view unless given' })
  declare readonly key?: string;
}
