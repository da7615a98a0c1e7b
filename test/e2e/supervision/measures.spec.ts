import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pause } from '../../../src/platform/subscriptions/backoff.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import type { Person } from '../../harness/service.js';
import { Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

/** What the bureau decides about people under supervision, from the permit to the certificate. */
describe('measures', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let [first, second, third] = ['', '', ''];
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    service.clock.set('2026-03-09 09:00');
    first = (await at.worker.done('supervisees', form(1))).id;
    second = (await at.worker.done('supervisees', form(2))).id;
    third = (await at.worker.done('supervisees', form(3))).id;
    service.clock.set('2026-03-20 09:00');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });
  const refusal = async (by: Person, path: string, body: object): Promise<[number, string]> => {
    const answer = await by.post(path, body);
    return [answer.status, answer.body.code];
  };
  /** What reactions and time lead to is there before long: the row, once it is as expected. */
  const becomes = async (path: string, expected: object): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      const row = await at.head.see(path);
      try {
        expect(row).toMatchObject(expected);
        return;
      } catch (error) {
        if (tries === 100) throw error;
        await pause(100);
      }
    }
  };

  it('[TRV-1] a permit is asked for, decided by days, overdue by itself, and ended by the return', async () => {
    const path = `supervisees/${first}/travel-permits`;
    const trip = { from: '2026-03-23', to: '2026-03-29', destination: '厦门市湖里区', reason: '探望母亲' };
    const { permitId } = await at.worker.done(path, trip);
    expect(await refusal(at.worker, `${path}/${permitId}/approval`, {})).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(at.otherHead, `${path}/${permitId}/approval`, {})).toEqual([404, 'NOT_FOUND']);
    await at.head.done(`${path}/${permitId}/approval`, { opinion: '同意' });
    expect(await refusal(at.worker, path, trip)).toEqual([422, 'TRAVEL_OVERLAPS']);
    const longer = { ...trip, from: '2026-04-06', to: '2026-04-13' };
    const eight = (await at.worker.done(path, longer)).permitId;
    expect(await refusal(at.head, `${path}/${eight}/approval`, {})).toEqual([422, 'TRAVEL_NEEDS_ENDORSEMENT']);
    await at.head.done(`${path}/${eight}/endorsement`, { opinion: '情况属实' });
    await at.deputy.done(`${path}/${eight}/approval`, { opinion: '同意' });
    const list = `travel-permits?supervisee=${first}`;
    const { items } = await at.head.see(list);
    expect(items).toMatchObject([
      { permitId: eight, days: 8, status: 'approved', history: [{}, { opinion: '情况属实' }, { opinion: '同意' }] },
      { permitId, days: 7, status: 'approved', destination: '厦门市湖里区' },
    ]);
    expect((await at.otherHead.see(list)).items).toEqual([]);
    service.clock.set('2026-03-29 23:59');
    expect((await at.head.see(`${list}&overdue=true`)).items).toEqual([]);
    service.clock.set('2026-03-30 00:00');
    expect((await at.head.see(`${list}&overdue=true`)).items).toMatchObject([{ permitId }]);
    await becomes(`${list}&overdue=true`, { items: [{ permitId, overdueSince: expect.any(String) }] });
    await at.worker.done(`${path}/${permitId}/return`, { on: '2026-03-30' });
    const back = await at.head.see(`${list}&status=returned`);
    expect(back.items).toMatchObject([{ permitId, returnedOn: '2026-03-30', daysLate: 1 }]);
  });

  it('[SAN-1] a sanction is drafted by a social worker, endorsed, and decided by the county', async () => {
    const draft = { kind: 'REVOCATION_PROPOSAL', happenedOn: '2026-03-15', facts: '多次违规', grounds: '第二十八条' };
    const { id } = await at.worker.done(`supervisees/${second}/sanctions`, draft);
    const yes = { opinion: '事实清楚，同意' };
    expect(await refusal(at.colleague, `measures/${id}/decision`, yes)).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(at.otherHead, `measures/${id}/endorsement`, yes)).toEqual([404, 'NOT_FOUND']);
    expect(await refusal(at.deputy, `measures/${id}/decision`, yes)).toEqual([422, 'MEASURE_NOT_YOUR_TURN']);
    await at.head.done(`measures/${id}/endorsement`, yes);
    expect((await at.deputy.see('measures?awaiting=deputy-director&reward=false')).items).toMatchObject([
      { measureId: id, facts: '多次违规', draftedBy: ['worker-1'] },
    ]);
    await at.deputy.done(`measures/${id}/decision`, yes);
    const paper = { body: '闽侯县人民法院', documentNumber: '（2026）闽侯矫撤字第1号', on: '2026-03-30' };
    await at.deputy.done(`measures/${id}/sending`, paper);
    await at.deputy.done(`measures/${id}/answer`, {
      ...paper,
      documentNumber: '（2026）闽0121刑更1号',
      answer: 'DENIED',
    });
    const { items } = await at.head.see(`measures?supervisee=${second}`);
    expect(items).toMatchObject([{ status: 'answered', sent: paper, answer: { answer: 'DENIED' } }]);
    expect(items[0]?.history.map(({ action, actor }) => [action, actor])).toEqual([
      ['drafted', 'worker-1'],
      ['endorsed', 'head-1'],
      ['decided', 'deputy-1'],
      ['sent', 'deputy-1'],
      ['answered', 'deputy-1'],
    ]);
  });

  it('[RWD-1] a commendation is proposed by a social worker and decided by the county', async () => {
    const draft = {
      kind: 'COMMENDATION',
      happenedOn: '2026-03-18',
      facts: '救助落水儿童',
      grounds: '实施办法第三十三条',
    };
    const { id } = await at.worker.done(`supervisees/${first}/rewards`, draft);
    await at.head.done(`measures/${id}/endorsement`, { opinion: '属实' });
    expect(await refusal(at.head, `measures/${id}/decision`, { opinion: '同意' })).toEqual([
      422,
      'MEASURE_NOT_YOUR_TURN',
    ]);
    await at.director.done(`measures/${id}/decision`, { opinion: '同意' });
    expect((await at.worker.see(`measures?supervisee=${first}&reward=true`)).items).toMatchObject([
      { kind: 'COMMENDATION', status: 'decided', awaiting: [] },
    ]);
  });

  it('[MON-1] monitoring is drafted by the office, approved by the county, extended, and runs out', async () => {
    const path = `supervisees/${second}/monitoring`;
    const order = { ground: 'LEFT_WITHOUT_APPROVAL', from: '2026-04-01', to: '2026-06-30', facts: '两次外出' };
    expect(await refusal(at.worker, path, { ...order, to: '2026-07-01' })).toEqual([422, 'MONITORING_TOO_LONG']);
    await at.worker.done(path, order);
    const yes = { opinion: '同意' };
    expect(await refusal(at.head, `${path}/approval`, yes)).toEqual([422, 'MONITORING_NOT_YOURS_TO_DECIDE']);
    expect(await refusal(at.otherDirector, `${path}/approval`, yes)).toEqual([404, 'NOT_FOUND']);
    expect((await at.deputy.see('monitoring-orders?pending=true')).items).toMatchObject([{ superviseeId: second }]);
    await at.deputy.done(`${path}/approval`, yes);
    await at.worker.done(`${path}/extension`, { to: '2026-07-31', facts: '仍有违规' });
    await at.deputy.done(`${path}/approval`, yes);
    const list = 'monitoring-orders?expired=';
    service.clock.set('2026-07-31 23:59');
    expect((await at.head.see(`${list}true`)).items).toEqual([]);
    service.clock.set('2026-08-01 00:00');
    expect((await at.head.see(`${list}true`)).items).toMatchObject([{ from: '2026-04-01', to: '2026-07-31' }]);
    expect((await at.head.see(`${list}false`)).items).toEqual([]);
  });

  it('[INC-2] an incident takes its person out of supervision; an officer records the way back', async () => {
    const told = { occurredAt: '2026-07-30T08:00:00+08:00', place: '甘蔗街道', narrative: '三日未能联系上本人' };
    await at.worker.done('incidents', { ...told, superviseeId: third, category: 'OUT_OF_SUPERVISION' });
    await becomes(`supervisees/${third}`, { status: 'out-of-supervision', statusSince: '2026-07-30' });
    const back = { on: '2026-08-01', reason: '已找到本人' };
    expect(await refusal(at.worker, `supervisees/${third}/return-to-supervision`, back)).toEqual([403, 'FORBIDDEN']);
    await at.head.done(`supervisees/${third}/return-to-supervision`, back);
    expect(await at.head.see(`supervisees/${third}`)).toMatchObject({ status: 'registered' });
  });

  it('[SAN-2] the term becomes longer by a document of the deciding body, once', async () => {
    const document = {
      decisionBody: '闽侯县人民法院',
      documentNumber: '（2026）闽0121刑更3号',
      decidedOn: '2026-07-30',
    };
    const longer = { ...document, termTo: '2027-04-01' };
    const path = `supervisees/${first}/term-extensions`;
    expect(await refusal(at.worker, path, longer)).toEqual([403, 'FORBIDDEN']);
    expect(await refusal(at.otherHead, path, longer)).toEqual([404, 'NOT_FOUND']);
    await at.head.done(path, longer);
    expect(await refusal(at.head, path, { ...longer, termTo: '2027-05-01' })).toEqual([
      422,
      'DOCUMENT_ALREADY_APPLIED',
    ]);
    expect(await at.head.see(`supervisees/${first}`)).toMatchObject({
      ...{ termTo: '2027-04-01', termExtensions: [{ from: '2027-03-01', to: '2027-04-01', ...document }] },
    });
  });

  it('[DIS-1] a term ends after the final evaluation, with a certificate; then only the archive is added to', async () => {
    const path = `supervisees/${first}`;
    const certificate = { certificateNumber: '（2027）闽侯矫解字第1号' };
    const end = { on: '2027-04-01', cause: 'TERM_EXPIRED', ...certificate };
    service.clock.set('2027-04-01 16:00');
    const note = { day: '2027-04-01', title: '解除宣告书回执', note: '本人已签收' };
    expect(await refusal(at.head, `${path}/discharge`, end)).toEqual([422, 'FINAL_EVALUATION_NEEDED']);
    expect(await refusal(at.head, `${path}/archive-notes`, note)).toEqual([422, 'FILE_NOT_CLOSED']);
    const evaluation = { on: '2027-03-30', summary: '遵守规定，建议按期解除' };
    expect(await refusal(at.worker, `${path}/final-evaluation`, evaluation)).toEqual([403, 'FORBIDDEN']);
    await at.head.done(`${path}/final-evaluation`, evaluation);
    expect(await refusal(at.head, `${path}/discharge`, { ...end, on: '2027-03-31' })).toEqual([
      422,
      'TERM_NOT_EXPIRED',
    ]);
    await at.head.done(`${path}/discharge`, end);
    expect(await at.head.see(path)).toMatchObject({ status: 'discharged', evaluatedOn: '2027-03-30', ...certificate });
    await at.worker.done(`${path}/archive-notes`, note);
    const trip = { from: '2027-04-02', to: '2027-04-03', destination: '厦门', reason: '探亲' };
    expect(await refusal(at.worker, `${path}/travel-permits`, trip)).toEqual([422, 'NOT_UNDER_SUPERVISION']);
    const ruling = { decisionBody: '闽侯县人民法院', documentNumber: '（2027）闽0121刑更9号' };
    const revoked = { on: '2027-04-01', cause: 'REVOKED' };
    expect(await refusal(at.head, `supervisees/${second}/discharge`, revoked)).toEqual([
      422,
      'TERMINATION_DOCUMENT_NEEDED',
    ]);
    await at.head.done(`supervisees/${second}/discharge`, { ...revoked, ...ruling });
    expect((await at.head.see('supervisees?status=terminated')).items).toMatchObject([{ superviseeId: second }]);
  });
});
