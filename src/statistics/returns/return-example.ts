import type { Leeway } from '../../platform/http/documentation/schema-of-example.js';

const LINE = { opening: 48, in: { REGISTERED: 4 }, out: { TERM_EXPIRED: 2 }, closing: 50 };

/** The objects of a table of figures whose keys are codes. */
export const mapsOfTable = (at: string): string[] =>
  ['total.in', 'total.out', 'by', 'by.*', 'by.*.*.in', 'by.*.*.out'].map((path) => at + path);

export const RETURN_LEEWAY: Leeway = {
  nullable: [
    ...['accepted', 'versions.asOf', 'versions.texts', 'versions.reason', 'versions.submitted', 'versions.decision'],
    ...['versions.decision.opinion', 'versions.continuity', 'versions.continuity.recorded'],
  ],
  optional: ['versions.continuity.breaks.division'],
  maps: [...mapsOfTable('versions.figures.table.'), 'versions.figures.counts', 'versions.figures.counts.*'],
};

/** For the documentation. */
export const RETURN_EXAMPLE = {
  unitId: 'office-ganzhe',
  path: ['city-fuzhou', 'county-minhou', 'office-ganzhe'],
  kind: 'BASIC_FACTS',
  span: '2026-03',
  status: 'accepted',
  dueOn: '2026-04-08',
  daysLate: 0,
  outstanding: false,
  accepted: 1,
  versions: [
    {
      version: 1,
      position: 10_482,
      asOf: '2026-04-01T01:00:00.000Z',
      figures: { table: { total: LINE, by: { category: { SUSPENDED_SENTENCE: LINE } } }, counts: {} },
      continuity: {
        span: '2026-02',
        version: 1,
        breaks: [{ division: 'category', cell: 'SUSPENDED_SENTENCE', closed: 47, opens: 48 }],
        since: [{ position: 9_871, on: '2026-02-27', cause: 'REGISTERED' }],
        recorded: 1,
        truncated: false,
      },
      parts: [],
      texts: null,
      reason: null,
      draftedBy: 'o-001',
      draftedAt: '2026-04-01T01:05:00.000Z',
      submitted: { by: 'o-001', on: '2026-04-02', daysLate: 0 },
      decision: { accepted: true, by: 'o-010', at: '2026-04-03T02:00:00.000Z', opinion: '数据准确' },
    },
  ],
};
