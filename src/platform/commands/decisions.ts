import type { Command } from '../../kernel/command.js';
import type { Context, Face, Jurisdictions, PolicyInForce } from '../../kernel/context.js';
import { dayAt } from '../../kernel/day.js';
import type { AnyDecider, Reference } from '../../kernel/decider.js';
import type { DomainEvent, EventMeta } from '../../kernel/event.js';
import { notFound, Rejection } from '../../kernel/rejection.js';
import { INSTALLATION } from '../../kernel/roles.js';
import type { Clock } from '../clock.js';
import type { MasterKey } from '../sealing/master-key.js';
import type { DeciderRegistry } from './decider-registry.js';
import { ConflictError, IdempotencyMismatch, RevisionMismatch } from '../streams/errors.js';
import { fingerprintOf } from './fingerprint.js';
import { KeyedQueue, type QueueBounds } from './keyed-queue.js';
import type { LoadedStream } from '../streams/loaded-stream.js';
import type { Receipt } from './receipt.js';
import { admit } from './scope.js';
import { currentTrace } from '../tracing/spans.js';
import { AppendConflict, type StreamStore } from '../streams/stream-store.js';

const ATTEMPTS = 8;

/** A command takes milliseconds: so many wait for one record, or one waits so long, only when a store hangs. */
const COMMAND_BOUNDS: QueueBounds = { waiting: 500, limitMs: 20_000 };

type Anything = Record<string, unknown>;
interface Decided {
  readonly events: DomainEvent[];
  readonly context: Context;
  readonly policySet: string | null;
}

/**
 * Takes a command to its decider: looks up what the decision needs, decides, appends with the revision that was decided on, and
 * decides again when another was faster. One command of a stream at a time within a process.
 */
export class Decisions {
  private readonly queue: KeyedQueue;

  constructor(
    private readonly streams: StreamStore,
    private readonly registry: DeciderRegistry,
    private readonly jurisdictions: Jurisdictions,
    private readonly master: MasterKey,
    private readonly clock: Clock,
    bounds = COMMAND_BOUNDS,
  ) {
    this.queue = new KeyedQueue(bounds);
  }

  /**
   * @throws Rejection by a rule · ConflictError after too many retries · RevisionMismatch for `meta.expectedRevision` ·
   * IdempotencyMismatch · StoreUnavailable, also when it had to wait too long for others of its record or too many wait already: it
   * is not decided any more then
   */
  async take(of: AnyDecider, name: string, command: Command): Promise<Receipt> {
    const id = String(of.idOf(command));
    return this.queue.run(`${of.category}-${id}`, (inTime) => this.attempt(of, name, command, id, inTime));
  }

  /**
   * Decides a command on the record as it is and lets nothing take effect; one that took effect before passes.
   * @throws what `take` throws, but for a conflict
   */
  async rehearse(of: AnyDecider, name: string, command: Command): Promise<void> {
    const loaded = await this.streams.load<unknown>(of, String(of.idOf(command)), 0);
    if (loaded.commands.get(command.meta.commandId) === undefined) await this.decide(of, name, command, loaded);
  }

