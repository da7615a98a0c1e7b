import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Commands } from '../../src/platform/commands/commands.js';
import { CloseReportWeek } from '../../src/supervisees/domain/weekly-reports/close-report-week.js';
import { form, foundCounty } from '../harness/county.js';
import { Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';
import { toldBy } from '../harness/told.js';

const PEOPLE = 20;

/** While people work, through the service as it is put together: what is due in a pile gives way to them. */
describe('a pile of what is due, beside people', () => {
  let stores: Stores;
  let service: Service;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  it('[REP-2] goes on one by one, until everybody who did not report has missed the week', async () => {
    const at = await foundCounty(service);
    service.clock.set('2026-03-09 09:00');
    for (let n = 1; n <= PEOPLE; n += 1) await at.worker.done('supervisees', form(n, { termTo: '2028-03-01' }));
    const commands = service.app.get(Commands, { strict: false });
    const send = commands.send.bind(commands);
    const beside: number[] = [];
    let underWay = 0;
    jest.spyOn(commands, 'send').mockImplementation((command, options) => {
      if (!(command instanceof CloseReportWeek)) return send(command, options);
      beside.push((underWay += 1));
      return send(command, options).finally(() => (underWay -= 1));
    });
    await at.worker.see('supervisees');
    service.clock.set('2026-03-23 00:00');
    // Whoever looks is served meanwhile.
    const missed = await toldBy(service, at.auditor, 'WeeklyReportMissed', PEOPLE);
    expect(new Set(missed.map(({ stream }) => stream)).size).toBe(PEOPLE);
    expect(beside.length).toBe(PEOPLE);
    // But for the first eight, if nothing came before them, each has found nothing under way.
    expect(beside.filter((many) => many === 1).length).toBeGreaterThan(PEOPLE - 8);
  });
});
