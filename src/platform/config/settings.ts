import { IsIn, IsInt, IsNotEmpty, IsOptional, IsUrl, Matches, Max, Min, validateSync } from 'class-validator';
import { LOG_LEVELS, type LogLevel } from '../logging/app-logger.js';
import { Setting, type SettingDocs, settingsOf } from './setting.js';
import { HTTP_URL, IsMasterKey, IsPort } from './setting-rules.js';

const MEBIBYTE = 1_048_576;

/** What the environment sets. Time is not among it: nothing set here can move the clock. */
export class Settings {
  @Setting({
    name: 'PORT',
    default: '3000',
    zh: 'API 端口，0 为任意空闲端口',
    en: 'Port of the API; 0 takes any that is free',
  })
  @IsPort()
  declare readonly port: number;

  @Setting({
    name: 'HOST',
    default: '127.0.0.1',
    zh: 'API 监听地址；容器中设为 0.0.0.0',
    en: 'Address that the API listens on; 0.0.0.0 in a container',
  })
  @IsNotEmpty()
  declare readonly host: string;

  @Setting({
    name: 'EVENTSTORE_URL',
    zh: 'EventStoreDB 连接串；不设则启动内嵌服务',
    en: 'Connection string of EventStoreDB; the embedded server runs when it is not set',
    secret: true,
  })
  @IsOptional()
  @Matches(/^(esdb|kurrentdb)(\+discover)?:\/\/\S+$/, { message: 'must be an esdb:// connection string' })
  declare readonly eventStoreUrl?: string;

  @Setting({
    name: 'MONGODB_URL',
    zh: 'MongoDB 连接串；不设则启动内嵌服务',
    en: 'Connection string of MongoDB; the embedded server runs when it is not set',
    secret: true,
  })
  @IsOptional()
  @Matches(/^mongodb(\+srv)?:\/\/\S+$/, { message: 'must be a mongodb:// connection string' })
  declare readonly mongoUrl?: string;

  @Setting({
    name: 'NAMESPACE',
    default: '',
    zh: '数据命名空间：多个安装共用一组数据库时区分彼此',
    en: 'Tells installations apart that share their databases',
  })
  @Matches(/^[a-z0-9-]{0,32}$/, { message: 'must be up to 32 of a-z, 0-9 and dash' })
  declare readonly namespace: string;

  @Setting({
    name: 'DATA_DIR',
    default: './data',
    zh: '内嵌服务的数据、密钥文件所在目录',
    en: 'Folder of the embedded servers’ data and of key files',
  })
  @IsNotEmpty()
  declare readonly dataDir: string;

  @Setting({
    name: 'OIDC_ISSUER',
    zh: '访问令牌的签发者；不设则使用开发用签发者',
    en: 'Issuer of access tokens; the development issuer is used when it is not set',
  })
  @IsOptional()
  @IsUrl(HTTP_URL, { message: 'must be an http(s) URL' })
  declare readonly oidcIssuer?: string;

  @Setting({
    name: 'OIDC_AUDIENCE',
    default: 'community-corrections',
    zh: '令牌的受众',
    en: 'Audience of access tokens',
  })
  @IsNotEmpty()
  declare readonly oidcAudience: string;

  @Setting({
    name: 'OIDC_JWKS_URL',
    zh: '签发者公钥地址；不设则由签发者的发现文档得出',
    en: 'Where the issuer’s keys are; found through the issuer’s discovery document when it is not set',
  })
  @IsOptional()
  @IsUrl(HTTP_URL, { message: 'must be an http(s) URL' })
  declare readonly oidcJwksUrl?: string;

  @Setting({
    name: 'MASTER_KEY',
    zh: '主密钥：32 字节，base64；不设则使用 DATA_DIR 中的密钥文件',
    en: 'Master key: 32 bytes in base64; a key file in DATA_DIR is used when it is not set',
    secret: true,
  })
  @IsOptional()
  @IsMasterKey()
  declare readonly masterKey?: string;

  @Setting({
    name: 'RATE_LIMIT_PER_MINUTE',
    default: '6000',
    zh: '每人（未认证时每个地址）每分钟的请求上限，按进程计',
    en: 'Requests a minute of one person, or of one address without a token; per process',
  })
  @IsInt()
  @Min(1)
  declare readonly rateLimitPerMinute: number;

  @Setting({
    name: 'REQUESTS_IN_FLIGHT',
    default: '1000',
    zh: '同时处理的请求上限，超出即答 503，按进程计',
    en: 'Most requests served at once, the next is answered 503; per process',
  })
  @IsInt()
  @Min(1)
  declare readonly requestsInFlight: number;