  private async attempt(
    of: AnyDecider,
    name: string,
    command: Command,
    id: string,
    inTime: () => void,
  ): Promise<Receipt> {
    const fingerprint = fingerprintOf(this.master, name, id, command);
    let fresh = false;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const loaded = fresh ? await this.streams.load<unknown>(of, id, 0) : await this.first(of, name, id);
      const taken = loaded.commands.get(command.meta.commandId);
      if (taken) return this.repeated(taken, fingerprint, id);
      try {
        return await this.once(of, name, command, id, loaded, fingerprint, inTime);
      } catch (error) {
        if (error instanceof AppendConflict) fresh = true;
        // A kept state may be behind another process: a refusal counts only on the latest.
        else if (isRefusal(error) && !fresh && isOld(loaded)) fresh = true;
        else throw error;
      }
    }
    throw new ConflictError(`${of.category}-${id}`);
  }

  /** The state to begin with: none is read that is kept, or that is most likely not there. */
  private async first(of: AnyDecider, name: string, id: string): Promise<LoadedStream> {
    return of.opens?.includes(name) ? this.streams.presume(of, id) : this.streams.load(of, id);
  }

  private repeated(
    taken: { fingerprint: string; revision: number; position: number },
    fingerprint: string,
    id: string,
  ): Receipt {
    if (taken.fingerprint !== fingerprint) throw new IdempotencyMismatch();
    return { id, revision: taken.revision, position: taken.position };
  }

  private async once(
    of: AnyDecider,
    name: string,
    command: Command,
    id: string,
    loaded: LoadedStream,
    fingerprint: string,
    inTime: () => void,
  ): Promise<Receipt> {
    const { events, context, policySet } = await this.decide(of, name, command, loaded);
    // Nothing to append means nothing that would find out that the record exists.
    if (events.length === 0 && isPresumed(loaded)) throw new AppendConflict(id);
    if (events.length === 0) return { id, revision: loaded.revision, position: loaded.position };
    const meta = this.metaOf(name, command, context, policySet, fingerprint);
    inTime();
    const after = await this.streams.append(of, id, loaded, events, meta);
    return { id, revision: after.revision, position: after.position };
  }

  private async decide(of: AnyDecider, name: string, command: Command, loaded: LoadedStream): Promise<Decided> {
    const references = await this.referencesOf(of, command, loaded.state);
    const unit = of.unitOf(loaded.state, command, references);
    if (unit === undefined) throw notFound();
    const jurisdiction = unit === INSTALLATION ? [] : await this.jurisdictions.pathOf(unit);
    if (!jurisdiction) throw notFound();
    admit(command.meta, jurisdiction, of.personOf?.(loaded.state, command));
    const { expectedRevision } = command.meta;
    if (expectedRevision !== undefined && expectedRevision !== loaded.revision)
      throw new RevisionMismatch(expectedRevision, loaded.revision);
    const { context, policySet } = await this.contextFor(of, command, jurisdiction, references);
    const events = (of.decide[name] as (c: Command, s: unknown, x: Context) => DomainEvent[])(
      command,
      loaded.state,
      context,
    );
    return { events, context, policySet: policySet() };
  }

  private async referencesOf(
    of: AnyDecider,
    command: Command,
    state: unknown,
  ): Promise<Record<string, Face | undefined>> {
    const wanted = Object.entries(of.references?.(command, state) ?? {});
    return Object.fromEntries(
      await Promise.all(wanted.map(async ([as, one]) => [as, await this.faceOf(one)] as const)),
    );
  }

  private async faceOf(one: Reference): Promise<Face | undefined> {
    const face = await this.registry.face(one, this.streams);
    const path = face && (await this.jurisdictions.pathOf(face.unit));
    return path ? { ...face, path } : face;
  }

  private async contextFor(
    of: AnyDecider,
    command: Command,
    jurisdiction: readonly string[],
    references: Anything,
  ): Promise<{ context: Context; policySet: () => string | null }> {
    const now = command.meta.occurredAt;
    const today = dayAt(now);
    const policyOn = of.governed === false ? ungoverned(of) : await this.jurisdictions.policies(jurisdiction);
    const inForce = of.governed === false ? undefined : policyOn(of.factDay?.(command) ?? today);
    let asked = false;
    const context = {
      now,
      today,
      calendar: await this.jurisdictions.calendar(),
      references,
      jurisdiction,
      policyOn,
      /** Noted when a decision looks at it, so that the event names the set that it was decided by. */
      get policy(): PolicyInForce {
        asked = true;
        return inForce ?? ungoverned(of)();
      },
    } as Context;
    return { context, policySet: () => (asked && inForce ? inForce.id : null) };
  }

  private metaOf(
    name: string,
    command: Command,
    context: Context,
    policySet: string | null,
    fingerprint: string,
  ): Omit<EventMeta, 'schema'> {
    const { commandId, correlationId, causationId, actor, role, unit, onBehalfOf, occurredAt } = command.meta;
    const trace = currentTrace();
    return {
      commandId,
      command: name,
      fingerprint,
      $correlationId: correlationId,
      $causationId: causationId,
      actor,
      role,
      unit,
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
      jurisdiction: context.jurisdiction,
      occurredAt,
      recordedAt: this.clock.now(),
      policySet,
      ...(trace === undefined ? {} : { trace }),
    };
  }
}

const ungoverned = (of: AnyDecider) => (): never => {
  throw new Error(`${of.category} is decided without a policy set`);
};
const isPresumed = ({ checkedAt }: LoadedStream): boolean => checkedAt === 0;
const isOld = (loaded: LoadedStream): boolean => loaded.revision >= 0 || isPresumed(loaded);
const isRefusal = (error: unknown): boolean => error instanceof Rejection || error instanceof RevisionMismatch;
