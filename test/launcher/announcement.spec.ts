import { describe, expect, it } from '@jest/globals';
import { addressOf, explanation, welcome } from '../../launcher/announcement.js';
import { ChildFailed } from '../../launcher/managed-child.js';
import { PROCESS } from '../../launcher/system.js';
import { readSettings } from '../../src/platform/config/settings.js';

const ports = { api: 3000, projections: 3001 };

describe('what the launcher says', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:80'],
    ['0.0.0.0', 'http://localhost:80'],
    ['::', 'http://localhost:80'],
    ['::1', 'http://[::1]:80'],
    ['justice.example', 'http://justice.example:80'],
  ])('names an address that can be opened when it listens on %s', (host, address) => {
    expect(addressOf(host, 80)).toBe(address);
  });

  it('shows a first token and how to get others, and with an issuer of its own neither', () => {
    const first = { token: 'the-token', role: 'administrator', unit: '*', hours: 12 };
    const own = welcome(readSettings({}), ports, first);
    expect(own).toContain('the-token');
    expect(own).toContain('npm run token -- --role');
    const foreign = welcome(readSettings({ OIDC_ISSUER: 'https://issuer.example/realm' }), ports, undefined);
    expect(foreign).toContain('Tokens come from https://issuer.example/realm');
    expect(foreign).not.toContain('npm run token');
  });

  it('does not show the connection strings of databases, which may hold passwords', () => {
    const urls = { EVENTSTORE_URL: 'esdb://admin:geheim@db:2113', MONGODB_URL: 'mongodb://app:geheim@db/' };
    const text = welcome(readSettings(urls), ports, undefined);
    expect(text).toContain('external');
    expect(text).not.toContain('geheim');
  });

  it('says which process could not start when there is nothing better to say', () => {
    const failure = new ChildFailed(PROCESS.mongo, 70, 'signal SIGSEGV');
    expect(explanation(failure, readSettings({}))).toContain('MongoDB could not start (signal SIGSEGV)');
  });
});
