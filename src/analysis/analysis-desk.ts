import { Injectable } from '@nestjs/common';
import { type FieldError, invalidInput, type Language } from '../platform/http/problem.js';
import { BadCursor } from '../platform/read-store/pages/cursor.js';
import { MinorsShield } from '../platform/read-store/minors-shield.js';
import { inReach, inReachWhole, type Reader } from '../platform/read-store/reach.js';
import { type After, type AsOf, type Page, ReadStore } from '../platform/read-store/read-store.js';
import { Whereabouts } from '../platform/read-store/whereabouts.js';
import { MasterKey } from '../platform/sealing/master-key.js';
import { type Askable, filterOf, orderOf } from './conditions.js';
import { type Dataset, type DatasetField, isVeiled, visibleTo } from './datasets/dataset.js';
import { type Exported } from './export/formats.js';
import { MOST_ROWS } from './export/workbook.js';
import { type Group, groupingOf, MOST_GROUPS, type Stage } from './grouping.js';
import { placesOf, presenter, type Shown, veilFor } from './presentation.js';
import type { ExportQuery, GroupsQuery, RowsQuery } from './questions.js';
import { reject } from './rejections.js';

type Row = Readonly<Record<string, Shown>>;
export interface Groups {
  readonly items: readonly Group[];
  readonly asOf: AsOf;
}

/** Answers questions for any dataset: what the reader reaches, without the minors and the names that are not for them. */
@Injectable()
export class AnalysisDesk {
  constructor(
    private readonly rows: ReadStore,
    private readonly shield: MinorsShield,
    private readonly whereabouts: Whereabouts,
    private readonly master: MasterKey,
  ) {}

  /** One page of rows. Its cursor tells nobody what is in it: it holds keys of rows, which may name persons. */
  async page(dataset: Dataset, query: RowsQuery, reader: Reader): Promise<Page<Row>> {
    const { where = [], sort = [], fields, cursor, ...page } = query;
    const shown = chosen(fields, visibleTo(reader.role, dataset));
    const askable = askableBy(reader.role, dataset);
    const order = orderOf(sort, askable);
    const found = await this.rows.page<object>({
      view: dataset.view,
      filter: await this.filter(dataset, where, reader, page),
      sort: sort.length === 0 ? dataset.order : order,
      ...page,
      ...(cursor === undefined ? {} : { cursor: this.revealed(cursor) }),
    });
    const { record } = this.present(shown, reader);
    const next = found.next === null ? null : this.master.conceal(found.next);
    return { items: found.items.map(record), next, asOf: found.asOf };
  }

  /** Groups with what is computed of each, in the order of their keys. */
  async groups(dataset: Dataset, query: GroupsQuery, reader: Reader): Promise<Groups> {
    const { where = [], by, measure = ['count'], ...after } = query;
    const { stages, read } = groupingOf(by, measure, byName(visibleTo(reader.role, dataset)));
    const filter = await this.filter(dataset, where, reader, after);
    const asOf = await this.rows.asOf(dataset.view, after);
    const found = await this.rows.aggregate<object, Stage>(dataset.view, filter, stages);
    if (found.length > MOST_GROUPS) throw reject('TOO_MANY_GROUPS', { atMost: MOST_GROUPS });
    const veil = veilFor(reader.role, this.master);
    return { items: found.map((group) => read(group, veil)), asOf };
  }

  /** Everything that an export is written from; rows are fetched as they are written. */
  async exported(dataset: Dataset, query: ExportQuery, reader: Reader, language: Language): Promise<Exported> {
    const { where = [], fields: wanted, format, ...after } = query;
    const fields = chosen(wanted, visibleTo(reader.role, dataset));
    const filter = await this.filter(dataset, where, reader, after);
    const asOf = await this.rows.asOf(dataset.view, after);
    if (format === 'xlsx' && (await this.rows.count(dataset.view, filter)) >= MOST_ROWS)
      throw reject('TOO_MANY_ROWS_FOR_EXCEL', { atMost: MOST_ROWS - 1 });
    const batches = this.rows.batches<object>(dataset.view, filter, placesOf(fields));
    return { dataset, fields, batches, present: this.present(fields, reader), asOf, where, language };
  }

  private present(fields: readonly DatasetField[], { role }: Reader): ReturnType<typeof presenter> {
    return presenter(fields, veilFor(role, this.master));
  }

  private async filter(dataset: Dataset, where: readonly string[], reader: Reader, after: After): Promise<object> {
    const asked = filterOf(where, askableBy(reader.role, dataset));
    const given = [await this.reach(dataset, reader, after), await this.withoutMinors(dataset, reader), ...asked];
    const parts = given.filter((part) => Object.keys(part).length > 0);
    return parts.length === 0 ? {} : { $and: parts };
  }

  private async reach(dataset: Dataset, reader: Reader, after: After): Promise<object> {
    const { minors, asking, ofSeveralOffices } = dataset;
    if (minors !== 'none') return (await this.whereabouts.of(reader, after)).filter(undefined, asking);
    return ofSeveralOffices ? inReachWhole(reader) : inReach(reader);
  }

  private withoutMinors({ minors }: Dataset, reader: Reader): Promise<object> {
    if (minors === 'birthYear') return this.shield.filterFor(reader);
    return minors === 'superviseeId' ? this.shield.filterByPerson(reader) : Promise.resolve({});
  }

  private revealed(cursor: string): string {
    const plain = this.master.reveal(cursor);
    if (plain === undefined) throw new BadCursor();
    return plain;
  }
}

const byName = (fields: readonly DatasetField[]): ReadonlyMap<string, DatasetField> =>
  new Map(fields.map((field) => [field.name, field]));

/** The fields that a role filters and sorts by: those that it sees as they are. */
const askableBy = (role: string, dataset: Dataset): Askable =>
  byName(visibleTo(role, dataset).filter((field) => !isVeiled(role, field) && field.decade === undefined));

/** @throws Problem INVALID_INPUT, 400, with the path of each field that is not there or comes twice: `fields.0` */
const chosen = (names: readonly string[] | undefined, visible: readonly DatasetField[]): readonly DatasetField[] => {
  if (names === undefined) return visible;
  const known = byName(visible);
  const errors: FieldError[] = [];
  const fields = names.flatMap((name, index) => {
    const field = known.get(name);
    const path = `fields.${index}`;
    if (!field) errors.push({ path, code: 'unknownField', message: `${name} is no field of the dataset` });
    else if (names.indexOf(name) < index) errors.push({ path, code: 'twice', message: `${name} comes twice` });
    return field ?? [];
  });
  if (errors.length > 0) throw invalidInput(errors);
  return fields;
};
