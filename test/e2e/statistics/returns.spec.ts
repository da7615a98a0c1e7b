import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Figures } from '../../../src/statistics/domain/counting/figures.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import type { Body } from '../../harness/answers.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { until } from '../../projections/read-side.js';
import { lookUpsOf, watchLookUps } from '../../support/look-ups.js';
import { identityNumber } from '../../supervisees/people.js';

/** What an auditor is shown of a return as of a moment. */
interface Past {
  readonly status: number;
  readonly code?: string;
  readonly content: { readonly versions: readonly { readonly figures: Figures }[] };
  readonly asOf: { readonly position: number };
  readonly events: readonly { readonly type: string; readonly by: string }[];
  readonly setBy: readonly object[];
}

/** March of a city: its offices count, the counties and the city take it up. */
describe('statistical returns', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let thirdHead: Person;
  let [first, second, minor] = ['', '', ''];
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    thirdHead = await service.as('office-head', 'fengcheng', 'head-3');
    service.clock.set('2026-02-16 09:00');
    const early = { termFrom: '2026-02-09', effectiveOn: '2026-02-09', reportedOn: '2026-02-16' };
    first = (await at.worker.done('supervisees', form(1, early))).id;
    service.clock.set('2026-03-09 09:00');
    const woman = { sex: 'FEMALE', category: 'PAROLE', identityNumber: identityNumber('35012119850301002') } as const;
    second = (await at.worker.done('supervisees', form(2, woman))).id;
    const child = { identityNumber: identityNumber('35012120100301001'), employment: 'STUDYING' } as const;
    minor = (await at.worker.done('supervisees', form(3, child))).id;
    await at.otherHead.done('supervisees', form(4, { officeId: 'shangjie' }));
    service.clock.set('2026-03-16 09:00');
    await at.worker.done(`supervisees/${first}/employment`, { to: 'UNEMPLOYED', on: '2026-03-10' });
    const away = { from: '2026-03-12', until: '2026-03-25', destination: 'OTHER_CITY', place: '厦门市某工地' };
    await at.worker.done(`supervisees/${second}/work-away`, away);
    await at.head.done(`supervisees/${first}/visits`, {
      ...{ kind: 'HOME_VISIT', day: '2026-03-16', time: '08:30', visitors: ['worker-1'] },
      ...{ place: '家中', findings: '情绪稳定' },
    });
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const refusal = async (by: Person, path: string, body: object = {}): Promise<[number, string]> => {
    const answer = await by.post(path, body);
    return [answer.status, answer.body.code];
  };
  const figuresOf = async (by: Person, path: string, version = 1): Promise<Figures> => {
    const found = (await by.see(path)).versions.find((one) => one.version === version);
    if (!found) throw new Error(`${path} has no version ${version}`);
    return found.figures;
  };
  const handIn = async (by: Person, path: string): Promise<void> => {
    await by.done(`${path}/draft`, { after: service.latest });
    await by.done(`${path}/submission`);
  };
  const [ganzhe, shangjie, fengcheng] = ['ganzhe', 'shangjie', 'fengcheng'].map(
    (unit) => `returns/${unit}/BASIC_FACTS/2026-03`,
  ) as [string, string, string];
  const [minhou, lianjiang, fuzhou] = ['minhou', 'lianjiang', 'fuzhou'].map(
    (unit) => `returns/${unit}/BASIC_FACTS/2026-03`,
  ) as [string, string, string];

  it('[STA-5] is drafted when the span is over, by the unit itself, and falls due by itself', async () => {
    service.clock.set('2026-03-31 23:59');
    expect(await refusal(at.head, `${ganzhe}/draft`)).toEqual([422, 'RETURN_SPAN_NOT_OVER']);
    service.clock.set('2026-04-01 00:00');
    expect(await refusal(at.otherHead, `${ganzhe}/draft`)).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(at.director, `${ganzhe}/draft`)).toEqual([422, 'RETURN_NOT_OWN']);
    expect(await refusal(at.worker, `${ganzhe}/draft`)).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(at.head, 'returns/ganzhe/LEVELS/2026-03/draft')).toEqual([422, 'RETURN_SPAN_UNFIT']);
    expect(await refusal(at.head, `${ganzhe}/submission`)).toEqual([422, 'RETURN_NOT_DRAFTED']);
    await until(
      'every return of March fell due',
      async () => (await at.city.get('returns?span=2026-03&limit=100')).body.items.length === 18,
    );
    const { items } = await at.head.see('returns?span=2026-03&kind=BASIC_FACTS');
    expect(items).toMatchObject([{ unitId: 'ganzhe', status: 'due', dueOn: '2026-04-08', late: false, version: null }]);
    expect((await at.head.see('worklist?task=statistical-return-make&limit=100')).items).toContainEqual(
      expect.objectContaining({
        dueOn: '2026-04-08',
        about: { category: 'statisticalReturn', id: 'BASIC_FACTS.ganzhe.2026-03' },
      }),
    );
    service.clock.set('2026-04-01 09:00');
    await at.head.done(`${ganzhe}/draft`, { after: service.latest });
    expect(await figuresOf(at.head, ganzhe)).toMatchObject({
      table: {
        total: { opening: 1, in: { REGISTERED: 2 }, out: {}, closing: 3 },
        by: {
          category: { SUSPENDED_SENTENCE: { opening: 1, closing: 2 }, PAROLE: { opening: 0, closing: 1 } },
          sex: { MALE: { closing: 2 }, FEMALE: { closing: 1 } },
          employment: {
            EMPLOYED: { opening: 1, in: { REGISTERED: 1 }, out: { EMPLOYMENT_CHANGED: 1 }, closing: 1 },
            UNEMPLOYED: { opening: 0, in: { EMPLOYMENT_CHANGED: 1 }, out: {}, closing: 1 },
          },
          ageBand: { '0-17': { closing: 1 } },
        },
      },
      counts: {},
    });
  });

  it('[STA-5] names the position that it was computed from; the same draft ordered again is the first', async () => {
    const [version] = (await at.head.see(ganzhe)).versions;
    expect(version?.position).toBeGreaterThan(0);
    const key = { 'idempotency-key': 'draft-1' };
    const receipt = await at.head.done('returns/ganzhe/WORK_AWAY/2026-03/draft', {}, key);
    await at.head.done(`supervisees/${first}/visits`, {
      ...{ kind: 'OFFICE_CHECK_IN', day: '2026-04-01', time: '08:30', visitors: ['worker-1'] },
      ...{ place: '司法所', findings: '正常' },
    });
    expect(await at.head.done('returns/ganzhe/WORK_AWAY/2026-03/draft', {}, key)).toEqual(receipt);
  });

  it('[STA-5] handed in on the fifth working day it is in time, a moment later it is late and stays so', async () => {
    service.clock.set('2026-04-08 23:59');
    await at.head.done(`${ganzhe}/submission`);
    service.clock.set('2026-04-09 00:00');
    expect(
      (await at.director.see('returns?span=2026-03&kind=BASIC_FACTS&late=true')).items.map(({ unitId }) => unitId),
    ).toEqual(['shangjie']);
    expect((await at.otherHead.see('worklist?overdue=true&rule=STA-5')).items.length).toBeGreaterThan(0);
    await handIn(at.otherHead, shangjie);
    const { items } = await at.director.see('returns?span=2026-03&kind=BASIC_FACTS');
    expect(items).toMatchObject([
      { unitId: 'ganzhe', status: 'submitted', daysLate: 0, late: false },
      { unitId: 'minhou', status: 'due', dueOn: '2026-04-13', late: false },
      { unitId: 'shangjie', status: 'submitted', daysLate: 1, late: true },
    ]);
  });

  it('[STA-5] the county accepts or sends back, with reasons, and takes up what it accepted', async () => {
    service.clock.set('2026-04-09 09:00');
    expect(await refusal(at.head, `${ganzhe}/acceptance`)).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(at.otherDirector, `${ganzhe}/acceptance`)).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(at.city, `${ganzhe}/acceptance`)).toEqual([422, 'RETURN_NOT_YOURS_TO_DECIDE']);
    await at.director.done(`${ganzhe}/return`, { reasons: '请核对就业状况' });
    expect((await at.head.see(ganzhe)).versions).toMatchObject([
      { decision: { accepted: false, opinion: '请核对就业状况' } },
    ]);
    expect(await refusal(at.head, `${ganzhe}/submission`)).toEqual([422, 'RETURN_NOT_DRAFTED']);
    await handIn(at.head, ganzhe);
    expect(await refusal(at.head, `${ganzhe}/draft`)).toEqual([422, 'RETURN_UNDECIDED']);
    await at.deputy.done(`${ganzhe}/acceptance`, { opinion: '数据准确' });
    const early = await at.director.post(`${minhou}/draft`);
    expect([early.status, early.body.code, early.body.details]).toEqual([
      422,
      'RETURN_PARTS_MISSING',
      { units: ['shangjie'] },
    ]);
    await at.director.done(`${shangjie}/acceptance`);
    await handIn(at.director, minhou);
    const { table } = await figuresOf(at.director, minhou);
    expect(table.total).toEqual({ opening: 1, in: { REGISTERED: 3 }, out: {}, closing: 4 });
    await handIn(thirdHead, fengcheng);
    await at.otherDirector.done(`${fengcheng}/acceptance`);
    await handIn(at.otherDirector, lianjiang);
    for (const county of [minhou, lianjiang]) await at.city.done(`${county}/acceptance`);
    await handIn(at.city, fuzhou);
    expect(await at.city.see(fuzhou)).toMatchObject({
      status: 'accepted',
      accepted: 1,
      versions: [
        {
          parts: [
            { unitId: 'lianjiang', version: 1 },
            { unitId: 'minhou', version: 1 },
          ],
        },
      ],
    });
    expect((await figuresOf(at.city, fuzhou)).table).toEqual(table);
  });

  /** Every figure of a table with the query that opens it. */
  const cells = ({ table }: Figures): [string, number][] => {
    const of = (place: string, line: Figures['table']['total']): [string, number][] => [
      [`${place}&figure=opening`, line.opening],
      [`${place}&figure=closing`, line.closing],
      ...(['in', 'out'] as const).flatMap((figure) =>
        Object.entries(line[figure]).map(([cause, count]): [string, number] => [
          `${place}&figure=${figure}&cause=${cause}`,
          count,
        ]),
      ),
    ];
    return [
      ...of('cell=total', table.total),
      ...Object.entries(table.by).flatMap(([division, lines]) =>
        Object.entries(lines).flatMap(([cell, line]) =>
          of(`division=${division}&cell=${encodeURIComponent(cell)}`, line),
        ),
      ),
    ];
  };

  it('[STA-6] each figure of office, county and city opens to as many rows as it says', async () => {
    for (const [by, path] of [
      [at.head, ganzhe],
      [at.director, minhou],
    ] as const) {
      const version = by === at.head ? 2 : 1;
      const figures = cells(await figuresOf(by, path, version));
      expect(figures.length).toBeGreaterThan(20);
      for (const [query, count] of figures) {
        const { items } = await by.see(`${path}/rows?version=${version}&${query}`);
        expect([query, items.length]).toEqual([query, count]);
      }
    }
    const { items } = await at.head.see(`${ganzhe}/rows?cell=total&figure=in&cause=REGISTERED`);
    expect(items.map(({ superviseeId }) => superviseeId).sort()).toEqual([second, minor].sort());
    expect(items[0]).toMatchObject({
      unitId: 'ganzhe',
      name: expect.stringMatching(/^林某/),
      what: 'REGISTERED',
      on: '2026-03-09',
    });
    // A page at a time, each person once.
    const seen: unknown[] = [];
    let next: string | null = null;
    do {
      const cursor: string = next === null ? '' : `&cursor=${next}`;
      const page: Body = await at.head.see(`${ganzhe}/rows?cell=total&figure=closing&limit=1${cursor}`);
      expect(page.items).toHaveLength(1);
      seen.push(...page.items.map(({ superviseeId }) => superviseeId));
      next = page.next;
      const other = await at.head.get(`${ganzhe}/rows?cell=total&figure=opening&cursor=${next}`);
      if (next !== null) expect([other.status, other.body.code]).toEqual([400, 'BAD_CURSOR']);
    } while (next !== null);
    expect(seen.sort()).toEqual([first, second, minor].sort());
  });

  it('[STA-6] [INT-4] rows show what the reader may see: names masked, minors to those who handle them alone', async () => {
    const path = `${minhou}/rows?cell=total&figure=closing`;
    const { items } = await at.analyst.see(path);
    expect(items.map(({ superviseeId }) => superviseeId)).not.toContain(minor);
    expect(items.every(({ name }) => !name.startsWith('林某') && !name.startsWith('sealed:'))).toBe(true);
    expect((await at.city.see(path)).items).toHaveLength(3);
    expect((await at.director.see(path)).items).toHaveLength(4);
    expect((await at.otherDirector.get(path)).status).toBe(404);
    expect((await at.worker.get(path)).status).toBe(403);
  });

  it('[STA-5] what is recorded later for its days leaves it as it was, and a new version takes it up', async () => {
    const before = await figuresOf(at.head, ganzhe, 2);
    service.clock.set('2026-04-10 09:00');
    await at.head.done(`supervisees/${second}/discharge`, { on: '2026-03-30', cause: 'DECEASED' });
    expect(await figuresOf(at.head, ganzhe, 2)).toEqual(before);
    expect((await at.head.see(`${ganzhe}/rows?version=2&cell=total&figure=closing`)).items).toHaveLength(3);
    const { items: changed } = await at.head.see(`${ganzhe}/changes`);
    expect(changed).toContainEqual({ cell: 'total', figure: 'closing', was: 3, is: 2 });
    expect(changed).toContainEqual({ cell: 'total', figure: 'out', cause: 'DECEASED', was: 0, is: 1 });
    expect(await refusal(at.head, `${ganzhe}/draft`)).toEqual([422, 'RETURN_REASON_NEEDED']);
    await at.head.done(`${ganzhe}/draft`, { reason: '期内死亡一人补录', after: service.latest });
    expect(await at.head.see(ganzhe)).toMatchObject({ status: 'drafted', accepted: 2 });
    await at.head.done(`${ganzhe}/submission`);
    await at.director.done(`${ganzhe}/acceptance`);
    expect((await figuresOf(at.head, ganzhe, 3)).table.total).toEqual({
      opening: 1,
      in: { REGISTERED: 2 },
      out: { DECEASED: 1 },
      closing: 2,
    });
    expect(await figuresOf(at.head, ganzhe, 2)).toEqual(before);
    expect((await at.head.see(`${ganzhe}/changes`)).items).toEqual([]);
    // The county's return was made of the version before.
    expect((await at.director.see(`${minhou}/changes`)).items).toContainEqual({
      cell: 'total',
      figure: 'closing',
      was: 4,
      is: 3,
    });
    expect((await at.director.see(`${minhou}/rows?cell=total&figure=closing`)).items).toHaveLength(4);
  });

  it('[STA-2] the return on work elsewhere balances by destination, and counts who should be back', async () => {
    const path = 'returns/ganzhe/WORK_AWAY/2026-03';
    expect(await figuresOf(at.head, path)).toMatchObject({
      table: {
        total: { opening: 0, in: { WENT_AWAY: 1 }, out: {}, closing: 1 },
        by: { destination: { OTHER_CITY: { closing: 1 } }, employment: { EMPLOYED: { closing: 1 } } },
      },
      counts: { overdue: { OTHER_CITY: 1 } },
    });
    const { items } = await at.head.see(`${path}/rows?group=overdue&count=OTHER_CITY`);
    expect(items).toMatchObject([{ superviseeId: second, value: 1 }]);
  });

  it('[AUD-2] is to be read as of any moment, explained event by event', async () => {
    const id = 'BASIC_FACTS.ganzhe.2026-03';
    const paths = { record: `records/statisticalReturn?id=${id}`, document: `documents/statistical-returns?key=${id}` };
    const subjects = { record: `statisticalReturn-${id}`, document: `statistical-returns/${id}` };
    const asOf = async (kind: keyof typeof paths, moment: string, by = at.auditor): Promise<Past> => {
      const { status, text } = await by.get(`audit/${paths[kind]}&explain=true&asOf=${encodeURIComponent(moment)}`);
      return { status, ...(JSON.parse(text) as Omit<Past, 'status'>) };
    };
    for (const kind of ['record', 'document'] as const) {
      expect(await asOf(kind, '2026-04-10T09:00:00+08:00')).toMatchObject({ status: 403, code: 'HISTORY_NOT_OPENED' });
      for (const by of [at.auditor, at.otherDirector])
        await by.done('audit/readings', { kind, subjectId: subjects[kind], reason: '核查报表各版本' });
      // In another county there never was one.
      expect(await asOf(kind, '2026-04-10T09:00:00+08:00', at.otherDirector)).toMatchObject({ status: 404 });
    }
    const current = await at.head.see(ganzhe);
    const moments: [moment: string, status: string, accepted: number | null, versions: number][] = [
      ['2026-04-01T08:59:59.999+08:00', 'due', null, 0],
      ['2026-04-08T23:58:59.999+08:00', 'drafted', null, 1],
      ['2026-04-08T23:59:00+08:00', 'submitted', null, 1],
      ['2026-04-10T08:59:59.999+08:00', 'accepted', 2, 2],
      ['2026-04-10T09:00:00+08:00', 'accepted', 3, 3],
    ];
    for (const [moment, status, accepted, versions] of moments) {
      const [record, document] = [await asOf('record', moment), await asOf('document', moment)];
      expect([moment, record.content]).toMatchObject([moment, { status, accepted, version: versions }]);
      expect([moment, document.content]).toMatchObject([moment, { status, accepted }]);
      // A version is what it was from the day it was handed in.
      const figures = document.content.versions.map((one) => one.figures);
      expect([moment, figures]).toEqual([moment, current.versions.slice(0, versions).map((one) => one.figures)]);
      expect(document.asOf).toEqual(record.asOf);
    }
    const { events, setBy, asOf: last } = await asOf('document', '2026-04-10T08:59:59.999+08:00');
    expect(events.map(({ type, by }) => [type, by]).slice(1)).toEqual([
      ['ReturnDrafted', 'head-1'],
      ['ReturnSubmitted', 'head-1'],
      ['ReturnSentBack', 'director-1'],
      ['ReturnDrafted', 'head-1'],
      ['ReturnSubmitted', 'head-1'],
      ['ReturnAccepted', 'deputy-1'],
    ]);
    expect(setBy).toContainEqual({ path: 'accepted', position: last.position, type: 'ReturnAccepted' });
    // By its position the fact is in it, by the one before it is not.
    expect((await asOf('document', String(last.position))).content).toMatchObject({ status: 'accepted' });
    expect((await asOf('document', String(last.position - 1))).content).toMatchObject({ status: 'submitted' });
  });

  it('[STA-1] opens with what the month before closed with, or says where not, and what was recorded since', async () => {
    const april = 'returns/ganzhe/BASIC_FACTS/2026-04';
    const drafted = async (by: Person, path: string) => {
      await by.done(`${path}/draft`, { after: service.latest });
      return (await by.see(path)).versions.at(-1)?.continuity;
    };
    service.clock.set('2026-05-04 09:00');
    const none = { since: [], recorded: 0, truncated: false };
    expect(await drafted(at.head, april)).toEqual({ span: '2026-03', version: 3, breaks: [], ...none });
    expect(await drafted(at.head, 'returns/ganzhe/LEVELS/2026Q1')).toBeNull();
    const { position } = await at.head.done(`supervisees/${first}/discharge`, { on: '2026-03-31', cause: 'DECEASED' });
    // What happened in April belongs to April, whenever it is told.
    await at.head.done(`supervisees/${minor}/discharge`, { on: '2026-04-30', cause: 'DECEASED' });
    const since = [{ position, on: '2026-03-31', cause: 'DECEASED' }];
    const broken = await drafted(at.head, april);
    expect(broken).toMatchObject({ span: '2026-03', version: 3, since, recorded: 1, truncated: false });
    expect(broken?.breaks).toContainEqual({ cell: 'total', closed: 2, opens: 1 });
    expect(broken?.breaks).toContainEqual({ division: 'sex', cell: 'MALE', closed: 2, opens: 1 });
    // The county took up an earlier version of March: what came after it explains its break too.
    for (const [head, unit] of [
      [at.head, 'ganzhe'],
      [at.otherHead, 'shangjie'],
    ] as const) {
      await handIn(head, `returns/${unit}/BASIC_FACTS/2026-04`);
      await at.director.done(`returns/${unit}/BASIC_FACTS/2026-04/acceptance`);
    }
    const ofCounty = await drafted(at.director, 'returns/minhou/BASIC_FACTS/2026-04');
    expect(ofCounty?.breaks).toContainEqual({ cell: 'total', closed: 4, opens: 2 });
    expect(ofCounty?.since).toEqual([expect.objectContaining({ on: '2026-03-30', cause: 'DECEASED' }), ...since]);
    expect(ofCounty).toMatchObject({ recorded: 2, truncated: false });
  });

  it('[SEC-2] nothing is counted for somebody who may not draft it', async () => {
    watchLookUps();
    const lookUpsBy = async ({ token }: Person): Promise<readonly string[]> => {
      const url = '/v1/returns/ganzhe/BASIC_FACTS/2026-04/draft';
      const headers = { authorization: `Bearer ${token}` };
      const drafting = { method: 'POST', url, headers, payload: { reason: '补录' } } as const;
      return (await lookUpsOf(async () => service.app.inject(drafting))).lookUps;
    };
    expect(await lookUpsBy(at.head)).toContain('supervisee');
    expect(await lookUpsBy(at.otherHead)).not.toContain('supervisee');
    expect(await lookUpsBy(at.director)).not.toContain('supervisee');
    jest.restoreAllMocks();
  });

  it('[AUD-5] says the same when it is built again from history', async () => {
    await expectRebuildEqual(service);
  });
});
