import { Inject, Injectable } from '@nestjs/common';
import { inOffice, inReach, reaches, type Reader } from './reach.js';
import { type After, ReadStore } from './read-store.js';

/** Of those who are supervised elsewhere than before: where now, and where before. */
const TRANSFERRED = 'transferred-supervisees';

interface Transferred {
  readonly superviseeId: string;
  readonly officeId: string;
  readonly path: readonly string[];
  readonly earlier: readonly (readonly string[])[];
}
interface OfPerson {
  /** Null while it is not known whom the row is about. */
  readonly superviseeId: string | null;
  readonly path: readonly string[];
}

interface OfUnit {
  readonly superviseeId: string | null;
  readonly unit: string;
  readonly addressed?: boolean;
}

/**
 * Which rows about supervisees a reader reaches. A row says where its record belonged when its last fact was recorded, and nobody moves
 * rows when a person is transferred: instead the few who were are looked up, and whatever names them is their present place's to read
 * and not the earlier one's any more (ADR 21, as ADR 6 for merged units).
 */
@Injectable()
export class Whereabouts {
  constructor(@Inject(ReadStore) private readonly rows: Pick<ReadStore, 'few' | 'waitFor'>) {}

  /** @param after what the answer has to show: transfers up to there are known too, when the view gets there in time */
  async of(reader: Reader, { after, waitMs }: After = {}): Promise<PersonReach> {
    if (after !== undefined) await this.rows.waitFor(TRANSFERRED, after, waitMs);
    // Whoever reaches all places of a person, and asks about no office, sees the rows as they are.
    const parting = { units: { $in: [...reader.reach, ...(reader.asked ?? [])] } };
    return new PersonReach(reader, await this.rows.few<Transferred>(TRANSFERRED, parting));
  }
}

/** The reach of one reader, where rows name supervisees by `superviseeId`. */
export class PersonReach {
  /** Who came into the reader's reach, with rows that say otherwise; and who left it, whose rows do not say so. */
  private readonly came: ReadonlyMap<string, Transferred>;
  private readonly left: ReadonlySet<string>;

  constructor(
    private readonly reader: Reader,
    private readonly transferred: readonly Transferred[],
  ) {
    const within = transferred.filter((one) => reaches(reader, one));
    const strange = within.filter(({ earlier }) => earlier.some((path) => !reaches(reader, { path })));
    this.came = new Map(strange.map((one) => [one.superviseeId, one]));
    this.left = new Set(transferred.flatMap((one) => (within.includes(one) ? [] : [one.superviseeId])));
  }

  /**
   * Filter for the rows about people in reach; of the office that is asked about, if any, wherever they were recorded.
   * @param asking which rows ask something of the units in their path: while they do, they are those units' too, whoever they are about
   */
  filter(office?: string, asking?: object): object {
    const plain = { ...inReach(this.reader), ...inOffice(this.reader, office) };
    const { there, before } = this.movedBy(office === undefined ? [] : this.officesOf(office));
    if (this.came.size + this.left.size + there.length + before.length === 0) return plain;
    const present = {
      $and: [
        moved(inReach(this.reader), [...this.came.keys()], [...this.left]),
        moved(inOffice(this.reader, office), there, before),
      ],
    };
    return asking === undefined ? present : { $or: [present, { ...plain, ...asking }] };
  }

  /** Whether a row is one that the filter finds. */
  reaches({ superviseeId, path }: OfPerson): boolean {
    if (superviseeId !== null && this.left.has(superviseeId)) return false;
    return (superviseeId !== null && this.came.has(superviseeId)) || reaches(this.reader, { path });
  }

  /** Filter for the rows about people of the reader's own office: nobody above it finds any by this. */
  ownOffice(): object {
    const { reach } = this.reader;
    const { there, before } = this.movedBy(reach);
    return moved({ officeId: { $in: [...reach] } }, there, before);
  }

  /** The office that the person of a row is at now. */
  officeOf({ superviseeId, officeId }: { readonly superviseeId: string; readonly officeId: string }): string {
    return this.transferred.find((one) => one.superviseeId === superviseeId)?.officeId ?? officeId;
  }

  /** Whether the person was in reach and is not any more. */
  hasLeft(superviseeId: string): boolean {
    return this.left.has(superviseeId);
  }

  /** Everybody who was in reach and is not any more. */
  whoLeft(): readonly string[] {
    return [...this.left];
  }

  /**
   * Filter for tasks: of the reader's unit, and of those who came what was the earlier place's to do at the same level. What a unit is
   * asked to do about somebody who is elsewhere, as who comes back to it, is its own and nobody else's.
   */
  tasks(): object {
    const mine = { unit: { $in: [...this.reader.reach] } };
    const came = [...this.came.values()];
    const units = new Set(came.flatMap((one) => one.earlier.flatMap((path) => path[this.levelIn(one)] ?? [])));
    const theirs = { superviseeId: { $in: came.map(idOf) }, unit: { $in: [...units] }, addressed: { $ne: true } };
    const here = { $or: [{ addressed: true }, { superviseeId: { $nin: [...this.left] } }] };
    const stayed = this.left.size === 0 ? mine : { ...mine, ...here };
    return came.length === 0 ? stayed : { $or: [stayed, theirs] };
  }

  /** Whose a task that the filter finds is now. */
  unitOf({ superviseeId, unit, addressed }: OfUnit): string {
    const one = superviseeId === null || addressed ? undefined : this.came.get(superviseeId);
    return one?.path[this.levelIn(one)] ?? unit;
  }

  private levelIn({ path }: Transferred): number {
    return path.findIndex((unit) => this.reader.reach.includes(unit));
  }

  /** Who is at the offices now with rows that may say otherwise, and who was before. */
  private movedBy(offices: readonly string[]): { there: string[]; before: string[] } {
    const there = this.transferred.filter(({ officeId }) => offices.includes(officeId));
    const before = this.transferred.filter(
      (one) => !there.includes(one) && one.earlier.some((path) => offices.includes(path.at(-1) ?? '')),
    );
    return { there: there.map(idOf), before: before.map(idOf) };
  }

  private officesOf(office: string): readonly string[] {
    const { asked } = this.reader;
    return asked?.includes(office) ? asked : [office];
  }
}

const idOf = ({ superviseeId }: Transferred): string => superviseeId;

/** The rows that a filter finds, with those about people who came, and without those about people who left. */
const moved = (rows: object, came: readonly string[], left: readonly string[]): object => {
  const stayed = left.length === 0 ? rows : { ...rows, superviseeId: { $nin: left } };
  return came.length === 0 || Object.keys(rows).length === 0
    ? stayed
    : { $or: [stayed, { superviseeId: { $in: came } }] };
};
