import { Command, InvalidArgumentError } from 'commander';
import {
  EXIT,
  exportCommand,
  type ExportOptions,
  headsCommand,
  keyCommand,
  verifyCommand,
  type VerifyOptions,
} from './audit-command.js';

const positionOf = (text: string): number => {
  const position = Number(text);
  if (!Number.isSafeInteger(position) || position < 0 || text.trim() === '')
    throw new InvalidArgumentError('must be a position: 0 or more');
  return position;
};

const program = new Command('audit').description('审计：导出与核验历史 / export the history and check an export');

program
  .command('export')
  .description('导出历史（NDJSON，末行有签名） / export the history as NDJSON with a signed closing line')
  .option('--out <file>', '写入文件；默认为标准输出 / file to write; stdout unless given')
  .option('--url <url>', 'API 地址；默认为 http://127.0.0.1:PORT / address of the API')
  .option(
    '--token <token>',
    '审计员令牌；开发用签发者可省略 / token of an auditor; not needed with the development issuer',
  )
  .option('--stream <stream>', '流 / stream, as leave-<id>')
  .option('--category <category>', '记录类别 / kind of record, as leave')
  .option('--person <person>', '涉及的人员 / person whom the facts name')
  .option('--reason <text>', '查阅该人员历史的理由 / why the history of that person is read')
  .option('--person-kind <kind>', 'supervisee | socialWorker | intakeApplication | volunteer | applicant', 'supervisee')
  .option('--type <type>', '事件类型 / event type, as LeaveApproved')
  .option('--actor <person>', '操作人 / who did it')
  .option('--unit <unit>', '所属单位 / unit that the record belongs to')
  .option('--from <instant>', '起 / from, as 2026-03-01T00:00:00+08:00')
  .option('--to <instant>', '止 / to')
  .option('--recorded-from <instant>', '记录时间起 / recorded from')
  .option('--recorded-to <instant>', '记录时间止 / recorded to')
  .option('--after <position>', '从该位置之后继续 / go on after this position', positionOf)
  .option('--up-to <position>', '至该位置为止 / up to this position', positionOf)
  .option('--resume', '接着中断的导出继续（与 --out 同用） / go on with an export to the same file that broke off')
  .action(async (options: ExportOptions) => {
    process.exitCode = await exportCommand(options, process);
  });

program
  .command('key')
  .description('取得本安装的签名公钥 / the public key that exports are signed with')
  .option('--out <file>', '写入文件；默认为标准输出 / file to write; stdout unless given')
  .option('--url <url>', 'API 地址；默认为 http://127.0.0.1:PORT / address of the API')
  .option('--token <token>', '审计员令牌 / token of an auditor')
  .action(async (options: { url?: string; token?: string; out?: string }) => {
    process.exitCode = await keyCommand(options, process);
  });

program
  .command('heads')
  .description('取得各流的末端（NDJSON，末行有签名） / where each stream ends, as NDJSON with a signed closing line')
  .option('--out <file>', '写入文件；默认为标准输出 / file to write; stdout unless given')
  .option('--url <url>', 'API 地址；默认为 http://127.0.0.1:PORT / address of the API')
  .option('--token <token>', '审计员令牌 / token of an auditor')
  .action(async (options: { url?: string; token?: string; out?: string }) => {
    process.exitCode = await headsCommand(options, process);
  });

program
  .command('verify')
  .description('离线核验导出文件；2 表示不可信 / check an export offline; exit code 2 when it is not sound')
  .argument('<file>', '导出文件 / file of an export')
  .option('--key <pem>', '本安装的公钥文件 / file with the public key of the installation')
  .option(
    '--against <earlier>',
    '较早的完整导出、各流末端清单，或仅较早导出的末行 / an earlier full export, a list of heads, or an earlier last line alone',
  )
  .option('--report <file>', '供人阅读的报告：.html 或文本 / a report for people: .html, else text')
  .action(async (file: string, options: VerifyOptions) => {
    process.exitCode = await verifyCommand(file, options, process);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT.failed;
}