  @Setting({ name: 'BODY_LIMIT_BYTES', default: String(MEBIBYTE), zh: '请求内容的字节上限', en: 'Largest body, bytes' })
  @IsInt()
  @Min(1_024)
  @Max(64 * MEBIBYTE)
  declare readonly bodyLimitBytes: number;

  @Setting({ name: 'LOG_LEVEL', default: 'info', zh: `日志级别：${LOG_LEVELS.join('、')}`, en: 'Level of the logs' })
  @IsIn([...LOG_LEVELS])
  declare readonly logLevel: LogLevel;

  @Setting({
    name: 'PROJECTIONS_PORT',
    default: '3001',
    zh: '投影进程的健康与指标端口，0 为任意空闲端口',
    en: 'Port of the projections’ health and metrics; 0 takes any that is free',
  })
  @IsPort()
  declare readonly projectionsPort: number;

  @Setting({
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    zh: 'OpenTelemetry 收集器地址（OTLP/HTTP）；不设则不追踪',
    en: 'Collector that traces are sent to (OTLP over HTTP); nothing is traced when it is not set',
  })
  @IsOptional()
  @IsUrl(HTTP_URL, { message: 'must be an http(s) URL' })
  declare readonly otlpEndpoint?: string;

  @Setting({
    name: 'CHROMIUM_PATH',
    zh: '生成 PDF 的 Chromium 或 Chrome；不设则在 /usr/bin 中查找',
    en: 'Chromium or Chrome that makes PDFs; looked up in /usr/bin when it is not set',
  })
  @IsOptional()
  @Matches(/^\/./, { message: 'must be an absolute path' })
  declare readonly chromiumPath?: string;

  @Setting({
    name: 'PROJECTIONS_HOST',
    default: '127.0.0.1',
    zh: '投影进程的监听地址；容器中设为 0.0.0.0',
    en: 'Address that the projections listen on; 0.0.0.0 in a container',
  })
  @IsNotEmpty()
  declare readonly projectionsHost: string;
}

/** Something is wrong with the environment; `problems` has one line per variable, without secrets. */
export class SettingsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The settings are not valid:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as not set: that is what compose files make of a missing one. */
const valueOf = (env: Environment, name: string, fallback: string | undefined): string | undefined => {
  const value = env[name]?.trim();
  return value === undefined || value === '' ? fallback : value;
};

const converted = (value: string | undefined, kind: 'text' | 'integer'): unknown =>
  kind === 'integer' && value !== undefined && /^-?\d+$/.test(value) ? Number(value) : value;

/**
 * The settings of an environment, checked.
 * @throws SettingsError that names every variable which is wrong
 */
export const readSettings = (env: Environment): Settings => {
  const declared = settingsOf(Settings.prototype);
  const settings = new Settings();
  for (const { name, property, kind, default: fallback } of declared)
    Object.assign(settings, { [property]: converted(valueOf(env, name, fallback), kind) });
  const problems = validateSync(settings).map((error) => {
    const setting = declared.find((one) => one.property === error.property);
    const rules = Object.values(error.constraints ?? {}).map((text) => text.replace(`${error.property} `, ''));
    const shown = setting?.secret ? '' : ` (it is ${JSON.stringify(error.value)})`;
    return `${setting?.name ?? error.property}: ${rules.join('; ')}${shown}`;
  });
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
};

/** Settings of a process that needs both databases. @throws SettingsError when one is not set */
export const withDatabases = (settings: Settings): Settings & { eventStoreUrl: string; mongoUrl: string } => {
  const { eventStoreUrl, mongoUrl } = settings;
  const missing = [
    ...(eventStoreUrl === undefined ? ['EVENTSTORE_URL: must be set'] : []),
    ...(mongoUrl === undefined ? ['MONGODB_URL: must be set'] : []),
  ];
  if (eventStoreUrl === undefined || mongoUrl === undefined) throw new SettingsError(missing);
  return Object.assign(new Settings(), settings, { eventStoreUrl, mongoUrl });
};

/** Every setting with its default and meaning. */
export const documentSettings = (): SettingDocs[] =>
  settingsOf(Settings.prototype).map(({ name, default: fallback, zh, en, secret }) => ({
    name,
    ...(fallback === undefined ? {} : { default: fallback }),
    zh,
    en,
    ...(secret === undefined ? {} : { secret }),
  }));
