import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamicModule } from '@nestjs/common';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { Jurisdictions } from '../../src/kernel/context.js';
import type { Role } from '../../src/kernel/roles.js';
import { DEVELOPMENT_ISSUER } from '../../src/platform/auth/development-issuer.js';
import { JURISDICTIONS } from '../../src/platform/auth/jurisdictions.js';
import { StaysController, VALID } from './http-example.js';
import { type Answer, caller, NOW, request, startEdge, type TestEdge } from './http-support.js';

const PATH = '/v1/people/p-1/stays';
type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** Holds one delegation: o-1 acts for d-1, a director, at the time of the test. */
class DelegationsModule {}
const delegations: DynamicModule = {
  module: DelegationsModule,
  global: true,
  providers: [
    {
      provide: JURISDICTIONS,
      useValue: {
        actingFor: async (actor, person, at) =>
          actor === 'o-1' && person === 'd-1' && at === NOW
            ? { actor: 'd-1', role: 'director', unit: 'county-1', onBehalfOf: 'd-1' }
            : undefined,
        standsFor: async (unit) => [unit, `${unit}-merged`],
      } satisfies Pick<Jurisdictions, 'actingFor' | 'standsFor'>,
    },
  ],
  exports: [JURISDICTIONS],
};

/** An OpenID Connect issuer, as far as a resource server sees one. */
class TestIssuer {
  discoveries = 0;
  private constructor(
    private readonly server: Server,
    readonly keys: KeyPair,
  ) {}

