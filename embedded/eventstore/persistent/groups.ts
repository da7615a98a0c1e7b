import type { ServiceError } from '@grpc/grpc-js';
import { groupRefusal, stopping } from '../protocol/errors.js';
import type { EventLog } from '../log/event-log.js';
import { Config, type Definition } from './config.js';
import { Group } from './group.js';
import type { GroupSettings } from './settings.js';
import { type Source, sourceOf } from './source.js';

/** How often groups look at the clock, ms: as exact as time-outs and the time between checkpoints are. */
const TICK_MS = 250;

type Wanted = Omit<Definition, 'origin'>;

interface Entry {
  readonly definition: Definition;
  readonly group: Group;
}

const keyOf = (stream: string, group: string): string => `${stream}::${group}`;

/** Ends a group, and hides what it has written. */
const cleared = async (group: Group, error: ServiceError): Promise<void> => {
  await group.close(error);
  await group.checkpoints.clear();
  await group.parked.clear();
};

/** All groups there are. Changes come one after the other, and hold once they are on disk. */
export class Groups {
  private readonly config: Config;
  private readonly entries = new Map<string, Entry>();
  private readonly clock: NodeJS.Timeout;
  private changes: Promise<unknown> = Promise.resolve();

  constructor(private readonly log: EventLog) {
    this.config = new Config(log);
    for (const definition of this.config.load()) this.open(definition);
    log.onCommit(() => {
      for (const { group } of this.entries.values()) group.wake();
    });
    this.clock = setInterval(() => {
      for (const { group } of this.entries.values()) group.tick();
    }, TICK_MS);
    this.clock.unref();
  }

  /** In the order of their creation; of one stream when it is named. */
  list(stream?: string): Group[] {
    const all = [...this.entries.values()].map(({ group }) => group);
    return stream === undefined ? all : all.filter(({ source }) => source.name === stream);
  }

  /** @throws ServiceError when there is no such group */
  find(stream: string, name: string): Group {
    return this.entry(stream, name).group;
  }

  create(wanted: Wanted, user: string): Promise<void> {
    return this.change(async () => {
      const { stream, group } = wanted;
      if (this.entries.has(keyOf(stream, group))) throw groupRefusal('exists', stream, group);
      const definition = this.placed(wanted);
      // A group of the same name that was deleted may have left something, when the server ended just then.
      await cleared(new Group(this.log, this.sourceOf(wanted), group, wanted.settings, definition.origin), stopping());
      await this.config.save([...this.definitions(), definition], user);
      this.open(definition);
    });
  }

  /** Sets a group anew: its consumers are dropped, and it goes on from its checkpoint. The filter stays. */
  update(stream: string, name: string, settings: GroupSettings, user: string): Promise<void> {
    return this.change(async () => {
      const { definition: old, group } = this.entry(stream, name);
      const definition = this.placed({ ...old, settings });
      await this.config.save(
        this.definitions().map((one) => (one === old ? definition : one)),
        user,
      );
      await group.close(groupRefusal('dropped', stream, name));
      this.open(definition);
    });
  }

  delete(stream: string, name: string, user: string): Promise<void> {
    return this.change(async () => {
      const { definition, group } = this.entry(stream, name);
      await this.config.save(
        this.definitions().filter((one) => one !== definition),
        user,
      );
      this.entries.delete(keyOf(stream, name));
      await cleared(group, groupRefusal('dropped', stream, name));
    });
  }

  /** Drops all consumers and begins again from what is on disk. */
  restart(): Promise<void> {
    return this.change(async () => {
      await this.closeAll(({ source, name }) => groupRefusal('dropped', source.name, name));
      this.entries.clear();
      for (const definition of this.config.load()) this.open(definition);
    });
  }

  /** Ends all: consumers get UNAVAILABLE. */
  async stop(): Promise<void> {
    clearInterval(this.clock);
    await this.change(() => this.closeAll(stopping));
  }

  private async closeAll(error: (group: Group) => ServiceError): Promise<void> {
    await Promise.all(this.list().map((group) => group.close(error(group))));
  }

  private definitions(): Definition[] {
    return [...this.entries.values()].map(({ definition }) => definition);
  }

  private entry(stream: string, name: string): Entry {
    const entry = this.entries.get(keyOf(stream, name));
    if (!entry) throw groupRefusal('does-not-exist', stream, name);
    return entry;
  }

  private open(definition: Definition): void {
    const { stream, group, settings, origin } = definition;
    const made = new Group(this.log, this.sourceOf(definition), group, settings, origin);
    this.entries.set(keyOf(stream, group), { definition, group: made });
  }

  /** With what its start means now; to the whole log, what is written about the group itself comes after the end, as in the real server. */
  private placed(wanted: Wanted): Definition {
    const { start } = wanted.settings;
    const origin = start === 'start' ? -1 : start === 'end' ? this.sourceOf(wanted).end() : start - 1;
    return { ...wanted, origin };
  }

  private sourceOf({ stream, filter }: Pick<Definition, 'stream' | 'filter'>): Source {
    return sourceOf(this.log, stream, filter);
  }

  private change<T>(work: () => Promise<T>): Promise<T> {
    const done = this.changes.then(work);
    this.changes = done.catch(() => undefined);
    return done;
  }
}
