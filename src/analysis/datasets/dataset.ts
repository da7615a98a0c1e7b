import type { Title } from '../../kernel/rejection.js';
import { READS_PERSONAL_DATA, type Role } from '../../kernel/roles.js';

export type FieldType =
  'code' | 'id' | 'integer' | 'number' | 'flag' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'instant';

/** One column of a dataset. None of them is a sealed value: names, addresses and free texts are not for analysis. */
export interface DatasetField {
  readonly name: string;
  readonly type: FieldType;
  readonly title: Title;
  /** Where it is in the row of the view, dotted; its name unless told. */
  readonly at?: string;
  /** Names a person: who works with figures alone sees a pseudonym, and neither filters nor sorts by it. */
  readonly person?: true;
  /** Of roles that read personal data alone: together with others it would point at somebody. */
  readonly personal?: true;
  /** The decade that the year at that place lies in: to be shown and grouped by. */
  readonly decade?: true;
}

/** A read model as analysts see it: declared here, and nowhere else. */
export interface Dataset {
  /** In the address. */
  readonly name: string;
  readonly title: Title;
  /** What its readers have to know to count with it. */
  readonly note?: Title;
  readonly view: string;
  readonly fields: readonly DatasetField[];
  /** How minors are kept out: by the year of birth in the row, by the person that it names, or it is about nobody. */
  readonly minors: 'birthYear' | 'superviseeId' | 'none';
  /** Which rows ask something of the units in their path, so that they are theirs to see whoever they are about (ADR 21). */
  readonly asking?: object;
  /** Rows may be of several offices at once: who does not reach all of a row's does not see it. */
  readonly ofSeveralOffices?: true;
  /** Order of its pages unless told. */
  readonly order: Readonly<Record<string, 1 | -1>>;
}

/** Who asks for figures. */
export const ANALYSING: readonly Role[] = [
  'office-head',
  'deputy-director',
  'director',
  'city-officer',
  'auditor',
  'analyst',
];

/** The fields that a role sees. */
export const visibleTo = (role: string, { fields }: Dataset): readonly DatasetField[] =>
  READS_PERSONAL_DATA.includes(role) ? fields : fields.filter(({ personal }) => personal === undefined);

/** Whether a role sees a pseudonym in this field. */
export const isVeiled = (role: string, { person }: DatasetField): boolean =>
  person === true && !READS_PERSONAL_DATA.includes(role);

type Maker = (name: string, zh: string, en: string, at?: string) => DatasetField;
const maker =
  (type: FieldType, more: Partial<DatasetField> = {}): Maker =>
  (name, zh, en, at) => ({ name, type, title: { zh, en }, ...(at === undefined ? {} : { at }), ...more });

export const [code, id, integer, number, flag] = (['code', 'id', 'integer', 'number', 'flag'] as const).map((type) =>
  maker(type),
) as [Maker, Maker, Maker, Maker, Maker];
export const [day, week, month, quarter, year, instant] = (
  ['day', 'week', 'month', 'quarter', 'year', 'instant'] as const
).map((type) => maker(type)) as [Maker, Maker, Maker, Maker, Maker, Maker];
export const person = maker('id', { person: true });
export const personalNumber = maker('integer', { personal: true });
export const decade = maker('integer', { decade: true });

/** The units that a row belongs to, from its path. */
export const UNITS: readonly DatasetField[] = [
  code('city', '市', 'City', 'path.0'),
  code('county', '县（市、区）', 'County', 'path.1'),
  code('office', '司法所', 'Office', 'path.2'),
];
