import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditLine } from '../../src/audit/audit-line.js';
import { type County, form, foundCounty } from '../harness/county.js';
import { type Person, Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';

/** Who acts for another decides by the other's post and unit, as it is at the moment of the decision, and the event says so. */
describe('decisions by delegates', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  /** Officers without a post that decides: of the county, and of the office. */
  let clerk: Person;
  let officer: Person;
  let of = '';
  const forDeputy = { 'x-on-behalf-of': 'deputy-1' };
  const forHead = { 'x-on-behalf-of': 'head-1' };
  const yes = { opinion: '同意' };
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    for (const [officerId, unitId] of [
      ['clerk-1', 'minhou'],
      ['officer-1', 'ganzhe'],
    ])
      await at.admin.done('officers', { officerId, name: officerId, unitId, post: 'officer' });
    clerk = await service.as('officer', 'minhou', 'clerk-1');
    officer = await service.as('officer', 'ganzhe', 'officer-1');
    service.clock.set('2026-03-09 09:00');
    of = `supervisees/${(await at.worker.done('supervisees', form())).id}`;
    service.clock.set('2026-03-20 09:00');
    const until = { until: '2026-03-20T17:30:00+08:00', reason: '外出培训' };
    await at.deputy.done('delegations', { officerId: 'deputy-1', delegateId: 'clerk-1', ...until });
    await at.head.done('delegations', { officerId: 'head-1', delegateId: 'officer-1', ...until });
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  /** The last fact of a type, as it is stored. */
  const last = async (type: string): Promise<AuditLine['meta'] | undefined> => {
    const { text } = await at.auditor.get(`audit/events?type=${type}`);
    const lines = text.trimEnd().split('\n').slice(0, -1);
    return (JSON.parse(lines.at(-1) ?? '{}') as Partial<AuditLine>).meta;
  };
  const refusal = async (by: Person, path: string, body: object, headers = {}): Promise<unknown[]> => {
    const answer = await by.post(path, body, headers);
    return [answer.status, answer.body.code];
  };
  const asDeputy = { actor: 'clerk-1', role: 'deputy-director', unit: 'minhou', onBehalfOf: 'deputy-1' };
  const asHead = { actor: 'officer-1', role: 'office-head', unit: 'ganzhe', onBehalfOf: 'head-1' };

  it('[ORG-1] [SAN-1] a sanction is endorsed and decided for the head and the deputy director', async () => {
    const draft = { kind: 'ADMONITION', happenedOn: '2026-03-19', facts: '迟报', grounds: '第二十八条' };
    const { id } = await at.worker.done(`${of}/sanctions`, draft);
    await officer.done(`measures/${id}/endorsement`, yes, forHead);
    expect(await last('MeasureEndorsed')).toMatchObject(asHead);
    expect((await clerk.post(`measures/${id}/decision`, yes)).status).toBe(422);
    await clerk.done(`measures/${id}/decision`, yes, forDeputy);
    expect(await last('MeasureDecided')).toMatchObject(asDeputy);
  });

  it('[ORG-1] [SAN-1] nobody decides through another on what they drafted', async () => {
    const draft = { kind: 'WARNING', happenedOn: '2026-03-19', facts: '迟报', grounds: '第二十八条' };
    const { id } = await at.head.done(`${of}/sanctions`, draft);
    expect((await officer.post(`measures/${id}/endorsement`, yes, forHead)).status).toBe(422);
  });

  it('[ORG-1] [TRV-1] travel of more than seven days is approved for the deputy director', async () => {
    const trip = { from: '2026-03-23', to: '2026-03-30', destination: '厦门', reason: '探亲' };
    const { permitId } = await at.worker.done(`${of}/travel-permits`, trip);
    await officer.done(`${of}/travel-permits/${permitId}/endorsement`, yes, forHead);
    await clerk.done(`${of}/travel-permits/${permitId}/approval`, yes, forDeputy);
    expect(await last('TravelApproved')).toMatchObject(asDeputy);
    expect((await at.head.see('travel-permits')).items[0]?.history).toMatchObject([
      { action: 'requested' },
      { action: 'endorsed', actor: 'officer-1', onBehalfOf: 'head-1' },
      { action: 'approved', actor: 'clerk-1', onBehalfOf: 'deputy-1' },
    ]);
  });

  it('[ORG-1] [MON-1] monitoring is approved for the deputy director', async () => {
    const order = { ground: 'LEFT_WITHOUT_APPROVAL', from: '2026-03-21', to: '2026-04-20', facts: '离开县域' };
    await at.worker.done(`${of}/monitoring`, order);
    await clerk.done(`${of}/monitoring/approval`, yes, forDeputy);
    expect(await last('MonitoringApproved')).toMatchObject(asDeputy);
  });

  it('[ORG-1] [INC-2] [DIS-1] an incident is acknowledged and supervision ended for the head', async () => {
    const told = { occurredAt: '2026-03-20T08:00:00+08:00', place: '甘蔗街道', narrative: '本人在家中死亡' };
    const superviseeId = of.split('/')[1];
    const { id } = await at.worker.done('incidents', { ...told, superviseeId, category: 'ABNORMAL_DEATH' });
    await officer.done(`incidents/${id}/acknowledgement`, {}, forHead);
    expect(await last('IncidentAcknowledged')).toMatchObject(asHead);
    const end = { on: '2026-03-20', cause: 'DECEASED' };
    service.clock.set('2026-03-20 17:30');
    expect(await refusal(officer, `${of}/discharge`, end, forHead)).toEqual([403, 'NO_DELEGATION']);
    expect(await refusal(at.worker, `${of}/discharge`, end, forHead)).toEqual([403, 'NO_DELEGATION']);
    service.clock.set('2026-03-20 17:29');
    expect(await refusal(at.worker, `${of}/discharge`, end)).toEqual([403, 'FORBIDDEN']);
    await officer.done(`${of}/discharge`, end, forHead);
    expect(await last('SuperviseeDischarged')).toMatchObject(asHead);
  });
});
