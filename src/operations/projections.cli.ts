import { Command, InvalidArgumentError } from 'commander';
import { developmentToken } from '../platform/auth/development-token.js';
import { readSettings } from '../platform/config/settings.js';
import { OperationsClient } from './api-client.js';
import type { FollowUpReport, QuarantineReport, ViewStatus } from './reports.js';
import { quarantineLines, statusTable } from './status-table.js';

const countOf = (text: string): number => {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('must be 1 or more');
  return count;
};

interface Access {
  readonly url?: string;
  readonly token?: string;
  readonly wait: number;
}

const program = new Command('projections')
  .description('视图的运行管理 / running the read models')
  .option('--url <url>', 'API 地址；默认为 http://127.0.0.1:PORT / address of the API')
  .option('--token <token>', '管理员令牌；开发用签发者可省略 / token of an administrator')
  .option('--wait <seconds>', '最多等待多少秒 / how long to wait for the result', countOf, 60);

const client = async (): Promise<OperationsClient> => {
  const { url, token } = program.opts<Access>();
  const settings = readSettings(process.env);
  return new OperationsClient({
    url: url ?? `http://127.0.0.1:${settings.port}`,
    token: token ?? (await developmentToken(settings, 'administrator', 'operator')),
  });
};

const print = (lines: readonly string[] | object): void => {
  const text = Array.isArray(lines) ? lines.join('\n') : JSON.stringify(lines, null, 2);
  process.stdout.write(`${text}\n`);
};

/** Gives an order and prints what became of it. */
const order =
  (what: string) =>
  async (view: string, fields: object): Promise<void> => {
    const { wait } = program.opts<Access>();
    print((await (await client()).order(view, what, fields, wait * 1_000)) as object);
  };

program
  .command('status')
  .description('各视图的位置、滞后、速度与隔离 / position, lag, rate and quarantine of every view')
  .action(async () => {
    const api = await client();
    const { items } = await api.get<{ items: ViewStatus[] }>('views');
    const { items: quarantined } = await api.get<{ items: QuarantineReport[] }>('quarantine');
    const { items: parked } = await api.get<{ items: FollowUpReport[] }>('follow-ups?status=parked');
    print([
      statusTable(items),
      ...quarantineLines(quarantined),
      ...parked.map((one) => `${one.reaction} ${one.followUpId}: ${one.code} ${one.message}`),
    ]);
  });
program
  .command('rebuild <view>')
  .description('在现用视图旁重建，比较后切换 / build anew beside the live one, compare, switch')
  .option('--hold', '建成后等待 switch / wait for `switch` once built')
  .action(order('rebuild'));
program.command('switch <view>').description('切换到已建成的视图 / switch to what was built').action(order('switch'));
program
  .command('drift <view>')
  .description('按历史重算并比较 / fold anew from history and compare')
  .option('--key <key>', '只核对此行 / one row alone')
  .option('--one-in <n>', '每多少行抽查一行 / one row in so many', countOf)
  .action(order('drift'));
program
  .command('repair <view>')
  .description('按历史修复一行 / write one row as history makes it')
  .requiredOption('--key <key>', '行的键 / key of the row')
  .action(order('repair'));
program
  .command('retry <view>')
  .description('重试被隔离的行；无 --key 时为整个视图 / give what waits in quarantine its facts again')
  .option('--key <key>', '行的键 / key of the row')
  .action(order('retry'));
program
  .command('skip <view>')
  .description('跳过无法处理的事件 / pass over the fact that could not be taken')
  .option('--key <key>', '行的键 / key of the row')
  .action(order('skip'));
program
  .command('retry-follow-up <id>')
  .description('重试搁置的后续命令 / try a parked follow-up again')
  .action(async (id: string) =>
    print(await (await client()).post<FollowUpReport>(`follow-ups/${encodeURIComponent(id)}/retry`)),
  );

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