  static async start(alg = 'RS256'): Promise<TestIssuer> {
    const keys = await generateKeyPair(alg);
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg };
    const server = createServer((incoming, outgoing) => {
      const discovery = incoming.url === '/.well-known/openid-configuration';
      if (discovery) issuer.discoveries += 1;
      outgoing.setHeader('content-type', 'application/json');
      outgoing.end(
        JSON.stringify(discovery ? { issuer: issuer.url, jwks_uri: `${issuer.url}/keys` } : { keys: [jwk] }),
      );
    });
    const issuer: TestIssuer = new TestIssuer(server, keys);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async token(claims: JWTPayload = {}, header: { kid?: string; keys?: KeyPair; exp?: string } = {}): Promise<string> {
    return new SignJWT({ role: 'office-head', unit: 'office-1', ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: header.kid ?? 'k1' })
      .setIssuer(claims.iss ?? this.url)
      .setAudience(claims.aud ?? 'community-corrections')
      .setSubject(claims.sub ?? 'o-7')
      .setExpirationTime(header.exp ?? '1 hour')
      .sign((header.keys ?? this.keys).privateKey);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

describe('access by tokens of an issuer', () => {
  let issuer: TestIssuer;
  let edge: TestEdge;
  beforeAll(async () => {
    issuer = await TestIssuer.start();
    edge = await startEdge({ controllers: [StaysController], imports: [delegations] }, { OIDC_ISSUER: issuer.url });
  });
  afterAll(async () => {
    await edge.close();
    await issuer.stop();
  });
  const ask = (token: string, headers: Record<string, string> = {}): Promise<Answer> =>
    request(edge, PATH, { headers: { authorization: `Bearer ${token}`, ...headers } });

  it('[SEC-1] lets in a token that the issuer signed, and takes person, role and unit from it', async () => {
    const answer = await ask(await issuer.token());
    expect(answer.body.principal).toEqual({
      ...{ actor: 'o-7', role: 'office-head', unit: 'office-1' },
      relation: 'unit',
      reach: ['office-1', 'office-1-merged'],
    });
    const named = await ask(await issuer.token({ person: 'o-9' }));
    expect(named.body.principal).toMatchObject({ actor: 'o-9' });
    expect(issuer.discoveries).toBe(1);
  });

  it.each<[string, () => Promise<string>]>([
    ['of another audience', () => issuer.token({ aud: 'another-service' })],
    ['of another issuer', () => issuer.token({ iss: 'https://elsewhere.example' })],
    ['that has expired', () => issuer.token({}, { exp: '1 hour ago' })],
    ['of an unknown key', () => issuer.token({}, { kid: 'k9' })],
    ['with a forged signature', async () => issuer.token({}, { keys: await generateKeyPair('RS256') })],
    ['of the development issuer', () => edge.issuer.token({ person: 'x', role: 'director', unit: '*', hours: 1 })],
    [
      'without an expiry',
      async () =>
        new SignJWT({ role: 'director', unit: '*' })
          .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
          .setIssuer(issuer.url)
          .setAudience('community-corrections')
          .setSubject('x')
          .sign(issuer.keys.privateKey),
    ],
    [
      'signed with a shared secret',
      async () =>
        new SignJWT({ role: 'director', unit: '*' })
          .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
          .setIssuer(issuer.url)
          .setAudience('community-corrections')
          .setSubject('x')
          .setExpirationTime('1 hour')
          .sign(new Uint8Array(32)),
    ],
    [
      'signed with nothing',
      async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await issuer.token()).split('.')[1]}.`,
    ],
    ['that is garbage', async () => 'garbage'],
  ])('[SEC-1] refuses a token %s with 401', async (_, make) => {
    const answer = await ask(await make());
    expect([answer.status, answer.body.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="[^"]+", error="invalid_token"/);
  });

  it('[SEC-1] refuses a request without a token with 401, before it looks at anything else', async () => {
    const answer = await request(edge, PATH, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="community-corrections"',
    ]);
    expect((await request(edge, PATH, { headers: { authorization: 'Basic eDp5' } })).status).toBe(401);
  });

  it.each([{ role: 'king' }, { role: 'system' }, { role: undefined }, { unit: undefined }, { unit: 'a b' }])(
    'refuses a good token that gives no role or unit: %j',
    async (claims) => {
      const answer = await ask(await issuer.token(claims));
      expect([answer.status, answer.body.code]).toEqual([403, 'NO_ROLE']);
    },
  );

  it('[SEC-1] refuses a token once it has expired, though it was good just before', async () => {
    const token = await issuer.token({}, { exp: '2 seconds' });
    expect((await ask(token)).status).toBe(200);
    let status = 200;
    while (status === 200) {
      await new Promise((done) => setTimeout(done, 100));
      ({ status } = await ask(token));
    }
    expect(status).toBe(401);
  });

  it('answers 503 and not 401 when the issuer cannot be asked, and recovers', async () => {
    const other = await TestIssuer.start();
    const token = await other.token();
    const { url } = other;
    const { port } = new URL(url);
    await other.stop();
    const lonely = await startEdge({ controllers: [StaysController] }, { OIDC_ISSUER: url });
    try {
      const answer = await request(lonely, PATH, { headers: { authorization: `Bearer ${token}` } });
      expect([answer.status, answer.body.code]).toEqual([503, 'ISSUER_UNAVAILABLE']);
      expect(answer.headers.get('retry-after')).not.toBeNull();
      const jwk = { ...(await exportJWK(other.keys.publicKey)), kid: 'k1', alg: 'RS256' };
      const again = createServer((incoming, outgoing) =>
        outgoing.end(
          JSON.stringify(incoming.url === '/keys' ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` }),
        ),
      );
      await new Promise<void>((done) => again.listen(Number(port), '127.0.0.1', done));
      const back = await request(lonely, PATH, { headers: { authorization: `Bearer ${token}` } });
      again.closeAllConnections();
      again.close();
      expect(back.status).toBe(200);
    } finally {
      await lonely.close();
    }
  });
});

