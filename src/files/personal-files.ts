import { Injectable } from '@nestjs/common';
import { notFound } from '../kernel/rejection.js';
import { READS_PERSONAL_DATA } from '../kernel/roles.js';
import { Clock } from '../platform/clock.js';
import { DeciderRegistry } from '../platform/commands/decider-registry.js';
import type { After } from '../platform/read-store/read-store.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { reaches, type Reader } from '../platform/read-store/reach.js';
import { type AsOf, ReadStore } from '../platform/read-store/read-store.js';
import { SubjectKeys } from '../platform/sealing/subject-keys.js';
import { EventCatalogue } from '../platform/streams/event-codec.js';
import { Names } from './names.js';
import { notOpened } from './domain/rejections.js';
import { FieldLabels } from './field-labels.js';
import { type PrintedEntry, type PrintedPerson, printout } from './printout.js';

export const ENTRIES = 'file-entries';
const ROSTER = 'supervisee-roster';
const OPEN = 'open-files';
const [LINKED, UNLINKED] = ['IntakeApplicationLinked', 'IntakeApplicationUnlinked'];
/** Entries whose keys are looked up together for a printout. */
const CHUNK = 200;

/** One fact of a file, as the read model has it. */
export interface EntryRow {
  readonly superviseeId: string | null;
  readonly about: string | null;
  readonly workerId: string | null;
  readonly officeId: string | null;
  readonly path: readonly string[];
  readonly position: number;
  readonly category: string;
  readonly type: string;
  readonly command: string;
  readonly day: string;
  readonly month: string;
  readonly by: string;
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>> | null;
}

type RosterRow = PrintedPerson & { readonly path: readonly string[]; readonly birthYear: number };

/** Lets readers into personal files, and prints them. */
@Injectable()
export class PersonalFiles {
  private readonly labels: FieldLabels;

  constructor(
    private readonly rows: ReadStore,
    private readonly clock: Clock,
    private readonly catalogue: EventCatalogue,
    private readonly keys: SubjectKeys,
    private readonly shield: MinorsShield,
    registry: DeciderRegistry,
  ) {
    this.labels = new FieldLabels(registry.deciders);
  }

  /**
   * The person's row, for a reader who opened the file and whose time is not over.
   * @throws Rejection NOT_FOUND outside the reader's reach · FILE_NOT_OPENED
   */
  async admit(superviseeId: string, reader: Reader, after: After): Promise<RosterRow> {
    const person = await this.rows.one<RosterRow>(ROSTER, superviseeId, after);
    if (!person || !reaches(reader, person) || (await this.shield.hides(reader, person))) throw notFound();
    const opened = await this.rows.one<{ openUntil: string }>(OPEN, `${superviseeId}_${reader.actor}`, after);
    if (!opened || opened.openUntil <= this.clock.now()) throw notOpened();
    return person;
  }

  /**
   * Filter for what a person's file holds: everything about them, and about the applications that led to their registration, also from
   * before these were linked to them, while they are (FIL-1).
   * @param after what the answer has to show: links up to there are known too, when the entries get there in time
   */
  async of(superviseeId: string, { after, waitMs }: After = {}): Promise<{ about: string | { $in: string[] } }> {
    if (after !== undefined) await this.rows.waitFor(ENTRIES, after, waitMs);
    const entries = await this.rows.few<EntryRow>(ENTRIES, { superviseeId, type: { $in: [LINKED, UNLINKED] } });
    const links = entries.sort((a, b) => a.position - b.position);
    const applications = new Set<string>();
    for (const { type, data } of links) {
      const id = data?.['intakeId'];
      if (typeof id === 'string') applications[type === LINKED ? 'add' : 'delete'](id);
    }
    return { about: applications.size === 0 ? superviseeId : { $in: [superviseeId, ...applications] } };
  }

  /** An entry with what people call it. */
  titled<Row extends { readonly type: string }>(row: Row): Row & { title: { zh: string; en: string } } {
    return { ...row, title: this.catalogue.titleOf(row.type) };
  }

  /** The whole file as a page to print, personal values readable. */
  async *print(person: RosterRow, superviseeId: string, reader: Reader, asOf: AsOf): AsyncGenerator<string> {
    const entries = this.rows.stream<EntryRow>(ENTRIES, await this.of(superviseeId), { day: 1, position: 1 });
    const mayRead = READS_PERSONAL_DATA.includes(reader.role);
    const names = new Names(this.rows, (name) => this.keys.open(name, mayRead));
    const { officeId } = person;
    const opened = { ...(await this.keys.open(person, mayRead)), officeId: await names.of(officeId) };
    const printed = { by: await names.of(reader.actor), at: this.clock.now(), position: asOf.position };
    yield* printout(opened, this.readable(entries, mayRead, names, officeId), this.labels, printed);
  }

  private async *readable(
    entries: AsyncIterable<EntryRow>,
    mayRead: boolean,
    names: Names,
    officeId: string,
  ): AsyncGenerator<PrintedEntry> {
    let chunk: EntryRow[] = [];
    for await (const entry of entries) {
      chunk.push(entry);
      if (chunk.length < CHUNK) continue;
      yield* await this.opened(chunk, mayRead, names, officeId);
      chunk = [];
    }
    yield* await this.opened(chunk, mayRead, names, officeId);
  }

  private async opened(
    chunk: readonly EntryRow[],
    mayRead: boolean,
    names: Names,
    officeId: string,
  ): Promise<PrintedEntry[]> {
    const open = await this.keys.open(chunk, mayRead);
    const nameOf = async (id: string | null): Promise<string | null> => (id === null ? null : names.of(id));
    return Promise.all(
      open.map(async (entry) => ({
        ...entry,
        title: this.catalogue.titleOf(entry.type).zh,
        by: await names.of(entry.by),
        onBehalfOf: await nameOf(entry.onBehalfOf),
        office: await nameOf(entry.officeId === officeId ? null : entry.officeId),
      })),
    );
  }
}
