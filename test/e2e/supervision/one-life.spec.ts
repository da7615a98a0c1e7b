import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FUZHOU_REGIME } from '../../../src/organisation/domain/fuzhou-regime.js';
import type { AuditLine } from '../../../src/audit/audit-line.js';
import { addDays } from '../../../src/kernel/day.js';
import { exampleOf, pathFieldsOf } from '../../../src/kernel/fields.js';
import { until } from '../../projections/read-side.js';
import { type Route, routes } from '../../support/service-routes.js';
import { type County, form, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';

/** One man's time under supervision, from the court's commission to the day after his certificate: each `it` is a chapter. */
describe('one life under supervision', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let officer: Person;
  /** The man's record, `supervisees/<id>`, and the ids of what is done about him, by the names that routes have for them. */
  let of = '';
  const ids: Record<string, string> = { memberId: 'm1' };
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    officer = await service.as('officer', 'ganzhe', 'officer-1');
    service.clock.set('2026-02-02 09:00');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const refusal = async (by: Person, path: string, body: object): Promise<unknown> => {
    const answer = await by.post(path, body);
    return [answer.status, answer.body.code];
  };
  const report = (reportedOn: string) => ({
    ...{ reportedOn, thinking: '情绪稳定，认罪悔罪', work: '在建材店上班', life: '与父母同住' },
    callerNumber: '13800000000',
  });
  const yes = { opinion: '情况属实，同意' };

  it('[INT-1] the court commissions an inquiry, which finds him suitable', async () => {
    const commission = {
      ...{ officeId: 'ganzhe', kind: 'COMMISSION', source: 'INSTITUTION', applicant: '闽侯县人民法院' },
      ...{ aboutName: '林某1', request: '委托调查评估', receivedOn: '2026-02-02' },
    };
    ids.intakeId = (await at.worker.done('applications', commission)).id;
    const path = `applications/${ids.intakeId}`;
    const investigators = ['worker-1', 'worker-2'].map((personId) => ({ kind: 'SOCIAL_WORKER', personId }));
    await at.head.done(`${path}/investigation`, { investigators });
    await at.worker.done(`${path}/investigation/report`, {
      ...{ background: '本地户籍', family: '与父母同住', mentalHealth: '情绪稳定', conclusion: '社会危险性低' },
      ...{ recommendation: 'SUITABLE', finishedOn: '2026-02-02' },
    });
    await at.deputy.done(`${path}/conclusion`, { eligible: true, reasons: '符合社区矫正条件' });
  });

  it('[INT-2] [INT-3] the judgment comes, then the man, within ten days; he is told rights and obligations', async () => {
    const document = form(1, { termTo: '2026-06-30' });
    const { phone: _p, address: _a, employment: _e, reportedOn: _r, ...decision } = document;
    service.clock.set('2026-03-03 09:00');
    const { id } = await at.head.done('supervision-decisions', decision);
    [of, ids.superviseeId] = [`supervisees/${id}`, id];
    expect(await at.head.see(of)).toMatchObject({ status: 'expected', dueOn: '2026-03-12' });
    expect(await refusal(at.worker, `${of}/weekly-reports`, report('2026-03-03'))).toEqual([
      422,
      'NOT_UNDER_SUPERVISION',
    ]);
    service.clock.set('2026-03-09 09:00');
    await at.worker.done('supervisees', document);
    await at.head.done(`applications/${ids.intakeId}/supervisee`, { superviseeId: id });
    await at.worker.done(`${of}/rights-acknowledgement`, { day: '2026-03-09', explainedBy: 'worker-1' });
    expect(await at.head.see(of)).toMatchObject({ status: 'registered', rightsAcknowledgedOn: '2026-03-09' });
  });

  it('[INT-4] [PLN-1] [LVL-1] a team forms around him, a plan is made and approved, a level is set', async () => {
    const members = [
      { kind: 'SOCIAL_WORKER', personId: 'worker-1', sex: 'FEMALE' },
      { kind: 'SOCIAL_WORKER', personId: 'worker-2', sex: 'MALE' },
      { kind: 'FAMILY', name: '林老汉', relation: '父亲', sex: 'MALE' },
    ];
    await at.head.done(`${of}/team`, { establishedOn: '2026-03-09', members });
    const goals = [{ goal: '稳定就业', measures: '推荐培训' }];
    await at.worker.done(`${of}/plan`, { assessment: '初犯，认罪悔罪', goals });
    expect(await refusal(at.worker, `${of}/plan/approval`, {})).toEqual([403, 'FORBIDDEN']);
    await at.head.done(`${of}/plan/approval`, yes);
    const scores = FUZHOU_REGIME.level.factors.map(({ code }) => ({ factor: code, score: 4 }));
    await at.worker.done(`${of}/level/assessments`, { assessedOn: '2026-03-09', scores });
    await at.head.done(`${of}/level`, { level: 'GENERAL', reason: '初犯，配合监管' });
    expect(await at.head.see(of)).toMatchObject({ level: 'GENERAL' });
  });

  it('[VIS-1] [EDU-1] [SVC-1] [PSY-1] [AID-1] [EMP-1] the office works with him', async () => {
    service.clock.set('2026-03-20 17:00');
    const visit = { kind: 'HOME_VISIT', day: '2026-03-18', time: '09:30', visitors: ['worker-1'], place: '家中' };
    await at.worker.done(`${of}/visits`, { ...visit, findings: '在家，情绪稳定' });
    const session = {
      ...{ officeId: 'ganzhe', title: '民法典讲座', place: '会议室', day: '2026-03-19', from: '09:00', to: '11:00' },
      ...{ ledBy: 'worker-1', participants: [ids.superviseeId] },
    };
    for (const [path, subject] of [
      ['education-sessions', { subject: 'LEGAL' }],
      ['community-service-sessions', {}],
    ] as const) {
      const { id } = await at.worker.done(path, { ...session, ...subject });
      ids.activityId = id;
      const took = `activities/${id}/participants/${ids.superviseeId}/participation`;
      await at.worker.done(took, { attended: true, minutes: 120 });
    }
    const talk = { day: '2026-03-19', minutes: 50, content: '谈及与父亲的矛盾' };
    ids.counsellingId = (await at.worker.done(`${of}/counselling-sessions`, talk)).id;
    const need = { kind: 'LEGAL', on: '2026-03-18', need: '劳动合同纠纷' };
    const { id } = await at.worker.done(`${of}/assistance-cases`, need);
    await at.head.done(`assistance-cases/${id}/closing`, { on: '2026-03-20', outcome: 'RESOLVED', result: '已调解' });
    await at.worker.done(`${of}/employment`, { to: 'SELF_EMPLOYED', on: '2026-03-16' });
    const hours = (await at.head.see(`${of}/participation`)).items;
    expect(hours).toMatchObject([{ education: { hours: 2 }, communityService: { hours: 2 } }]);
  });

  it('[REP-1] [REP-2] [TRV-1] he reports each week, but one; he travels, and is back in time', async () => {
    await at.worker.done(`${of}/weekly-reports`, report('2026-03-20'));
    const trip = { from: '2026-03-28', to: '2026-04-01', destination: '厦门市湖里区', reason: '探望母亲' };
    ids.permitId = (await at.worker.done(`${of}/travel-permits`, trip)).permitId;
    await at.head.done(`${of}/travel-permits/${ids.permitId}/approval`, yes);
    service.clock.set('2026-03-30 00:00');
    await until('the week without a report is missed', async () => (await at.head.see(of)).missedReports === 1);
    service.clock.set('2026-04-01 18:00');
    await at.worker.done(`${of}/travel-permits/${ids.permitId}/return`, { on: '2026-04-01' });
    await at.worker.done(`${of}/weekly-reports`, { ...report('2026-04-01'), forWeek: '2026-W13' });
    for (let day = '2026-04-01'; day < '2026-06-30'; day = addDays(day, 7)) {
      service.clock.set(`${day} 19:00`);
      await at.worker.done(`${of}/weekly-reports`, report(day));
    }
    expect(await at.head.see(of)).toMatchObject({ missedReports: 0, lateReports: 1, weeklyReports: 15 });
  });

  it('[RWD-1] [SAN-1] [MON-1] he is commended, admonished, and monitored: drafted by the office, decided by the county', async () => {
    const draft = { happenedOn: '2026-06-20', facts: '未经批准离开县域', grounds: '第二十八条' };
    for (const [path, kind] of [
      ['rewards', 'COMMENDATION'],
      ['sanctions', 'ADMONITION'],
    ]) {
      const { id } = await at.worker.done(`${of}/${path}`, { ...draft, kind });
      expect(await refusal(at.worker, `measures/${id}/decision`, yes)).toEqual([403, 'FORBIDDEN']);
      await at.head.done(`measures/${id}/endorsement`, yes);
      expect(await refusal(at.head, `measures/${id}/decision`, yes)).toEqual([422, 'MEASURE_NOT_YOUR_TURN']);
      await at.deputy.done(`measures/${id}/decision`, yes);
    }
    const order = { ground: 'LEFT_WITHOUT_APPROVAL', from: '2026-06-25', to: '2026-06-27', facts: '离开县域' };
    await at.worker.done(`${of}/monitoring`, order);
    await at.deputy.done(`${of}/monitoring/approval`, yes);
  });

  it('[INC-1] [INC-2] he cannot be found, is reported, and comes back', async () => {
    service.clock.set('2026-06-26 09:00');
    const told = { occurredAt: '2026-06-26T08:00:00+08:00', place: '甘蔗街道', narrative: '未能联系上本人' };
    const incident = { ...told, superviseeId: ids.superviseeId, category: 'OUT_OF_SUPERVISION' };
    ids.incidentId = (await at.worker.done('incidents', incident)).id;
    const isAway = async () => (await at.head.see(of)).status === 'out-of-supervision';
    await until('his record says so', isAway);
    await at.head.done(`incidents/${ids.incidentId}/acknowledgement`);
    await at.head.done(`${of}/return-to-supervision`, { on: '2026-06-26', reason: '已找到本人' });
    await at.head.done(`incidents/${ids.incidentId}/closing`, { outcome: '手机损坏，已恢复联系' });
    expect(await at.head.see(of)).toMatchObject({ status: 'registered' });
  });

  it('[DIS-1] he is evaluated, and discharged with a certificate on the last day of his term', async () => {
    // What is under way when it ends: nothing of it goes on.
    const trip = { from: '2026-06-29', to: '2026-06-30', destination: '厦门', reason: '探亲' };
    ids.permitId = (await at.worker.done(`${of}/travel-permits`, trip)).permitId;
    const draft = { kind: 'WARNING', happenedOn: '2026-06-26', facts: '失联', grounds: '第二十八条' };
    ids.measureId = (await at.worker.done(`${of}/sanctions`, draft)).id;
    const need = { kind: 'EMPLOYMENT', on: '2026-06-26', need: '找工作' };
    ids.caseId = (await at.worker.done(`${of}/assistance-cases`, need)).id;
    const goals = [{ goal: '巩固', measures: '回访' }];
    await at.worker.done(`${of}/plan/adjustment`, { assessment: '平稳', goals, feedback: '将期满' });
    await at.worker.done(`${of}/monitoring/extension`, { to: '2026-06-30', facts: '离开县域' });
    service.clock.set('2026-06-30 16:00');
    const end = { on: '2026-06-30', cause: 'TERM_EXPIRED', certificateNumber: '（2026）闽侯矫解字第1号' };
    expect(await refusal(at.head, `${of}/discharge`, end)).toEqual([422, 'FINAL_EVALUATION_NEEDED']);
    await at.head.done(`${of}/final-evaluation`, { on: '2026-06-29', summary: '遵守规定，建议按期解除' });
    expect(await refusal(at.worker, `${of}/discharge`, end)).toEqual([403, 'FORBIDDEN']);
    await at.head.done(`${of}/discharge`, end);
    const { certificateNumber } = end;
    expect(await at.head.see(of)).toMatchObject({ status: 'discharged', dischargedOn: end.on, certificateNumber });
    const left = (await at.head.see(`worklist?supervisee=${ids.superviseeId}`)).items;
    expect(left).toEqual([]);
  });

  it('[FIL-1] [INT-1] his file holds every fact of these months, those of the application before them included, by day, with who recorded it, and prints', async () => {
    await at.head.done(`${of}/file-openings`, { reason: '归档' });
    const { items } = await at.head.see(`${of}/file?limit=500`);
    const { text } = await at.auditor.get('audit/events');
    const lines = text.trimEnd().split('\n').slice(0, -1);
    const facts = lines
      .map((line) => JSON.parse(line) as AuditLine)
      .filter(({ data }) => [ids.superviseeId, ids.intakeId].some((id) => JSON.stringify(data).includes(String(id))));
    expect(facts.length).toBeGreaterThan(60);
    const positions = (rows: readonly { readonly position: number }[]) => rows.map(({ position }) => position).sort();
    expect(positions(items)).toEqual(positions(facts));
    const days = items.map(({ day }) => String(day));
    expect(days).toEqual([...days].sort());
    expect(items.filter(({ by, title }) => by === '' || title.zh === '')).toEqual([]);
    const printed = (await at.head.get(`${of}/file/printout`)).text;
    expect(printed).toContain(`共 ${items.length} 项`);
    expect(printed).toContain('林建国（head-1）');
    // Whoever reads it reads Chinese: no field, code, id or instant of the machine's own.
    const said = [...printed.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gsu)].map(([, cell]) => String(cell));
    expect(said.filter((cell) => /[A-Z]{4,}|[a-z]：|undefined|sealed:|\dT\d|[\da-f]{8}-/u.test(cell))).toEqual([]);
  });

  const addressOf = ({ path }: Route): string =>
    path.slice('v1/'.length).replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? `no-${name.toLowerCase()}`);
  const bodyOf = ({ input }: Route, changed: object = {}): object => {
    if (!input) throw new Error('A route without a class');
    const inPath = pathFieldsOf(input);
    const fields = Object.entries(exampleOf(input)).filter(([name]) => !inPath.includes(name));
    const superviseeId = fields.some(([name]) => name === 'superviseeId') ? { superviseeId: ids.superviseeId } : {};
    return { ...Object.fromEntries(fields), ...superviseeId, ...changed };
  };

  it('[DIS-1] after that only the archive is added to: every other command about him is refused, and says why', async () => {
    service.clock.set('2026-07-01 09:00');
    const own = [at.worker, officer, at.head, at.deputy, at.director];
    const about = routes.filter(({ orders, path, input }) => orders && isAbout(path, input));
    const answers: Record<string, string[]> = {};
    for (const route of about) {
      const codes = await Promise.all(
        own.map(async (by) => {
          const { status, body } = await by.post(
            addressOf(route),
            bodyOf(route, route.input?.name === 'FileArchiveNote' ? { day: '2026-07-01' } : {}),
          );
          return status === 200 ? 'DONE' : body.code;
        }),
      );
      answers[route.input?.name ?? ''] = [...new Set(codes.filter((code) => code !== 'FORBIDDEN'))];
    }
    expect(Object.keys(answers).length).toBeGreaterThan(50);
    const { FileArchiveNote, ...others } = answers;
    expect(FileArchiveNote).toEqual(['DONE']);
    expect(Object.keys(others).filter((name) => others[name]?.includes('DONE'))).toEqual(AFTER_THE_END);
    const [ended, elsewise] = [new Set<string>(), new Set<string>()];
    for (const [name, codes] of Object.entries(others))
      if (codes.includes('NOT_UNDER_SUPERVISION')) ended.add(name);
      else if (!codes.includes('DONE')) elsewise.add(`${name} ${codes.join()}`);
    expect([...elsewise].sort()).toEqual(REFUSED_FOR_THEMSELVES);
    expect(ended.size).toBeGreaterThan(35);
  });

  it('[AUD-5] is what history alone says', async () => {
    await expectRebuildEqual(service);
  });
});

