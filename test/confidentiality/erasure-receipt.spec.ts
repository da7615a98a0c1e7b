import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readDatabase } from '../../src/platform/read-store/read-database.js';
import { type KeyDocument, SubjectKeys } from '../../src/platform/sealing/subject-keys.js';
import { StreamStore } from '../../src/platform/streams/stream-store.js';
import { type County, form, foundCounty } from '../harness/county.js';
import { type Person, Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';
import { toldBy } from '../harness/told.js';
import { until } from '../projections/read-side.js';

interface Receipt {
  readonly checked: {
    readonly complete: boolean;
    readonly linked: readonly { kind: string; personId: string }[];
    readonly keyDestroyedAt: string;
    readonly cachesEmptyFrom: string;
    readonly sealingRefused: boolean;
    readonly views: readonly { view: string; rows: number; sealed: number; readable: number }[];
  };
}
const today = { termFrom: '2026-01-05', effectiveOn: '2026-01-05', reportedOn: '2026-01-05' };
const order = { kind: 'supervisee', ground: '档案保管期限届满' };
const VISIT = { kind: 'HOME_VISIT', day: '2026-01-05', time: '07:30', visitors: ['worker-1'], place: '甘蔗街道甲一号' };
const FINDINGS = '见其母亲欧阳氏，情绪稳定';

describe('the receipt of an erasure', () => {
  let stores: Stores;
  let service: Service;
  let county: County;
  let people = 20;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    county = await foundCounty(service);
  }, 180_000);
  afterEach(() => {
    jest.restoreAllMocks();
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  const somebody = async (): Promise<string> =>
    (await county.worker.done('supervisees', form((people += 1), today))).id;
  const visit = (id: string): ReturnType<Person['post']> =>
    county.worker.post(`supervisees/${id}/visits`, { ...VISIT, findings: FINDINGS });
  const erase = async (id: string): Promise<Receipt> =>
    JSON.parse((await county.director.post(`personal-data/${id}/erasure`, order)).text) as Receipt;
  const check = (by: Person, id: string) => by.post(`personal-data/${id}/erasure-checks`, { kind: 'supervisee' });

  /** An application about somebody, investigated and found eligible, which nobody is known to be the person of yet. */
  const application = async (): Promise<string> => {
    const asked = { officeId: 'ganzhe', kind: 'APPLICATION', source: 'PUBLIC', applicant: '林某之父' };
    const about = { aboutName: '林某', request: '申请社区矫正', receivedOn: '2026-01-05' };
    const { id } = await county.head.done('applications', { ...asked, ...about });
    const investigators = [
      { kind: 'SOCIAL_WORKER', personId: 'worker-1' },
      { kind: 'SOCIAL_WORKER', personId: 'worker-2' },
    ];
    await county.head.done(`applications/${id}/investigation`, { investigators });
    const found = { background: '本地户籍', family: '与父母同住', mentalHealth: '情绪稳定', conclusion: '危险性低' };
    const told = { ...found, recommendation: 'SUITABLE', finishedOn: '2026-01-05' };
    await county.worker.done(`applications/${id}/investigation/report`, told);
    await county.deputy.done(`applications/${id}/conclusion`, { eligible: true, reasons: '符合条件' });
    return id;
  };
  const link = (id: string, superviseeId: string) =>
    county.head.done(`applications/${id}/supervisee`, { superviseeId });
  const UNREADABLE = { applicant: 'ERASED', investigations: [{ mentalHealth: 'ERASED', background: 'ERASED' }] };
  const applicationOf = async (id: string): Promise<unknown> => county.head.see(`applications/${id}`);

  /** Nothing of the person is readable: not for those who could read it, nor by what is in the databases. */
  const expectGone = async (id: string): Promise<void> => {
    const row = await county.head.see(`supervisees/${id}`);
    expect([row.name, row.phone]).toEqual(['ERASED', 'ERASED']);
    const visits = await county.head.see(`supervisees/${id}/visits`);
    for (const one of visits.items as unknown as { findings: string }[]) expect(one.findings).toBe('ERASED');
    const again = JSON.parse((await check(county.director, id)).text) as Receipt;
    expect(again.checked).toMatchObject({ complete: true, sealingRefused: true });
    expect(again.checked.views.filter(({ readable }) => readable > 0)).toEqual([]);
  };

  it('[SEC-3] lists every view, the key and the caches, and is itself on record', async () => {
    const id = await somebody();
    await visit(id);
    await county.head.see(`supervisees/${id}/visits`);
    const { checked } = await erase(id);
    expect(checked).toMatchObject({ complete: true, sealingRefused: true });
    expect(Date.parse(checked.cachesEmptyFrom) - Date.parse(checked.keyDestroyedAt)).toBe(2_000);
    const live = await readDatabase(service.mongo, stores.namespace).collection('_views').countDocuments();
    expect(checked.views).toHaveLength(live);
    // What is kept stays, sealed, and is found there; none of it opens.
    const of = (name: string) => checked.views.find(({ view }) => view === name);
    for (const name of ['supervisee-roster', 'visits', 'file-entries'])
      expect([name, (of(name)?.sealed ?? 0) > 0, of(name)?.readable]).toEqual([name, true, 0]);
    const history = (await county.auditor.get('audit/events?type=ErasureChecked')).text;
    expect(history).toContain(`"personId":"${id}"`);
    await expectGone(id);
  });

  it('[SEC-3] says so when something can still be read', async () => {
    const [kept, id] = [await somebody(), await somebody()];
    expect((await check(county.director, kept)).body.code).toBe('NOT_ERASED');
    await county.head.see(`supervisees/${id}`);
    await erase(id);
    // As a backup of the keys brings one back.
    const keys = readDatabase(service.mongo, stores.namespace).collection<KeyDocument>('_keys');
    const [name, other] = [`superviseeId:${id}`, await keys.findOne({ _id: `superviseeId:${kept}` })];
    await keys.updateOne({ _id: name }, { $set: { wrapped: other?.wrapped ?? null, destroyedAt: null } });
    jest.spyOn(SubjectKeys.prototype, 'readable').mockResolvedValue({ sealed: 1, readable: 1 });
    const { checked } = JSON.parse((await check(county.director, id)).text) as Receipt;
    expect(checked).toMatchObject({ complete: false, sealingRefused: false, keyDestroyedAt: null });
    jest.restoreAllMocks();
    await service.app.get(SubjectKeys, { strict: false }).destroy(name);
    await expectGone(id);
  });

  it('[SEC-2] is for the director of the person’s county alone', async () => {
    const id = await somebody();
    await erase(id);
    const [hidden, none] = [await check(county.otherDirector, id), await check(county.otherDirector, 'nobody')];
    expect([hidden.status, { ...hidden.body, instance: '' }]).toEqual([404, { ...none.body, instance: '' }]);
    expect((await check(county.head, id)).status).toBe(403);
  });

  /** Where in its way a write is held while the person is erased. */
  const places: readonly (readonly [where: string, hold: (erased: () => Promise<unknown>) => void])[] = [
    [
      'before it asks for the key',
      (erased) => {
        const keys = service.app.get(SubjectKeys, { strict: false });
        const sealer = keys.sealer.bind(keys);
        jest.spyOn(keys, 'sealer').mockImplementationOnce(async (persons) => {
          await erased();
          return sealer(persons);
        });
      },
    ],
    [
      'with the key in hand, before it seals',
      (erased) => {
        const keys = service.app.get(SubjectKeys, { strict: false });
        const sealer = keys.sealer.bind(keys);
        jest.spyOn(keys, 'sealer').mockImplementationOnce(async (persons) => {
          const made = await sealer(persons);
          await erased();
          return made;
        });
      },
    ],
    [
      'once it is stored, before anybody is told',
      (erased) => {
        const streams = service.app.get(StreamStore, { strict: false });
        const append = streams.append.bind(streams);
        jest.spyOn(streams, 'append').mockImplementationOnce((async (...args: Parameters<StreamStore['append']>) => {
          const done = await append(...args);
          await erased();
          return done;
        }) as never);
      },
    ],
  ];

  it.each(places)('[SEC-3] a write that is held %s while the person is erased brings nothing back', async (_, hold) => {
    const id = await somebody();
    await county.head.see(`supervisees/${id}`);
    let erasure: Promise<unknown> | undefined;
    hold(() => (erasure = service.app.get(SubjectKeys, { strict: false }).destroy(`superviseeId:${id}`)));
    const { status, body } = await visit(id);
    expect(erasure).toBeDefined();
    await erasure;
    expect([200, 422]).toContain(status);
    if (status === 422) expect(body.code).toBe('PERSON_ERASED');
    await erase(id);
    await expectGone(id);
    expect((await visit(id)).body.code).toBe('PERSON_ERASED');
  });

  it('[SEC-3] counts what was told of a person before they came, and is out of date once more is found to be about them', async () => {
    const [person, before, after] = [await somebody(), await application(), await application()];
    await link(before, person);
    await toldBy(service, county.auditor, 'LinkedDataNoted', 1);
    expect((await erase(person)).checked).toMatchObject({
      complete: true,
      linked: [{ kind: 'intakeApplication', personId: before }],
    });
    expect(await applicationOf(before)).toMatchObject(UNREADABLE);
    await link(after, person);
    await until(
      'it is erased too',
      async () => ((await applicationOf(after)) as { applicant?: string }).applicant === 'ERASED',
    );
    expect(await applicationOf(after)).toMatchObject(UNREADABLE);
    expect((await check(county.director, person)).body).toMatchObject({
      checked: { complete: true, linked: [{ personId: before }, { personId: after }] },
    });
  });
});
