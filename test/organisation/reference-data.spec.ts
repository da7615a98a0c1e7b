import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EventStoreDBClient } from '@eventstore/db-client';
import { type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { command, type CommandClass, type Command } from '../../src/kernel/command.js';
import type { AnyDecider } from '../../src/kernel/decider.js';
import { organisation } from '../../src/organisation/domain/organisation.js';
import { PublishPolicySet } from '../../src/organisation/domain/policy-sets/publish-policy-set.js';
import { policy } from '../../src/organisation/domain/policy-sets/policy.js';
import { FoundUnit } from '../../src/organisation/domain/units/found-unit.js';
import { MergeUnit } from '../../src/organisation/domain/units/merge-unit.js';
import { workCalendar } from '../../src/organisation/domain/work-calendars/work-calendar.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { knownCalendars } from '../../src/organisation/known-calendars.js';
import { OrganisationJurisdictions } from '../../src/organisation/organisation.jurisdictions.js';
import { ReferenceDataSeeder } from '../../src/organisation/reference-data.seeder.js';
import { Clock, SystemClock } from '../../src/platform/clock.js';
import { AppLogger } from '../../src/platform/logging/app-logger.js';
import { MasterKey } from '../../src/platform/sealing/master-key.js';
import { SubjectKeys } from '../../src/platform/sealing/subject-keys.js';
import { Commands } from '../../src/platform/commands/commands.js';
import { DeciderRegistry } from '../../src/platform/commands/decider-registry.js';
import { Decisions } from '../../src/platform/commands/decisions.js';
import { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { handlersFor } from '../../src/platform/commands/handlers-for.js';
import { StreamStore } from '../../src/platform/streams/stream-store.js';
import { type Database, newNamespace, openEventStore } from '../support/databases.js';
import { metaOf } from '../support/given.js';

const DECIDERS: readonly AnyDecider[] = [organisation, policy, workCalendar];
const MASTER = new MasterKey(randomBytes(32));
/** What nothing in this story needs: it has no personal data. */
const NO_KEYS = new SubjectKeys(() => {
  throw new Error('The story has personal data');
}, MASTER);

/** One process of the service, as far as the organisation needs it, over a namespace of its own or a shared one. */
class Process {
  private constructor(
    private readonly context: INestApplicationContext,
    private readonly client: EventStoreDBClient,
    readonly streams: StreamStore,
    readonly jurisdictions: OrganisationJurisdictions,
  ) {}

  static async start(url: string, namespace: string, logger = new AppLogger('silent')): Promise<Process> {
    const client = EventStoreDBClient.connectionString(url);
    const streams = new StreamStore(client, new EventCatalogue(DECIDERS, namespace), NO_KEYS);
    const jurisdictions = new OrganisationJurisdictions(streams, logger);
    const clock = new SystemClock();
    const decisions = new Decisions(streams, new DeciderRegistry(DECIDERS), jurisdictions, MASTER, clock);
    @Module({
      imports: [CqrsModule.forRoot()],
      providers: [
        Commands,
        { provide: Clock, useValue: clock },
        { provide: StreamStore, useValue: streams },
        { provide: Decisions, useValue: decisions },
        ...DECIDERS.flatMap((of) => handlersFor(of)),
        ReferenceDataSeeder,
      ],
    })
    class Service {}
    const context = await NestFactory.createApplicationContext(Service, { logger: false });
    return new Process(context, client, streams, jurisdictions);
  }

  async send<C extends Command>(of: CommandClass<C>, fields: Omit<C, 'meta'>): Promise<void> {
    const by = { actor: 'admin-1', role: 'administrator', unit: '*' } as const;
    const meta = { ...metaOf({ by, commandId: randomUUID() }), occurredAt: new Date().toISOString() };
    await this.context.get(Commands).send(command(of, fields, meta));
  }

  async revisions(): Promise<{ policies: number; calendars: number }> {
    const [policies, calendars] = [
      await this.streams.load(policy, 'main', 0),
      await this.streams.load(workCalendar, 'CN', 0),
    ];
    return { policies: policies.revision, calendars: calendars.revision };
  }

  async stop(): Promise<void> {
    await this.context.close();
    await this.client.dispose();
  }
}

const PUBLISHED = { policies: 0, calendars: knownCalendars().length - 1 };

describe('what an installation starts with, in the event store', () => {
  let data: string;
  let store: Database;
  const run = newNamespace();
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'reference-data-'));
    store = await openEventStore(data);
  });
  afterAll(async () => {
    await store.stop();
    await rm(data, { recursive: true });
  });

  it('[RULE-2] is published at the first start: the regime is in force and working days can be told', async () => {
    const process = await Process.start(store.url, `${run}-first`);
    expect(await process.revisions()).toEqual(PUBLISHED);
    expect(await process.jurisdictions.policyOn('2026-03-09', [])).toEqual({ id: 'fuzhou', rules: FUZHOU_REGIME });
    expect((await process.jurisdictions.calendar()).isWorkingDay('2026-10-01')).toBe(false);
    await process.stop();
  });
  it('[ORG-4] is published once by processes that start at once, and not again by later ones', async () => {
    const processes = await Promise.all([1, 2, 3].map(() => Process.start(store.url, `${run}-several`)));
    const later = await Process.start(store.url, `${run}-several`);
    for (const process of [...processes, later]) {
      expect(await process.revisions()).toEqual(PUBLISHED);
      await process.stop();
    }
  });
  it('[ORG-1] a unit that was founded is known at once, in another process within the age of references', async () => {
    const [one, other] = [
      await Process.start(store.url, `${run}-units`),
      await Process.start(store.url, `${run}-units`),
    ];
    expect(await other.jurisdictions.pathOf('city')).toBeUndefined();
    await one.send(FoundUnit, { unitId: 'city', kind: 'CITY', name: '福州市' });
    await one.send(FoundUnit, { unitId: 'county', kind: 'COUNTY', name: '闽侯县', parentId: 'city' });
    for (const unitId of ['north', 'south'])
      await one.send(FoundUnit, { unitId, kind: 'OFFICE', name: unitId, parentId: 'county' });
    expect(await one.jurisdictions.pathOf('north')).toEqual(['city', 'county', 'north']);
    await one.send(MergeUnit, { unitId: 'north', intoId: 'south' });
    expect(await one.jurisdictions.pathOf('north')).toEqual(['city', 'county', 'south']);
    expect([...(await one.jurisdictions.standsFor('south'))].sort()).toEqual(['north', 'south']);
    // The refusal on a state that may be old counts only once the latest was read.
    await expect(
      other.send(FoundUnit, { unitId: 'south', kind: 'OFFICE', name: '南', parentId: 'county' }),
    ).rejects.toThrow('UNIT_EXISTS');
    expect(await other.jurisdictions.pathOf('north')).toEqual(['city', 'county', 'south']);
    await Promise.all([one.stop(), other.stop()]);
  });
  it('[SEC-2] queries go on with the units that are known, whatever the event store says', async () => {
    const logger = new AppLogger('silent');
    const warned = jest.spyOn(logger, 'warn');
    const process = await Process.start(store.url, `${run}-strange`, logger);
    await process.send(FoundUnit, { unitId: 'city', kind: 'CITY', name: '福州市' });
    expect(await process.jurisdictions.standsFor('city')).toEqual(['city']);
    jest.spyOn(process.streams, 'load').mockRejectedValue(new Error('Event type UnitMoved is not known'));
    expect(await process.jurisdictions.standsFor('city')).toEqual(['city']);
    await new Promise((done) => setImmediate(done));
    expect(warned).toHaveBeenCalledWith(
      expect.objectContaining({ message: expect.stringContaining('UnitMoved') }),
      'OrganisationJurisdictions',
    );
    expect(await process.jurisdictions.standsFor('city')).toEqual(['city']);
    await process.stop();
  });
  it('[ORG-4] a set of a county holds in its offices from its day', async () => {
    const process = await Process.start(store.url, `${run}-county`);
    await process.send(FoundUnit, { unitId: 'city', kind: 'CITY', name: '福州市' });
    const set = {
      jurisdiction: 'city',
      setId: 'city-set',
      effectiveFrom: '2100-01-01',
      title: '制度',
      rules: FUZHOU_REGIME,
    };
    await process.send(PublishPolicySet, set);
    const inForce = async (day: string): Promise<string> =>
      (await process.jurisdictions.policyOn(day, ['city', 'county', 'office'])).id;
    expect(await inForce('2099-12-31')).toBe('fuzhou');
    expect(await inForce('2100-01-01')).toBe('city-set');
    await expect(process.send(PublishPolicySet, { ...set, jurisdiction: 'nowhere' })).rejects.toThrow('NOT_FOUND');
    await process.stop();
  });
});

describe('with the event store away', () => {
  it('[ORG-4] the service starts, and publishes once the store is there', async () => {
    const data = await mkdtemp(join(tmpdir(), 'reference-data-'));
    const store = await openEventStore(data, 'own');
    const back = store.restart(500);
    const process = await Process.start(store.url, 'late');
    await back;
    const published = async (): Promise<boolean> => {
      const { calendars } = await process.revisions();
      return calendars === PUBLISHED.calendars;
    };
    const deadline = performance.now() + 30_000;
    while (!(await published()) && performance.now() < deadline) await new Promise((done) => setTimeout(done, 50));
    expect(await process.revisions()).toEqual(PUBLISHED);
    await process.stop();
    await store.stop();
    await rm(data, { recursive: true });
  });
});
