import type { KeyObject } from 'node:crypto';
import type { JSONEventData } from '@eventstore/db-client';
import { Binary } from 'mongodb';
import type { DomainEvent, EventMeta } from '../../src/kernel/event.js';
import type { Role } from '../../src/kernel/roles.js';
import type { MasterKey } from '../../src/platform/sealing/master-key.js';
import { seal } from '../../src/platform/sealing/seal.js';
import type { KeyDocument } from '../../src/platform/sealing/subject-keys.js';
import { GENESIS } from '../../src/platform/streams/chain.js';
import type { EventCatalogue } from '../../src/platform/streams/event-codec.js';
import { newCommandId } from '../../src/platform/streams/ids.js';

/** One fact with who put it on record. */
export interface Fact {
  readonly stream: string;
  readonly event: DomainEvent;
  readonly actor: string;
  readonly role: Role;
  readonly path: readonly string[];
  readonly at: string;
}

/** A fact as the store takes it. */
export interface Written {
  /** Name of the stream in the store. */
  readonly name: string;
  /** Revision that it comes after; -1 for the first. */
  readonly after: number;
  readonly stored: JSONEventData;
  /** The fact as readers see it. */
  readonly sealed: DomainEvent;
  readonly meta: EventMeta;
}

/** Writes facts down as the product does: sealed with a key per person, linked into the chain of their stream, with full metadata. */
export class Author {
  private readonly ends = new Map<string, { revision: number; hash: string }>();
  private readonly keys = new Map<string, { key: KeyObject; wrapped: Buffer }>();

  /** How many facts were written down. */
  count = 0;

  constructor(
    private readonly catalogue: EventCatalogue,
    private readonly master: MasterKey,
  ) {}

  write({ stream, event, actor, role, path, at }: Fact): Written {
    const end = this.ends.get(stream) ?? { revision: -1, hash: GENESIS };
    const commandId = newCommandId();
    const meta = {
      commandId,
      command: event.type,
      fingerprint: this.master.digest(commandId),
      $correlationId: commandId,
      $causationId: commandId,
      actor,
      role,
      unit: path.at(-1) ?? '',
      jurisdiction: path,
      occurredAt: at,
      recordedAt: at,
      policySet: null,
    };
    const revision = end.revision + 1;
    const place = { stream, revision, previousHash: end.hash };
    const { stored, sealed, hash } = this.catalogue.encode(event, place, meta, (person, field, plain) =>
      seal(this.keyOf(person), person, field, plain),
    );
    this.ends.set(stream, { revision, hash });
    this.count += 1;
    const name = this.catalogue.storedName(stream);
    return { name, after: end.revision, stored, sealed, meta: { ...meta, schema: 1 } };
  }

  /** The persons' keys as the product keeps them. */
  keyDocuments(createdAt: Date): KeyDocument[] {
    return [...this.keys].map(([_id, { wrapped }]) => ({
      _id,
      wrapped: new Binary(wrapped),
      createdAt,
      destroyedAt: null,
    }));
  }

  private keyOf(person: string): KeyObject {
    const known = this.keys.get(person) ?? this.master.newKey(person);
    this.keys.set(person, known);
    return known.key;
  }
}
