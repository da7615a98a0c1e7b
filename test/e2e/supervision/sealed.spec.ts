import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exampleOf, pathFieldsOf } from '../../../src/kernel/fields.js';
import { AppLogger } from '../../../src/platform/logging/app-logger.js';
import { identityNumber } from '../../supervisees/people.js';
import { type Route, routes } from '../../support/service-routes.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

/** What was said in counselling, and who is a minor: neither is anywhere but where it has to be. */
describe('sealed matters', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  const lines: string[] = [];
  /** Of the boy, by the names that routes have for them. */
  const ids: Record<string, string> = { office: 'ganzhe', unitId: 'ganzhe', officeId: 'ganzhe' };
  const SECRET = '他说梦见了井底的月亮';
  beforeAll(async () => {
    stores = await openStores();
    const sink = { write: (line: string) => void lines.push(line) };
    service = await Service.start(stores, undefined, { RATE_LIMIT: '1000000' }, new AppLogger('trace', sink));
    at = await foundCounty(service);
    service.clock.set('2026-03-09 09:00');
    const born = { identityNumber: identityNumber('35012120090301001'), sex: 'MALE' } as const;
    ids.superviseeId = (await at.worker.done('supervisees', form(1, born))).id;
    await at.worker.done('supervisees', form(2));
    service.clock.set('2026-03-20 09:00');
    await lead();
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  /** One of everything that an office does with a person. */
  const lead = async (): Promise<void> => {
    const of = `supervisees/${ids.superviseeId}`;
    const day = '2026-03-19';
    await at.worker.done(`${of}/rights-acknowledgement`, { day, explainedBy: 'worker-1' });
    const told = { reportedOn: '2026-03-19', thinking: '稳定', work: '在校', life: '与父母同住' };
    await at.worker.done(`${of}/weekly-reports`, { ...told, callerNumber: '13800000000' });
    const visit = { kind: 'HOME_VISIT', day, time: '09:30', visitors: ['worker-1'], place: '家中', findings: '在家' };
    ids.visitId = (await at.worker.done(`${of}/visits`, visit)).id;
    const talk = { day, minutes: 50, content: SECRET };
    ids.counsellingId = (await at.worker.done(`${of}/counselling-sessions`, talk)).id;
    ids.caseId = (await at.worker.done(`${of}/assistance-cases`, { kind: 'SCHOOLING', on: day, need: '复学' })).id;
    const session = { officeId: 'ganzhe', title: '讲座', place: '会议室', day, from: '09:00', to: '11:00' };
    const lecture = { ...session, subject: 'LEGAL', ledBy: 'worker-1', participants: [ids.superviseeId] };
    ids.activityId = (await at.worker.done('education-sessions', lecture)).id;
    await at.worker.done(`${of}/plan`, { assessment: '初犯', goals: [{ goal: '复学', measures: '联系学校' }] });
    const trip = { from: '2026-03-23', to: '2026-03-24', destination: '厦门', reason: '探亲' };
    await at.worker.done(`${of}/travel-permits`, trip);
    const draft = { kind: 'ADMONITION', happenedOn: day, facts: '迟报', grounds: '第二十八条' };
    ids.measureId = (await at.worker.done(`${of}/sanctions`, draft)).id;
    const order = { ground: 'LEFT_WITHOUT_APPROVAL', from: '2026-03-25', to: '2026-03-26', facts: '离开县域' };
    await at.worker.done(`${of}/monitoring`, order);
    const away = { from: day, until: day, destination: 'OTHER_CITY', place: '某工地' };
    await at.worker.done(`${of}/work-away`, away);
    const incident = { superviseeId: ids.superviseeId, category: 'SERIOUS_BREACH', place: '街道', narrative: '打架' };
    ids.incidentId = (await at.worker.done('incidents', { ...incident, occurredAt: '2026-03-20T08:00:00+08:00' })).id;
  };

  const questions = routes.filter(({ verb, path, open }) => verb === 'GET' && !open && path.startsWith('v1/'));
  const addressOf = ({ path, input }: Route): string => {
    const address = path
      .slice('v1/'.length)
      .replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? `no-${name.toLowerCase()}`);
    const inPath = input ? pathFieldsOf(input) : [];
    const asked = Object.entries(input ? exampleOf(input) : {}).filter(
      ([name]) => !inPath.includes(name) && ['month', 'from', 'to', 'year', 'quarter', 'period'].includes(name),
    );
    const query = asked.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
    return query === '' ? address : `${address}?${query}`;
  };
  /** Every answer to somebody, by address. */
  const answersTo = async (by: Person): Promise<[string, number, string][]> => {
    const found: [string, number, string][] = [];
    for (const route of questions) {
      const address = addressOf(route);
      const { status, text } = await by.get(address);
      found.push([address, status, text]);
    }
    return found;
  };

  it('[INT-4] who does not handle minors finds none, in whatever list or record', async () => {
    const { items } = await at.head.see('supervisees');
    expect(items).toHaveLength(2);
    const handled = (await answersTo(at.head)).filter(([, , text]) => text.includes(String(ids.superviseeId)));
    expect(handled.length).toBeGreaterThan(12);
    for (const by of [at.city, at.auditor, at.analyst]) {
      const shown = (await answersTo(by)).filter(
        ([, status, text]) => status === 200 && text.includes(String(ids.superviseeId)),
      );
      expect(shown.map(([address]) => address.split('?')[0])).toEqual(by === at.auditor ? HISTORY : []);
    }
  });

  it('[PSY-1] what was said in counselling is in no answer, log line, figure or error', async () => {
    const everybody = [at.worker, at.colleague, at.head, at.deputy, at.director, at.city, at.auditor, at.analyst];
    for (const by of everybody) {
      const telling = (await answersTo(by)).filter(([, , text]) => text.includes(SECRET));
      expect(telling.map(([address]) => address)).toEqual([]);
    }
    const of = `supervisees/${ids.superviseeId}/counselling-sessions`;
    for (const body of [
      { day: '2026-03-19', minutes: -1, content: SECRET },
      { day: '2030-01-01', minutes: 50, content: SECRET },
      { day: '2026-03-19', minutes: 50, content: SECRET, [SECRET]: 1 },
      `{"content":"${SECRET}"`,
    ]) {
      const { status, text } = await at.worker.post(of, body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(text.includes(SECRET) && !text.includes('unknownField')).toBe(false);
    }
    expect(lines.length).toBeGreaterThan(300);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    for (const told of [...lines, metrics]) expect(told).not.toContain(SECRET);
    for (const told of [metrics]) expect(told).not.toContain(ids.superviseeId);
  });
});

/** The history itself: everything that ever happened, with sealed values. */
const HISTORY = ['audit/events', 'audit/events/page', 'audit/heads'];
