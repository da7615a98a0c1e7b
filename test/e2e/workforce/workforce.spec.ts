import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FORWARDS, START } from '@eventstore/db-client';
import { VotersFrontEnd } from '../../appraisals/voter.js';
import { answerOf } from '../../harness/answers.js';
import { type County, foundCounty } from '../../harness/county.js';
import { expectRebuildEqual } from '../../harness/rebuild.js';
import { type Person, Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { until } from '../../harness/until.js';

interface StoredEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** A year of the people of an office; each test goes on where the one before ended. */
describe('the workforce, from appointment to appraisal', () => {
  let stores: Stores;
  let service: Service;
  let at: County;
  let newcomer: Person;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    at = await foundCounty(service);
    newcomer = await service.as('social-worker', 'ganzhe', 'worker-4');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  /** All facts of one stream, as stored. */
  const history = async (stream: string): Promise<StoredEvent[]> => {
    const facts: StoredEvent[] = [];
    const read = service.events.readStream(`${stores.namespace}.${stream}`, {
      direction: FORWARDS,
      fromRevision: START,
    });
    for await (const { event } of read)
      if (event)
        facts.push({
          type: event.type,
          data: event.data as StoredEvent['data'],
          meta: event.metadata as StoredEvent['meta'],
        });
    return facts;
  };
  const types = async (stream: string): Promise<string[]> => (await history(stream)).map(({ type }) => type);
  const refusal = async (answer: ReturnType<Person['post']>): Promise<unknown> => {
    const { status, body } = await answer;
    return status === 422 ? body.code : status;
  };
  const outsiders = async (path: string, body: object): Promise<unknown[]> => [
    await refusal(at.worker.post(path, body)),
    await refusal(at.otherDirector.post(path, body)),
  ];

  /** What waits for somebody by a rule: which task, about which worker. */
  const tasks = async (person: Person, rule: string) =>
    (await person.see(`worklist?rule=${rule}`)).items.map(({ task, workerId }) => [task, workerId]);

  it('[HR-3] [WRK-1] [LEV-9] probation, undertaking, confirmation, contract and entitlements, each decided by the county', async () => {
    const appointment = { workerId: 'worker-4', officeId: 'ganzhe', name: '周婷', appointedOn: '2026-01-05' };
    await at.director.done('social-workers', { ...appointment, probationUntil: '2026-03-04' });
    service.clock.set('2026-03-05 09:00');
    const due = await at.director.see('social-workers?confirmationDueBy=2026-03-05');
    expect(due.items.map(({ workerId }) => workerId)).toEqual(['worker-4']);
    expect(await tasks(at.deputy, 'HR-3')).toEqual([['probation-confirmation', 'worker-4']]);
    const confirmation = { on: '2026-03-05', opinion: '试用期表现合格' };
    const path = 'social-workers/worker-4';
    expect(await outsiders(`${path}/confirmation`, confirmation)).toEqual([403, 404]);
    expect(await refusal(at.director.post(`${path}/confirmation`, confirmation))).toBe('WORKER_UNDERTAKING_MISSING');
    await at.head.done(`${path}/confidentiality-undertaking`, { signedOn: '2026-01-05' });
    await at.director.done(`${path}/confirmation`, confirmation);
    await at.director.done(`${path}/contracts`, {
      contractNumber: '闽侯社聘1号',
      from: '2026-01-05',
      until: '2028-01-04',
    });
    const entitled = {
      payGrade: '三级',
      insurances: ['PENSION', 'MEDICAL'],
      workSince: '2020-07-01',
      from: '2026-01-05',
    };
    await at.director.done(`${path}/entitlements`, entitled);
    expect(await newcomer.see(path)).toMatchObject({
      probationEnds: '2026-03-04',
      confirmedOn: '2026-03-05',
      confirmationDue: null,
      undertakingSignedOn: '2026-01-05',
      contracts: [{ contractNumber: '闽侯社聘1号', until: '2028-01-04' }],
      entitlements: entitled,
    });
    expect((await at.worker.get(path)).status).toBe(404);
    expect((await at.otherHead.get(path)).status).toBe(404);
    const left = () => newcomer.see(`${path}/annual-leave/2026`);
    expect(await left()).toMatchObject({ years: 5, entitled: 5, granted: 0, pending: 0, balance: 5, withheld: null });
    const halfADay = { fromDay: '2026-03-10', fromHalf: 'AM', toDay: '2026-03-10', toHalf: 'AM', reason: '探亲' };
    const { requestId } = await newcomer.done(`${path}/leave-requests`, { kind: 'ANNUAL', ...halfADay });
    expect(await left()).toMatchObject({ pending: 0.5, balance: 4.5 });
    await newcomer.done(`${path}/leave-requests/${requestId}/withdrawal`);
    expect(await left()).toMatchObject({ pending: 0, balance: 5 });
    expect((await at.worker.get(`${path}/annual-leave/2026`)).status).toBe(404);
    const facts = await history('socialWorker-worker-4');
    expect(facts.map(({ type }) => type)).toEqual([
      'SocialWorkerAppointed',
      'ConfidentialityUndertakingSigned',
      'AppointmentConfirmed',
      'ContractConcluded',
      'EntitlementsGranted',
    ]);
    expect(JSON.stringify(facts)).not.toMatch(/周婷|试用期表现合格|闽侯社聘1号|三级/);
  });

  it('[HR-2] qualifications with expiry, seen before they expire', async () => {
    const path = 'social-workers/worker-4/qualifications';
    const paper = { kind: 'PSYCHOLOGY', title: '心理咨询师二级', number: '19130000300123', issuer: '省人社厅' };
    const dated = { ...paper, issuedOn: '2024-06-01', expiresOn: '2026-05-31' };
    expect(await outsiders(path, dated)).toEqual([403, 404]);
    expect(await refusal(at.otherHead.post(path, dated))).toBe(404);
    await at.head.done(path, dated);
    await at.head.done('social-workers/worker-4/professional-examinations', {
      level: 'ASSISTANT_SOCIAL_WORKER',
      satOn: '2025-06-14',
      passed: true,
    });
    const expiring = async (by: string) => (await at.head.see(`qualifications?expiresBy=${by}`)).items.length;
    expect([await expiring('2026-05-30'), await expiring('2026-05-31')]).toEqual([0, 1]);
    expect(await newcomer.see(path)).toMatchObject({
      certificates: [{ number: '19130000300123' }],
      earliestExpiry: '2026-05-31',
    });
    expect((await at.worker.get(path)).status).toBe(404);
    expect(await types('qualification-worker-4')).toEqual(['QualificationRecorded', 'ProfessionalExaminationRecorded']);
    expect(JSON.stringify(await history('qualification-worker-4'))).not.toContain('19130000300123');
  });

  const written = { duties: '按时完成走访', documents: '记录完整', discipline: '遵守制度' };

  it('[APP-2] the county inspects a quarter and sends it back; the office corrects it', async () => {
    service.clock.set('2026-03-31 09:00');
    const path = 'social-workers/worker-1/quarterly-appraisals/2026Q1';
    await at.head.done(path, written);
    expect(await outsiders(`${path}/return`, { reasons: '太简单' })).toEqual([403, 404]);
    expect(await refusal(at.head.post(`${path}/return`, { reasons: '太简单' }))).toBe(403);
    await at.deputy.done(`${path}/return`, { reasons: '太简单' });
    const sentBack = await at.head.see('appraisals/quarterly?status=returned');
    expect(sentBack.items.map(({ workerId }) => workerId)).toEqual(['worker-1']);
    const missing = await at.head.see('appraisals/missing?quarter=2026Q1');
    expect(missing.items.map(({ workerId }) => workerId)).toEqual(['worker-1', 'worker-2', 'worker-4']);
    await at.head.done(`${path}/correction`, { ...written, duties: '走访二十次' });
    await at.deputy.done(`${path}/inspection`);
    expect(await at.worker.see('social-workers/worker-1/appraisal-records/2026Q1')).toMatchObject({
      appraisal: {
        status: 'passed',
        version: 2,
        duties: '走访二十次',
        earlier: [{ version: 1, duties: '按时完成走访' }],
      },
    });
    expect((await at.head.see('appraisals/missing?quarter=2026Q2')).items).toEqual([]);
    expect(await types('appraisal-worker-1-2026Q1')).toEqual([
      'QuarterlyAppraisalRecorded',
      'QuarterlyAppraisalReturned',
      'QuarterlyAppraisalCorrected',
      'QuarterlyAppraisalPassed',
    ]);
  });

  const annual = 'social-workers/worker-1/annual-appraisals/2026';
  const evaluation = 'social-workers/worker-1/democratic-evaluations/2026';
  const cast = async (form: object, headers: Record<string, string> = {}) =>
    answerOf(
      await fetch(`${service.url}/ballots/worker-1/2026`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(form),
      }),
    );

  it('[APP-3] anonymous ballots: one to each voter, and none of anybody', async () => {
    service.clock.set('2026-12-28 09:00');
    for (const quarter of ['2026Q2', '2026Q3', '2026Q4'])
      await at.head.done(`social-workers/worker-1/quarterly-appraisals/${quarter}`, written);
    await at.deputy.done(annual);
    const voters = [at.colleague, newcomer, at.head];
    const ids = ['worker-2', 'worker-4', 'head-1'];
    await at.deputy.done(evaluation, { voters: ids.map((personId) => ({ personId })) });
    const frontEnds = ids.map(() => new VotersFrontEnd());
    const papers: string[] = [];
    for (const [index, person] of voters.entries()) {
      const order = { round: 1, blinded: frontEnds[index]?.blinded };
      const receipt = await person.done(`${evaluation}/ballot-papers`, order);
      const repeated = await person.done(`${evaluation}/ballot-papers`, order);
      papers.push((receipt as unknown as { signed: string }).signed);
      expect(repeated).toEqual(receipt);
    }
    const second = { round: 1, blinded: new VotersFrontEnd().blinded };
    expect(await refusal(at.colleague.post(`${evaluation}/ballot-papers`, second))).toBe('EVALUATION_PAPER_ISSUED');
    expect(await refusal(at.worker.post(`${evaluation}/ballot-papers`, second))).toBe('EVALUATION_NOT_ENTITLED');
    expect(await refusal(at.otherHead.post(`${evaluation}/ballot-papers`, second))).toBe(404);
    const malformed = { round: 1, blinded: '0'.repeat(512) };
    expect(await refusal(at.colleague.post(`${evaluation}/ballot-papers`, malformed))).toBe(
      'EVALUATION_PAPER_MALFORMED',
    );
    const ballots = frontEnds.map((one, index) => ({
      round: 1,
      secret: one.secret,
      credential: one.credentialFrom(papers[index] ?? ''),
      grade: index === 1 ? 'EXCELLENT' : 'COMPETENT',
    }));
    const [first] = ballots;
    expect((await cast(first ?? {})).body.code).toBe('EVALUATION_NOT_AT_THIS_STAGE');
    await at.deputy.done(`${evaluation}/voting`);
    const token = { authorization: `Bearer ${at.colleague.token}` };
    const receipts = [];
    for (const ballot of [...ballots].reverse()) receipts.push(await cast(ballot, token));
    expect(receipts.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await cast(first ?? {})).body).toEqual(receipts[2]?.body);
    expect((await cast({ ...first, grade: 'EXCELLENT' })).status).toBe(422);
    expect((await cast({ ...first, secret: '00'.repeat(32) })).body.code).toBe('EVALUATION_CREDENTIAL_INVALID');
    service.latest = Math.max(service.latest, ...receipts.map(({ body }) => body.position));
    expect(await at.colleague.see(evaluation)).toMatchObject({
      voters: [{ personId: 'worker-2', paperIssued: true }],
      ballots: 3,
      tally: null,
    });
    expect((await at.worker.get(evaluation)).status).toBe(404);
    await at.deputy.done(`${evaluation}/closing`);
    expect(await at.deputy.see(evaluation)).toMatchObject({ status: 'closed', tally: { EXCELLENT: 1, COMPETENT: 2 } });
  });

  it('[APP-3] no ballot in the history names its voter, nor anything that the voter was seen with', async () => {
    const facts = await history('evaluation-worker-1-2026');
    const cast = facts.filter(({ type }) => type === 'BallotCast');
    const issued = facts.filter(({ type }) => type === 'BallotPaperIssued');
    expect([cast.length, issued.length]).toEqual([3, 3]);
    expect(issued.map(({ meta }) => meta.actor)).toEqual(['worker-2', 'worker-4', 'head-1']);
    for (const { data, meta } of cast) {
      expect(meta).toMatchObject({ actor: 'ballot-box', role: 'system', unit: '*' });
      expect(meta.$correlationId).toBe(meta.commandId);
      for (const other of issued) {
        expect(JSON.stringify([data, meta])).not.toContain(String(other.data.voterId));
        expect(JSON.stringify([data, meta])).not.toContain(String(other.meta.$correlationId));
        expect(JSON.stringify(data)).not.toContain(String(other.data.blinded));
      }
    }
    const order = facts.map(({ type }) => type);
    expect(order.lastIndexOf('BallotPaperIssued')).toBeLessThan(order.indexOf('BallotCast'));
  });

  it('[APP-3] the county grades beside the suggestion, and the worker sees the result only then', async () => {
    await at.head.done(`${annual}/head-opinion`, { opinion: '工作主动', grade: 'COMPETENT' });
    const scores = { integrity: 88, ability: 85, diligence: 90, achievement: 86 };
    expect(await outsiders(`${annual}/scores`, scores)).toEqual([403, 404]);
    await at.deputy.done(`${annual}/scores`, scores);
    expect(await at.worker.see(annual)).toMatchObject({ status: 'open', scores: null, headOpinion: null, grade: null });
    expect(await refusal(at.deputy.post(`${annual}/grade`, { grade: 'NOT_COMPETENT' }))).toBe('ANNUAL_REASON_NEEDED');
    await at.deputy.done(`${annual}/grade`, { grade: 'NOT_COMPETENT', reason: '重大失职' });
    expect(await at.worker.see(annual)).toMatchObject({
      status: 'graded',
      grade: 'NOT_COMPETENT',
      suggestion: { grade: 'COMPETENT', score: 86.64 },
      evaluation: { ballots: 3, tally: { EXCELLENT: 1, COMPETENT: 2 } },
      headOpinion: { opinion: '工作主动' },
      graded: { by: 'deputy-1', reason: '重大失职' },
    });
    expect((await at.colleague.get(annual)).status).toBe(404);
    const listed = await at.head.see('annual-appraisals?grade=NOT_COMPETENT');
    expect(listed.items.map(({ workerId }) => workerId)).toEqual(['worker-1']);
  });

  const casesOf = (status: string) =>
    until(
      async () => (await at.director.see(`dismissal-cases?worker=worker-1&status=${status}`)).items,
      ({ length }) => length === 1,
    );

  it('[APP-4] [THR-6] 不合格 opens a dismissal case for the county by itself', async () => {
    expect(await casesOf('open')).toMatchObject([
      { grounds: [{ row: 'NOT_COMPETENT', rule: 'APP-4', year: '2026' }], decision: null },
    ]);
    expect((await at.deputy.see('worklist?task=dismissal-decision')).items).toMatchObject([{ rule: 'THR-6' }]);
  });

  it('[APP-4] the worker appeals once; another person decides, and that stands', async () => {
    const grounds = { grounds: '全年无失职' };
    expect(await refusal(at.colleague.post(`${annual}/appeal`, grounds))).toBe(404);
    await at.worker.done(`${annual}/appeal`, grounds);
    expect(await tasks(at.director, 'APP-4')).toEqual([['annual-appeal', 'worker-1']]);
    expect(await refusal(at.worker.post(`${annual}/appeal`, grounds))).toBe('ANNUAL_NOT_APPEALABLE');
    const decision = { outcome: 'REVISED', grade: 'COMPETENT', reasons: '经复核，失职不成立' };
    expect(await refusal(at.deputy.post(`${annual}/appeal/decision`, decision))).toBe('ANNUAL_APPEAL_SAME_PERSON');
    expect(await outsiders(`${annual}/appeal/decision`, decision)).toEqual([403, 404]);
    await at.director.done(`${annual}/appeal/decision`, decision);
    expect(await tasks(at.director, 'APP-4')).toEqual([]);
    expect(await at.worker.see(annual)).toMatchObject({ status: 'settled', grade: 'COMPETENT' });
    // The ground has gone, and the case with it.
    expect(await casesOf('withdrawn')).toMatchObject([{ withdrawnBecause: 'FACTS_GONE' }]);
    expect((await types('annualAppraisal-worker-1-2026')).slice(-3)).toEqual([
      'AnnualAppraisalGraded',
      'AnnualAppraisalAppealed',
      'AnnualAppealDecided',
    ]);
  });

  it('[APP-3] the form is printed in Chinese with all that the grade rests on, for who may read the appraisal', async () => {
    const { status, headers, text } = await at.worker.get(`${annual}/form`);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    for (const said of [
      '年度考核登记表',
      '王晓梅',
      '德：88分\u3000能：85分\u3000勤：90分\u3000绩：86分',
      '共3票：优秀1票，合格2票',
    ])
      expect(text).toContain(said);
    for (const said of [
      '2026年第4季度考评',
      '工作主动',
      '考核等次：不合格',
      '重大失职',
      '全年无失职',
      '变更，考核等次：合格',
    ])
      expect(text).toContain(said);
    expect((await at.colleague.get(`${annual}/form`)).status).toBe(404);
    expect((await at.otherHead.get(`${annual}/form`)).status).toBe(404);
    expect((await at.analyst.get(`${annual}/form`)).status).toBe(403);
    expect((await at.auditor.get(`${annual}/form`)).text).not.toContain('重大失职');
    expect((await at.head.get('social-workers/worker-2/annual-appraisals/2026/form')).status).toBe(404);
  });

  it('[HR-3] [SEC-2] everything on record of a worker is in the own file, in the order of its days, for nobody else', async () => {
    const file = await at.worker.see('social-workers/worker-1/file?limit=200');
    const kinds = [...new Set(file.items.map(({ type }) => type))];
    for (const type of [
      'SocialWorkerAppointed',
      'QuarterlyAppraisalRecorded',
      'AnnualAppraisalGraded',
      'AnnualAppealDecided',
    ])
      expect(kinds).toContain(type);
    const history = (await at.auditor.get('audit/events')).text.trimEnd().split('\n').slice(0, -1);
    const about = history
      .map((line) => JSON.parse(line) as { position: number; data: { workerId?: string; superviseeId?: string } })
      .filter(({ data }) => data.workerId === 'worker-1' && data.superviseeId === undefined);
    expect(file.items.map(({ position }) => position).sort((a, b) => a - b)).toEqual(
      about.map(({ position }) => position),
    );
    const opinion = file.items.find(({ type }) => type === 'HeadOpinionGiven');
    expect(opinion).toMatchObject({ data: null });
    for (const one of file.items.filter(({ type }) => type.startsWith('Ballot')))
      expect(one).toMatchObject({ data: null });
    expect((await at.colleague.get('social-workers/worker-1/file')).status).toBe(404);
    expect((await at.head.get('social-workers/worker-1/file')).status).toBe(403);
  });

  it('[HR-3] a resignation is the worker’s own, and accepted by the county', async () => {
    const path = 'social-workers/worker-4/resignation';
    expect(await refusal(at.worker.post(path, { lastDay: '2026-12-31', reason: '搬家' }))).toBe(404);
    await newcomer.done(path, { lastDay: '2026-12-31', reason: '搬家' });
    expect(await tasks(at.director, 'HR-3')).toEqual([['resignation-decision', 'worker-4']]);
    service.clock.set('2026-12-31 17:00');
    // The certificate of the psychologist has expired in the meantime; that is the worker's own and the office's to mend.
    expect(await tasks(newcomer, 'HR-2')).toEqual([['qualification-expiring', 'worker-4']]);
    expect([await tasks(at.head, 'HR-2'), await tasks(at.colleague, 'HR-2')]).toEqual([
      [['qualification-expiring', 'worker-4']],
      [],
    ]);
    await at.director.done(`${path}/acceptance`, { on: '2026-12-31', reason: '同意' });
    expect(await at.head.see('social-workers/worker-4')).toMatchObject({
      status: 'left',
      leftOn: '2026-12-31',
      departure: { cause: 'RESIGNATION' },
    });
  });

  it('[AUD-5] all that the read models say of them, history says alone', async () => {
    const rows = await expectRebuildEqual(service);
    for (const view of ['worker-qualifications', 'annual-appraisals', 'democratic-evaluations', 'social-worker-roster'])
      expect([view, (rows[view] ?? []).length > 0]).toEqual([view, true]);
  });
});
