import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { FUZHOU_REGIME } from '../../../src/organisation/domain/fuzhou-regime.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

const LONG = { kind: 'OFFICE', name: '青口司法所', parentId: 'minhou' };

/** A quarter of an office: its levels and contacts, the month in words, and the files that leave the service. */
describe('the quarter, the analysis and the files', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let [strict, lenient] = ['', ''];
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    const early = { termFrom: '2026-01-05', effectiveOn: '2026-01-05', reportedOn: '2026-01-05' };
    strict = (await at.worker.done('supervisees', form(1, early))).id;
    lenient = (await at.worker.done('supervisees', form(2, early))).id;
    const scores = FUZHOU_REGIME.level.factors.map(({ code: factor }) => ({ factor, score: 5 }));
    for (const [id, level] of [
      [strict, 'STRICT'],
      [lenient, 'LENIENT'],
    ] as const) {
      await at.head.done(`supervisees/${id}/level/assessments`, { assessedOn: '2026-01-05', scores });
      await at.head.done(`supervisees/${id}/level`, { level, reason: '评分与表现相符' });
    }
    service.clock.set('2026-03-27 17:00');
    await visit(lenient, '2026-03-16');
    for (const day of ['2026-03-02', '2026-03-09', '2026-03-10']) await visit(strict, day);
    const told = { thinking: '情绪稳定', work: '上班', life: '与家人同住', callerNumber: '13800000000' };
    await at.worker.done(`supervisees/${strict}/weekly-reports`, { ...told, reportedOn: '2026-03-25' });
    await at.worker.done(`supervisees/${strict}/weekly-reports`, { ...told, reportedOn: '2026-03-26' });
    service.clock.set('2026-04-01 09:00');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });
  const visit = (id: string, day: string) =>
    at.head.done(`supervisees/${id}/visits`, {
      ...{ kind: 'HOME_VISIT', day, time: '08:30', visitors: ['worker-1'], place: '家中', findings: '正常' },
    });

  it('[STA-3] the quarter tells who is at each level, how they changed, and whether the contact was as planned', async () => {
    const path = 'returns/ganzhe/LEVELS/2026Q1';
    await at.head.done(`${path}/draft`, { after: service.latest });
    const { versions } = await at.head.see(path);
    expect(versions[0]?.figures).toMatchObject({
      table: {
        total: { opening: 0, in: { REGISTERED: 2 }, out: {}, closing: 2 },
        by: {
          level: {
            NOT_SET: { opening: 0, in: { REGISTERED: 2 }, out: { LEVEL_SET: 2 }, closing: 0 },
            STRICT: { opening: 0, in: { LEVEL_SET: 1 }, out: {}, closing: 1 },
            LENIENT: { opening: 0, in: { LEVEL_SET: 1 }, out: {}, closing: 1 },
          },
        },
      },
      // Twelve whole weeks of two reports, or of one; six visits, or one, of a quarter less four days.
      counts: {
        STRICT: { people: 1, reportsAsked: 24, reportsMade: 2, visitsAsked: 5, visitsMade: 3 },
        LENIENT: { people: 1, reportsAsked: 12, visitsMade: 1 },
      },
    });
    const { items } = await at.head.see(`${path}/rows?group=STRICT&count=visitsMade`);
    expect(items).toMatchObject([{ superviseeId: strict, value: 3 }]);
  });

  it('[STA-4] the month in four parts is drafted from the figures, opens to facts, and is completed by a person', async () => {
    const path = 'returns/ganzhe/ANALYSIS/2026-03';
    await at.head.done(`${path}/draft`, { after: service.latest });
    const [draft] = (await at.head.see(path)).versions;
    expect(draft?.figures.counts.work).toMatchObject({ visits: 4, weeklyReports: 1 });
    expect(draft?.texts?.supervisees).toBe(
      '截至3月31日，甘蔗司法所在矫人员2人（期初2人，本月增加0人，减少0人）。按矫正类别：缓刑2人。按管理类别：宽管1人、严管1人。按性别：男2人。按就业状况：就业2人。',
    );
    expect(draft?.texts?.work).toContain('开展走访和社区巡查4次');
    const { items } = await at.head.see(`${path}/rows?group=work&count=visits`);
    expect(items).toHaveLength(4);
    expect(items[0]).toMatchObject({ what: 'VisitMade', value: 1, position: expect.any(Number) });
    const early = await at.head.post(`${path}/submission`);
    expect([early.status, early.body.code]).toEqual([422, 'ANALYSIS_INCOMPLETE']);
    const words = { ...draft?.texts, other: '无其他情况。\n下月开展专项走访。' };
    await at.head.done(`${path}/analysis`, words);
    await at.head.done(`${path}/submission`);
    expect((await at.director.see(path)).versions).toMatchObject([
      { texts: words, submitted: { by: 'head-1', daysLate: 0 } },
    ]);
  });

  const fileOf = async (path: string, by = at.head): Promise<{ bytes: Buffer; headers: Headers }> => {
    const answer = await fetch(`${service.url}/v1/${path}`, { headers: { authorization: `Bearer ${by.token}` } });
    expect(answer.status).toBe(200);
    return { bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
  };

  it('[STA-5] leaves as a workbook to sign: title, unit, span, table, counts, words and signatures in Chinese', async () => {
    const path = 'returns/ganzhe/ANALYSIS/2026-03';
    await at.head.see(path);
    const { bytes, headers } = await fileOf(`${path}/file`);
    expect(headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(headers.get('content-length')).toBe(String(bytes.length));
    const name = /^attachment; filename="table\.xlsx"; filename\*=UTF-8''(\S+)$/.exec(
      headers.get('content-disposition') ?? '',
    )?.[1];
    expect(decodeURIComponent(name ?? '')).toBe('甘蔗司法所-社区矫正工作情况月度分析-2026年3月-第1版.xlsx');
    const rows = await readSheet(bytes);
    expect(rows[0]?.[0]).toBe('社区矫正工作情况月度分析');
    expect(rows[1]?.filter((cell) => cell !== null)).toEqual([
      '填报单位：甘蔗司法所',
      '报表期间：2026年3月',
      '版本：第1版',
    ]);
    expect(rows[2]).toEqual(['分类', '项目', '期初', '增加合计', '减少合计', '期末']);
    expect(rows[3]).toEqual(['合计', null, 2, 0, 0, 2]);
    expect(rows).toContainEqual(['矫正类别', '缓刑', 2, 0, 0, 2]);
    const text = rows.map((row) => row.filter((cell) => cell !== null).join('|'));
    expect(text).toContain('工作开展情况|走访和社区巡查|4');
    expect(text).toContain('四、其他情况');
    expect(text).toContain('无其他情况。\n下月开展专项走访。');
    expect(text).toContain('填表人：head-1|单位负责人：head-1|审核人：|报送日期：2026-04-01');
    expect(text.at(-1)).toMatch(/^数据截至历史位置 \d+（2026-/);
  });

  it('[STA-5] leaves as CSV that spreadsheets take for Chinese; to others it does not exist', async () => {
    const path = 'returns/ganzhe/LEVELS/2026Q1/file?format=csv';
    const { bytes, headers } = await fileOf(path);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain(
      '社区矫正人员分类管理季报表-2026年第一季度-第1版.csv',
    );
    const lines = bytes.toString('utf8').split('\r\n');
    expect(lines[0]).toBe(
      '\uFEFF分类,项目,期初,增加：管理类别变动,增加：报到登记,增加合计,减少：管理类别变动,减少合计,期末',
    );
    expect(lines).toContain('合计,,0,0,2,2,0,0,2');
    expect(lines).toContain('管理类别,严管,0,1,0,1,0,0,1');
    expect(lines).toContain('严管,已走访次数,,,,,,,3');
    expect((await at.otherHead.get(path)).status).toBe(404);
    expect((await at.worker.get(path)).status).toBe(403);
  });

  it('[SEC-3] the words are sealed: read by whom they are handed in to, masked for analysts, gone when their key is', async () => {
    const path = 'returns/ganzhe/ANALYSIS/2026-03';
    await at.director.done(`${path}/return`, { reasons: '“其他情况”过于简略' });
    const wordsFor = async (by: Person): Promise<unknown[]> => {
      const [version] = (await by.see(path)).versions;
      const cells = (await readSheet((await fileOf(`${path}/file?version=1`, by)).bytes))
        .flat()
        .filter((cell) => cell !== null);
      return [version?.texts?.other, version?.decision?.opinion, cells[cells.indexOf('四、其他情况') + 1]];
    };
    const [other, opinion] = ['无其他情况。\n下月开展专项走访。', '“其他情况”过于简略'];
    expect(await wordsFor(at.director)).toEqual([other, opinion, other]);
    expect(await wordsFor(at.analyst)).toEqual(['***', '***', '***']);
    const erased = { kind: 'statisticalReturn', ground: '档案保管期限届满' };
    await at.director.done('personal-data/ANALYSIS.ganzhe.2026-03/erasure', erased);
    expect(await wordsFor(at.director)).toEqual(['ERASED', 'ERASED', 'ERASED']);
    // The figures, which name nobody, stay.
    expect((await at.director.see(path)).versions[0]?.figures.counts.work).toMatchObject({ visits: 4 });
  });

  it('[SEC-3] of the unit with the longest id that there may be, under the longest name of a return, they go too', async () => {
    const unitId = `office-${'x'.repeat(57)}`;
    expect((await at.admin.post('units', { ...LONG, unitId: `${unitId}x` })).status).toBe(400);
    await at.admin.done('units', { ...LONG, unitId });
    const head = await service.as('office-head', unitId, 'head-9');
    const path = `returns/${unitId}/BASIC_FACTS/2026-04`;
    service.clock.set('2026-05-04 09:00');
    await head.done(`${path}/draft`, { after: service.latest });
    await head.done(`${path}/submission`);
    await at.director.done(`${path}/return`, { reasons: '请核对期初人数' });
    const opinion = async () => (await at.director.see(path)).versions[0]?.decision?.opinion;
    expect(await opinion()).toBe('请核对期初人数');
    const erased = { kind: 'statisticalReturn', ground: '档案保管期限届满' };
    const id = `BASIC_FACTS.${unitId}.2026-04`;
    expect(id).toHaveLength(84);
    await at.director.done(`personal-data/${id}/erasure`, erased);
    expect(await opinion()).toBe('ERASED');
    expect((await at.director.post(`personal-data/${id}${'x'.repeat(13)}/erasure`, erased)).status).toBe(400);
  });
});
