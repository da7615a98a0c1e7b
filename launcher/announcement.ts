import { resolve } from 'node:path';
import type { Settings } from '../src/platform/config/settings.js';
import { type ChildFailed, EXIT } from './managed-child.js';
import { dataFolder, type Ports, PROCESS } from './system.js';

/** A token to begin with. */
export interface FirstToken {
  readonly token: string;
  readonly role: string;
  readonly unit: string;
  readonly hours: number;
}

const EVERYWHERE: readonly string[] = ['0.0.0.0', '::'];

/** Address to reach a server at that listens on a host and port. */
export const addressOf = (host: string, port: number): string => {
  const name = EVERYWHERE.includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
};

const databases = ({ eventStoreUrl, mongoUrl, dataDir }: Settings): string => {
  const kept = [...(eventStoreUrl === undefined ? ['eventstore'] : []), ...(mongoUrl === undefined ? ['mongodb'] : [])];
  return kept.length === 0 ? '外部数据库 / external' : `${resolve(dataDir)} (${kept.join(', ')})`;
};

const tokens = (settings: Settings, first: FirstToken | undefined): string[] =>
  first === undefined
    ? [`  令牌由 ${settings.oidcIssuer} 签发 / Tokens come from ${settings.oidcIssuer}`]
    : [
        `  令牌 / Token (${first.role}, unit ${first.unit}, ${first.hours} h):`,
        `  ${first.token}`,
        '',
        '  其他令牌 / Other tokens:  npm run token -- --role office-head --unit <unit>',
      ];

/** What is said once all is ready. @param first undefined when tokens come from an issuer of the installation's own */
export const welcome = (settings: Settings, ports: Ports, first: FirstToken | undefined): string => {
  const api = addressOf(settings.host, ports.api);
  return [
    '',
    '社区矫正服务已就绪 / The community-corrections service is ready',
    '',
    `  接口 / API               ${api}/v1`,
    `  文档 / Documentation     ${api}/docs`,
    `  OpenAPI 3.1              ${api}/openapi.json`,
    `  就绪 / Readiness         ${api}/readyz`,
    `  投影 / Projections       ${addressOf(settings.projectionsHost, ports.projections)}/readyz`,
    `  数据 / Data              ${databases(settings)}`,
    '',
    ...tokens(settings, first),
    '',
    '  停止 / Stop:  Ctrl-C',
    '',
  ].join('\n');
};

/** Why the system could not start, and what to do about it. */
export const explanation = ({ child, exitCode, how }: ChildFailed, settings: Settings): string => {
  if (exitCode === EXIT.portInUse && child === PROCESS.api)
    return `端口 ${settings.port} 已被占用，请用 PORT 另设端口 / Port ${settings.port} is in use: set PORT to another one`;
  if (exitCode === EXIT.portInUse && child === PROCESS.projections) {
    const port = settings.projectionsPort;
    return `端口 ${port} 已被占用，请另设 PROJECTIONS_PORT / Port ${port} is in use: set PROJECTIONS_PORT to another one`;
  }
  if (exitCode === EXIT.folderInUse) {
    const folder = resolve(dataFolder(settings, child === PROCESS.mongo ? 'mongodb' : 'eventstore'));
    return (
      `数据目录 ${folder} 正被另一进程使用；请先停止它，或用 DATA_DIR 另设目录 / ` +
      `The data folder ${folder} is in use by another process: stop that one, or set DATA_DIR to another folder`
    );
  }
  return `${child} 无法启动（${how}），原因见上 / ${child} could not start (${how}), for the reason above`;
};

/** A process died, or could not be started again. */
export const deathNotice = (name: string, how: string, againInMs: number): string =>
  `${name} 意外退出（${how}），${againInMs / 1_000} 秒后重启 / ${name} ended (${how}); starting it again in ${againInMs / 1_000} s`;

export const recoveryNotice = (name: string): string => `${name} 已恢复 / ${name} is back`;
