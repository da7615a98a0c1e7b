import { DevelopmentIssuer } from '../src/platform/auth/development-issuer.js';
import { readSettings, type Settings, SettingsError } from '../src/platform/config/settings.js';
import { deathNotice, explanation, type FirstToken, recoveryNotice, welcome } from './announcement.js';
import { type ChildEvents, ChildFailed, EXIT } from './managed-child.js';
import { PROCESS, System } from './system.js';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

/** Their logs are JSON that names its writer. */
const LOGGERS: readonly string[] = [PROCESS.api, PROCESS.projections];

const reports: ChildEvents = {
  line: (name, text, to) => {
    if (to === 'stderr') complain(`[${name}] ${text}`);
    else say(LOGGERS.includes(name) ? text : `[${name}] ${text}`);
  },
  died: (name, how, againInMs) => complain(deathNotice(name, how, againInMs)),
  back: (name) => say(recoveryNotice(name)),
};

/** Enough to found the first unit and appoint the first officers. */
const firstToken = async (settings: Settings): Promise<FirstToken | undefined> => {
  if (settings.oidcIssuer !== undefined) return undefined;
  const issuer = await DevelopmentIssuer.open(settings.dataDir, settings.oidcAudience);
  const of = { role: 'administrator', unit: '*', hours: 12 } as const;
  return { ...of, token: await issuer.token({ ...of, person: 'administrator-all' }) };
};

/** Asked once or many times, it stops once. */
const stopWhenAsked = (system: System): { readonly asked: boolean } => {
  const state = { asked: false };
  const stop = (): void => {
    if (state.asked) return;
    state.asked = true;
    say('正在停止，等待处理中的请求完成 / Stopping, once what is in flight is finished');
    system.stop().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  return state;
};

const fail = (error: unknown): never => {
  const stack = error instanceof Error && !(error instanceof SettingsError) ? error.stack : undefined;
  complain(stack ?? (error instanceof Error ? error.message : String(error)));
  process.exit(error instanceof SettingsError ? EXIT.settings : EXIT.failed);
};

const run = async (): Promise<void> => {
  const settings = readSettings(process.env);
  const system = new System(settings, process.env, reports);
  const stop = stopWhenAsked(system);
  try {
    const ports = await system.start();
    if (!stop.asked) say(welcome(settings, ports, await firstToken(settings)));
  } catch (error) {
    if (stop.asked) return;
    await system.stop();
    if (!(error instanceof ChildFailed)) throw error;
    complain(explanation(error, settings));
    process.exit(error.exitCode);
  }
};

// Whoever read the output has left: there is nobody to tell, and the service goes on.
for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
run().catch(fail);
