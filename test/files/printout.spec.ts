import { describe, expect, it } from '@jest/globals';
import { DECIDERS } from '../../src/app.module.js';
import { goldenEvents } from '../golden/golden-events.js';
import { eventSources } from '../../projections/registry.js';
import { describeFields } from '../../src/kernel/fields.js';
import { isTerm } from '../../src/kernel/terms.js';
import { FieldLabels } from '../../src/files/field-labels.js';
import { type PrintedEntry, printout } from '../../src/files/printout.js';

const PERSON = {
  name: '林<某>',
  identityNumber: '350104199003074518',
  sex: 'MALE',
  category: 'PAROLE',
  documentNumber: '（2026）闽0104刑初12号',
  termFrom: '2026-03-02',
  termTo: '2027-03-01',
  officeId: 'office-1',
};
const ENTRY: PrintedEntry = {
  day: '2026-03-09',
  title: '周汇报',
  category: 'weeklyReport',
  by: 'w-1',
  type: 'WeeklyReportReceived',
  command: 'RecordWeeklyReport',
  office: null,
  onBehalfOf: null,
  data: { superviseeId: 's-1', work: '在<建材>店上班', amended: true, life: 'ERASED', list: ['PAROLE', 2], none: null },
};

const page = async (...entries: PrintedEntry[]): Promise<string> => {
  async function* all() {
    yield* entries;
  }
  const printed = { by: 'head-1', at: '2026-03-10T01:00:00.000Z', position: 7 };
  let html = '';
  for await (const piece of printout(PERSON, all(), new FieldLabels(DECIDERS), printed)) html += piece;
  return html;
};

describe('a printed file', () => {
  it('[FIL-1] is a page of A4 that says everything in Chinese', async () => {
    const html = await page(ENTRY, { ...ENTRY, onBehalfOf: 'head-2' });
    expect(html).toContain('@page { size: A4;');
    expect(html).toContain('<th scope="row">矫正类别</th><td>假释</td>');
    expect(html).toContain('<td>2026-03-09</td><td>周汇报</td>');
    expect(html).toContain('上周工作情况：');
    expect(html).toContain('amended：是；上周生活情况：（已销毁）；list：假释、2；none：—');
    expect(html).toContain('<td>w-1（代 head-2）</td>');
    expect(html).toContain('共 2 项，截至历史位置 7');
  });

  it('writes what was said as text, never as markup', async () => {
    const html = await page(ENTRY);
    expect(html).toContain('林&lt;某&gt;');
    expect(html).toContain('在&lt;建材&gt;店上班');
    expect(html).not.toContain('<某>');
  });
});

/** Every code that a schema allows, wherever in it. */
const codesIn = (schema: unknown): string[] => {
  if (schema === null || typeof schema !== 'object') return [];
  const own = 'enum' in schema && Array.isArray(schema.enum) ? schema.enum.map(String) : [];
  return [...own, ...Object.values(schema).flatMap(codesIn)];
};

const CHINESE = /\p{Script=Han}/u;
/** Names of fields, wherever in what is told; keys that are codes are named as such. */
const fieldsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(fieldsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, one]) => [name, ...fieldsIn(one)]);
};

describe('what files say in Chinese', () => {
  it('[FIL-1] names every kind of fact', () => {
    const unnamed = eventSources.flatMap(({ events }) =>
      Object.entries(events).flatMap(([type, { title }]) => (title === undefined ? [type] : [])),
    );
    expect(unnamed).toEqual([]);
  });

  it('[FIL-1] names every field of the facts about a person', () => {
    const labels = new FieldLabels(DECIDERS);
    const about = goldenEvents().filter(({ data }) => 'superviseeId' in data);
    const unnamed = about.flatMap(({ type, stream, meta: { command }, data }) => {
      const category = stream.slice(0, stream.indexOf('-'));
      const shown = fieldsIn(data).filter((field) => !/Ids?$/.test(field));
      return shown
        .filter((field) => !CHINESE.test(labels.of({ category, type, command }, field)))
        .map((one) => `${type}.${one}`);
    });
    expect(about.length).toBeGreaterThan(80);
    expect([...new Set(unnamed)]).toEqual([]);
  });

  it('[FIL-1] names every code that a command may bring', () => {
    const classes = DECIDERS.flatMap(({ commands }) => Object.values(commands as Record<string, new () => object>));
    const codes = classes.flatMap((of) => describeFields(of).flatMap(({ schema }) => codesIn(schema)));
    expect(codes.length).toBeGreaterThan(100);
    expect([...new Set(codes)].filter((code) => !isTerm(code))).toEqual([]);
  });
});