/** Whether a command is about a supervisee, or about what is done with one. */
const isAbout = (path: string, input: (new () => object) | undefined): boolean =>
  /:(superviseeId|permitId|measureId|counsellingId|incidentId|intakeId)|assistance-cases\//.test(path) ||
  (input !== undefined && 'superviseeId' in exampleOf(input));
/** What has to be possible: to report what happened while it lasted, to read, and to take out of his file what is another's. */
const AFTER_THE_END = ['ReportIncident', 'OpenPersonalFile', 'ReadCounselling', 'UnlinkApplication'];
/** What is over for another reason than his discharge. */
const REFUSED_FOR_THEMSELVES = [
  'AcknowledgeIncident INCIDENT_CLOSED',
  'AddMeasure INCIDENT_CLOSED',
  'CloseIncident INCIDENT_CLOSED',
  'ConcludeApplication APPLICATION_CLOSED',
  'EndWorkAway NOT_AWAY',
  'EscalateIncident INCIDENT_CLOSED',
  'LinkApplication APPLICATION_ALREADY_LINKED',
  'OpenInvestigation APPLICATION_CLOSED',
  'RecordAnswerToMeasure MEASURE_NOT_SENT',
  'RedraftMeasure MEASURE_NOT_RETURNED',
  'ReportInvestigation APPLICATION_CLOSED',
  'RevokeCounsellingAccess COUNSELLING_NOT_GRANTED,COUNSELLING_NOT_YOURS_TO_GRANT,NOT_FOUND',
  'WithdrawApplication APPLICATION_CLOSED',
];
