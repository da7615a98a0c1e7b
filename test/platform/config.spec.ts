import { describe, expect, it } from '@jest/globals';
import { documentSettings, readSettings, SettingsError, withDatabases } from '../../src/platform/config/settings.js';

const problemsOf = (run: () => unknown): readonly string[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};

describe('settings', () => {
  it('have a default where there can be one', () => {
    expect({ ...readSettings({}) }).toEqual({
      port: 3000,
      host: '127.0.0.1',
      namespace: '',
      dataDir: './data',
      oidcAudience: 'community-corrections',
      rateLimitPerMinute: 6000,
      requestsInFlight: 1000,
      bodyLimitBytes: 1_048_576,
      logLevel: 'info',
      projectionsPort: 3001,
      projectionsHost: '127.0.0.1',
    });
  });

  it('come from the environment, an empty variable counting as none', () => {
    const settings = readSettings({
      PORT: '0',
      HOST: ' 0.0.0.0 ',
      EVENTSTORE_URL: 'esdb://admin:changeit@eventstore:2113?tls=false',
      MONGODB_URL: 'mongodb://mongo:27017/?replicaSet=rs0',
      OIDC_ISSUER: 'http://issuer:8080/realms/justice',
      MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
      NAMESPACE: '',
    });
    expect(settings).toMatchObject({ port: 0, host: '0.0.0.0', namespace: '' });
    expect(withDatabases(settings)).toMatchObject({ mongoUrl: 'mongodb://mongo:27017/?replicaSet=rs0' });
  });

  it('that are wrong are all named, secrets unshown', () => {
    const problems = problemsOf(() =>
      readSettings({
        PORT: '70000',
        MONGODB_URL: 'postgres://root:hunter2@db',
        OIDC_ISSUER: 'issuer',
        MASTER_KEY: 'c2hvcnQ=',
        RATE_LIMIT_PER_MINUTE: 'many',
        LOG_LEVEL: 'loud',
        CHROMIUM_PATH: 'chromium',
      }),
    );
    expect(problems.map((problem) => problem.split(':')[0])).toEqual([
      'PORT',
      'MONGODB_URL',
      'OIDC_ISSUER',
      'MASTER_KEY',
      'RATE_LIMIT_PER_MINUTE',
      'LOG_LEVEL',
      'CHROMIUM_PATH',
    ]);
    expect(problems[0]).toBe('PORT: must not be greater than 65535 (it is 70000)');
    expect(problems.join()).not.toMatch(/hunter2|c2hvcnQ/);
  });

  it('of a process that needs the databases name those that are missing', () => {
    expect(problemsOf(() => withDatabases(readSettings({ MONGODB_URL: 'mongodb://x' })))).toEqual([
      'EVENTSTORE_URL: must be set',
    ]);
  });

  it('are documented in both languages, with the default that they have', () => {
    const docs = documentSettings();
    expect(docs.map((one) => one.name)).toEqual(expect.arrayContaining(['PORT', 'MASTER_KEY', 'PROJECTIONS_PORT']));
    for (const { zh, en } of docs) {
      expect(zh).toMatch(/\p{Script=Han}/u);
      expect(en).toMatch(/^[\x20-\x7e’]+$/);
    }
    const defaults = Object.fromEntries(
      docs.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value]])),
    );
    expect(readSettings(defaults)).toEqual(readSettings({}));
  });

  it('have none that moves the clock', () => {
    expect(
      documentSettings()
        .map((one) => one.name)
        .filter((name) => /CLOCK|TIME|NOW|DATE/.test(name)),
    ).toEqual([]);
  });
});
