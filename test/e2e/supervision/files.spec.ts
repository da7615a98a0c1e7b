import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type County, form, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { fakeBrowser } from '../../support/fake-browser.js';

const BROWSER = join(tmpdir(), `browser-of-files-${process.pid}`);
const REASON = { reason: '季度评审前核对监管记录' };

describe('files, from what was recorded to what is read', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let id: string;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores, undefined, { CHROMIUM_PATH: BROWSER });
    at = await foundCounty(service);
    service.clock.set('2026-03-16 09:00');
    id = (await at.worker.done('supervisees', form())).id;
    await at.worker.done(`supervisees/${id}/rights-acknowledgement`, { day: '2026-03-10', explainedBy: 'worker-1' });
    const told = { thinking: '稳定', work: '在建材店上班', life: '与家人同住', callerNumber: '13800000000' };
    await at.worker.done(`supervisees/${id}/weekly-reports`, { ...told, reportedOn: '2026-03-16' });
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
    await rm(BROWSER, { force: true });
  });

  const refused = async (answer: Promise<{ status: number; body: { code: string } }>) => {
    const { status, body } = await answer;
    return [status, body.code];
  };

  it('[SEC-4] open a personal file only to who said why, for the minutes of the policy', async () => {
    const file = `supervisees/${id}/file`;
    await at.worker.see(`supervisees/${id}`);
    expect(await refused(at.worker.get(file))).toEqual([403, 'FILE_NOT_OPENED']);
    expect(await refused(at.worker.post(`supervisees/${id}/file-openings`, {}))).toEqual([400, 'INVALID_INPUT']);
    await at.worker.done(`supervisees/${id}/file-openings`, REASON);
    expect((await at.worker.see(file)).items).toHaveLength(4);
    expect(await refused(at.colleague.get(file))).toEqual([403, 'FILE_NOT_OPENED']);
    service.clock.set('2026-03-16 09:29');
    expect((await at.worker.get(file)).status).toBe(200);
    service.clock.set('2026-03-16 09:30');
    expect(await refused(at.worker.get(file))).toEqual([403, 'FILE_NOT_OPENED']);
    expect(await refused(at.worker.get(`${file}/printout`))).toEqual([403, 'FILE_NOT_OPENED']);
    expect(await refused(at.worker.get(`${file}/printout.pdf`))).toEqual([403, 'FILE_NOT_OPENED']);
  });

  it('[SEC-2] of another office do not exist, nor for who only counts or checks', async () => {
    const opening = `supervisees/${id}/file-openings`;
    expect((await at.otherHead.post(opening, REASON)).status).toBe(404);
    expect((await at.otherHead.get(`supervisees/${id}/file`)).status).toBe(404);
    expect((await at.otherHead.get(`supervisees/${id}/file/printout.pdf`)).status).toBe(404);
    expect((await at.analyst.get(`supervisees/${id}/file`)).status).toBe(403);
    expect((await at.auditor.post(opening, REASON)).status).toBe(403);
  });

  it('[FIL-1] tell everything on record of a person, by day, with who recorded it, that it was read included', async () => {
    await at.head.done(`supervisees/${id}/file-openings`, REASON);
    const { items } = await at.head.see(`supervisees/${id}/file`);
    expect(items).toMatchObject([
      { day: '2026-03-09', type: 'SuperviseeRegistered', by: 'worker-1', data: { name: '林某1' } },
      { type: 'RightsAcknowledged', by: 'worker-1' },
      { type: 'WeeklyReportReceived', by: 'worker-1', data: { work: '在建材店上班' } },
      { type: 'PersonalFileOpened', by: 'worker-1', title: { zh: '查阅档案' }, data: REASON },
      { type: 'PersonalFileOpened', by: 'head-1' },
    ]);
    const printed = await at.head.get(`supervisees/${id}/file/printout`);
    expect(printed.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(printed.text).toContain('在建材店上班');
    expect(printed.text).toContain('共 5 项');
  });

  it('[FIL-1] [SEC-4] are printed as PDF where there is a browser, for whoever opened them', async () => {
    const pdf = `supervisees/${id}/file/printout.pdf`;
    expect(await refused(at.head.get(pdf))).toEqual([501, 'NO_PDF_PRINTER']);
    await fakeBrowser(BROWSER);
    const printed = await at.head.get(pdf);
    expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(printed.text).toMatch(/^%PDF-1.4\n<!doctype html>/);
    expect(printed.text).toContain('共 5 项');
    expect(await refused(at.worker.get(pdf))).toEqual([403, 'FILE_NOT_OPENED']);
  });

  it('[FIL-2] tell what an office did in a month, without what was said of persons', async () => {
    const work = await at.deputy.see('offices/ganzhe/work-file?month=2026-03');
    expect(work.items.map(({ type }) => type)).toContain('WeeklyReportReceived');
    expect(JSON.stringify(work)).not.toContain('data');
    const summary = await at.deputy.see('offices/ganzhe/work-file/summary?month=2026-03');
    const { total, kinds } = summary as unknown as { total: number; kinds: { type: string; count: number }[] };
    expect(kinds).toContainEqual({
      ...{ type: 'PersonalFileOpened', count: 2 },
      title: { zh: '查阅档案', en: 'File opened' },
    });
    expect(total).toBe(kinds.reduce((sum, { count }) => sum + count, 0));
    const ofPersons = kinds.filter(({ type }) => type !== 'ReturnFellDue');
    expect(ofPersons.reduce((sum, { count }) => sum + count, 0)).toBe(5);
    expect((await at.otherDirector.see('offices/ganzhe/work-file?month=2026-03')).items).toEqual([]);
    expect((await at.worker.get('offices/ganzhe/work-file?month=2026-03')).status).toBe(403);
  });

  it('[AUD-5] are the same when they are built again from history', async () => {
    await expectRebuildEqual(service);
  });
});
