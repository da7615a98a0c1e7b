import { Command, InvalidArgumentError, Option } from 'commander';
import { type Role, ROLES } from '../../kernel/roles.js';
import { readSettings, SettingsError } from '../config/settings.js';
import { DevelopmentIssuer } from './development-issuer.js';

interface Options {
  readonly role: Role;
  readonly unit: string;
  readonly person?: string;
  readonly hours: number;
}

const hoursOf = (text: string): number => {
  const hours = Number(text);
  if (!(hours > 0 && hours <= 24 * 366)) throw new InvalidArgumentError('must be more than 0 and at most 8784');
  return hours;
};

const print = async ({ role, unit, person, hours }: Options): Promise<void> => {
  const settings = readSettings(process.env);
  if (settings.oidcIssuer !== undefined)
    throw new SettingsError([`OIDC_ISSUER: tokens come from ${settings.oidcIssuer}; the development issuer is off`]);
  const issuer = await DevelopmentIssuer.open(settings.dataDir, settings.oidcAudience);
  const token = await issuer.token({ person: person ?? `${role}-${unit === '*' ? 'all' : unit}`, role, unit, hours });
  process.stdout.write(`${token}\n`);
};

const program = new Command('token')
  .description('访问令牌（仅限开发用签发者） / an access token of the development issuer')
  .addOption(new Option('--role <role>', '角色 / role').choices(ROLES).makeOptionMandatory())
  .requiredOption('--unit <unit>', '单位 / unit; * 为整个安装 / for the whole installation')
  .option('--person <id>', '人员；默认为 <role>-<unit> / person')
  .option('--hours <hours>', '有效小时数 / how long it holds', hoursOf, 12)
  .action(print);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
