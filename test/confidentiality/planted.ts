import { describeFields, type JsonSchema } from '../../src/kernel/fields.js';
import { identityNumber } from '../supervisees/people.js';
import type { Route } from '../support/service-routes.js';

/** A text that stands nowhere else, and where it was put. */
export interface Canary {
  readonly text: string;
  /** `<command>.<field>`, lists and objects joined by dots. */
  readonly field: string;
}

/** What the texts look like that are planted. */
export const CANARY = /玄鸟\d{5}号|137462\d{5}|350121197503\d{5}[\dX]/g;

const FREE = (schema: JsonSchema): boolean =>
  schema.type === 'string' && !('pattern' in schema) && !('enum' in schema) && !('format' in schema);

/** Puts a text of its own into every field of a command that takes any text, a name, a telephone or an identity number. */
export class Plants {
  readonly canaries: Canary[] = [];

  /** @param body the example of the documentation, of the records of this county */
  into({ input }: Pick<Route, 'input'>, body: object): object {
    if (!input) throw new Error('A command without a class');
    const schemas = new Map(describeFields(input).map(({ name, schema }) => [name, schema]));
    return Object.fromEntries(
      Object.entries(body).map(([name, value]) => [
        name,
        this.planted(value, schemas.get(name) ?? {}, `${input.name}.${name}`, name),
      ]),
    );
  }

  private planted(value: unknown, schema: JsonSchema, field: string, name: string): unknown {
    if (Array.isArray(value))
      return value.map((item: unknown) => this.planted(item, (schema.items ?? {}) as JsonSchema, field, name));
    if (value !== null && typeof value === 'object') {
      const properties = (schema.properties ?? {}) as Record<string, JsonSchema>;
      return Object.fromEntries(
        Object.entries(value).map(([of, part]) => [of, this.planted(part, properties[of] ?? {}, `${field}.${of}`, of)]),
      );
    }
    if (typeof value !== 'string') return value;
    const text = this.textFor(name, schema);
    if (text === undefined) return value;
    this.canaries.push({ text, field });
    return text;
  }

  private textFor(name: string, schema: JsonSchema): string | undefined {
    const number = this.canaries.length + 1;
    if (name === 'identityNumber') return identityOf(number);
    if (/phone|callernumber/i.test(name)) return `137${String(46_200_000 + number)}`;
    return FREE(schema) ? `玄鸟${String(number).padStart(5, '0')}号` : undefined;
  }
}

/** Of a man born in March 1975, another for each number. */
const identityOf = (number: number): string =>
  identityNumber(
    `350121197503${String(1 + (number % 28)).padStart(2, '0')}${String(2 * (number % 490) + 1).padStart(3, '0')}`,
  );
