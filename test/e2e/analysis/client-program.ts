/**
 * A program of somebody who writes against the API: `api` are the types that `openapi-typescript` makes of its document. It orders,
 * and asks for what came of it. Compiled and run by the test; here it is text.
 */
export const PROGRAM = `
import createClient from 'openapi-fetch';
import type { components, paths } from './api.js';

const { URL: baseUrl = '', TOKEN = '' } = process.env;
const client = createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${TOKEN}\` } });
type Receipt = components['schemas']['Receipt'];

const registered = await client.POST('/v1/supervisees', {
  params: { header: { 'Idempotency-Key': 'typed-1' } },
  body: {
    decisionBody: '闽侯县人民法院',
    documentNumber: '（2026）闽0121刑初77号',
    name: '林某某',
    identityNumber: '350121199003010115',
    sex: 'MALE',
    category: 'PAROLE',
    termFrom: '2026-03-02',
    termTo: '2027-03-01',
    effectiveOn: '2026-03-02',
    officeId: 'ganzhe',
    address: '闽侯县甘蔗街道某路1号',
    reportedOn: '2026-03-09',
  },
});
if (!registered.data) throw new Error(registered.error.code);
const receipt: Receipt = registered.data;
const after = receipt.position;

const person = await client.GET('/v1/supervisees/{superviseeId}', {
  params: { path: { superviseeId: receipt.id }, query: { after, waitMs: 20000 } },
});
if (!person.data) throw new Error(person.error.code);
const name: string = person.data.name;
const level: string | null = person.data.level;
const shownAt: number = person.data.asOf.position;

const roster = await client.GET('/v1/supervisees', { params: { query: { office: 'ganzhe' } } });
const offices: string[] = (roster.data?.items ?? []).map((one) => one.officeId);

const rows = await client.GET('/v1/analysis/supervisees', {
  params: { query: { where: ['category:eq:PAROLE', 'office:eq:ganzhe'], sort: ['-reportedOn'], limit: 10, after, waitMs: 20000 } },
});
const page = rows.data;
const position: number | undefined = page?.asOf.position;
const categories: (string | null | undefined)[] = page?.items.map((row) => row.category) ?? [];
const late: number = (page?.items ?? []).reduce((sum, row) => sum + (row.daysLate ?? 0), 0);

const groups = await client.GET('/v1/analysis/supervisees/groups', {
  params: { query: { by: ['county', 'reportedOn:quarter'], measure: ['count'] } },
});
const counts: (number | null | undefined)[] = groups.data?.items.map(({ measures }) => measures['count']) ?? [];

const refused = await client.GET('/v1/analysis/supervisees', { params: { query: { where: ['name:eq:x'] } } });
const paths400: string[] = refused.error?.errors?.map(({ path }) => path) ?? [];

const again = await client.POST('/v1/supervisees/{superviseeId}/discharge', {
  params: { path: { superviseeId: receipt.id }, header: { 'If-Match': '"99"' } },
  body: { on: '2026-03-09', cause: 'DECEASED' },
});
const status: number = again.response.status;
const code: string | undefined = again.error?.code;

console.log(JSON.stringify({ name, positionIsAfter: Math.min(position ?? -1, shownAt) >= after, level, offices, categories, late, counts, paths400, status, code }));
`;

/** The same with one thing that the API does not take or answer: each must not compile. */
export const WRONG: readonly (readonly [what: string, from: string, to: string])[] = [
  ['a field that is not there', "sex: 'MALE'", "gender: 'MALE'"],
  ['a code that is none', "category: 'PAROLE',\n    termFrom", "category: 'PROBATION',\n    termFrom"],
  ['a field that is missing', "officeId: 'ganzhe',\n", ''],
  [
    'an address that is none',
    "client.GET('/v1/analysis/supervisees/groups'",
    "client.GET('/v1/analysis/supervisees/group'",
  ],
  ['a field that may be null', 'const level: string | null', 'const level: string'],
  ['a field that an answer has not', 'one.officeId', 'one.office'],
  ['a column that is none', 'row.category', 'row.categories'],
  ['a number that may be none', '(row.daysLate ?? 0)', 'row.daysLate'],
  ['a number as a text', 'limit: 10', "limit: '10'"],
  ['a receipt without its id', 'superviseeId: receipt.id }, header', 'superviseeId: receipt.name }, header'],
];