describe('access to routes', () => {
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await startEdge({ controllers: [StaysController], imports: [delegations] });
  });
  afterAll(async () => edge.close());

  it.each<[Role, number]>([
    ['office-head', 200],
    ['director', 200],
    ['deputy-director', 403],
    ['social-worker', 403],
    ['auditor', 403],
  ])('[SEC-2] lets only the roles of the route through: %s %i', async (role, status) => {
    expect((await (await caller(edge, role)).post(PATH, VALID)).status).toBe(status);
  });

  it('[SEC-2] refuses a route that names no roles, for everybody', async () => {
    const answer = await (await caller(edge, 'administrator', '*')).get(`${PATH}/open`);
    expect([answer.status, answer.body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('[ORG-1] acts for another with the role and unit of that person, the actor on record', async () => {
    const head = await caller(edge, 'officer', 'office-1', 'o-1');
    expect((await head.post(PATH, VALID)).status).toBe(403);
    const answer = await head.post(PATH, VALID, { 'x-on-behalf-of': 'd-1' });
    expect((answer.body.command as { meta: object }).meta).toMatchObject({
      actor: 'o-1',
      role: 'director',
      unit: 'county-1',
      onBehalfOf: 'd-1',
    });
  });

  it.each([
    ['o-1', 'd-2'],
    ['o-2', 'd-1'],
    ['o-1', ''],
  ])('[ORG-1] refuses %s to act for "%s" without a delegation', async (person, other) => {
    const head = await caller(edge, 'office-head', 'office-1', person);
    const answer = await head.post(PATH, VALID, { 'x-on-behalf-of': other });
    expect([answer.status, answer.body.code]).toEqual([403, 'NO_DELEGATION']);
  });

  it('limits the requests of a person, and of an address with bad tokens, each by itself', async () => {
    const strict = await startEdge({ controllers: [StaysController] }, { RATE_LIMIT_PER_MINUTE: '3' });
    try {
      const [one, two] = [
        await caller(strict, 'office-head', 'u', 'o-1'),
        await caller(strict, 'office-head', 'u', 'o-2'),
      ];
      const statuses = [];
      for (let n = 0; n < 4; n += 1) statuses.push((await one.get(PATH)).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
      const limited = await one.get(PATH);
      expect(limited.body.code).toBe('TOO_MANY_REQUESTS');
      expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await two.get(PATH)).status).toBe(200);
      const strangers = [];
      for (let n = 0; n < 4; n += 1) strangers.push((await request(strict, PATH)).status);
      expect(strangers).toEqual([401, 401, 401, 429]);
      expect((await two.get(PATH)).status).toBe(200);
      expect((await request(strict, '/livez')).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});

describe('the development issuer', () => {
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await startEdge({ controllers: [StaysController] });
  });
  afterAll(async () => edge.close());
  const run = (args: string[], env: Record<string, string> = {}) =>
    spawnSync(process.execPath, [join('dist', 'src', 'platform', 'auth', 'token.cli.js'), ...args], {
      env: { PATH: process.env.PATH ?? '', DATA_DIR: edge.settings.dataDir, ...env },
      encoding: 'utf8',
    });

  it('keeps its key for its owner alone', () => {
    expect(statSync(join(edge.settings.dataDir, 'development-issuer.jwk.json')).mode & 0o777).toBe(0o600);
    expect(DEVELOPMENT_ISSUER).toMatch(/^urn:/);
  });

  it('[SEC-1] prints a token that works, alone', async () => {
    const printed = run(['--role', 'office-head', '--unit', 'office-1', '--person', 'o-3']);
    expect([printed.status, printed.stderr]).toEqual([0, '']);
    expect(printed.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const answer = await request(edge, PATH, { headers: { authorization: `Bearer ${printed.stdout.trim()}` } });
    expect(answer.body.principal).toMatchObject({ actor: 'o-3', role: 'office-head', unit: 'office-1' });
  });

  it.each<[string, string[], Record<string, string>, RegExp]>([
    [
      'an issuer is configured',
      ['--role', 'director', '--unit', 'c'],
      { OIDC_ISSUER: 'https://id.example' },
      /OIDC_ISSUER.*development issuer is off/,
    ],
    ['the role is unknown', ['--role', 'king', '--unit', 'c'], {}, /king.*Allowed choices are/],
    ['the hours are none', ['--role', 'director', '--unit', 'c', '--hours', '0'], {}, /must be more than 0/],
  ])('prints none when %s', (_, args, env, message) => {
    const refused = run(args, env);
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toMatch(message);
  });
});
