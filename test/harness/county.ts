import type { RegisterSupervisee } from '../../src/supervisees/domain/register-supervisee.js';
import { identityNumber } from '../supervisees/people.js';
import type { Person, Service } from './service.js';

/** Everybody who appears in the stories: one city, two counties, three offices. */
export interface County {
  readonly admin: Person;
  readonly worker: Person;
  readonly colleague: Person;
  readonly head: Person;
  readonly deputy: Person;
  readonly director: Person;
  readonly city: Person;
  /** Of the other office, and of the other county. */
  readonly otherHead: Person;
  readonly otherDirector: Person;
  readonly auditor: Person;
  readonly analyst: Person;
}

const UNITS = [
  { unitId: 'fuzhou', kind: 'CITY', name: '福州市司法局' },
  { unitId: 'minhou', kind: 'COUNTY', name: '闽侯县司法局', parentId: 'fuzhou' },
  { unitId: 'lianjiang', kind: 'COUNTY', name: '连江县司法局', parentId: 'fuzhou' },
  { unitId: 'ganzhe', kind: 'OFFICE', name: '甘蔗司法所', parentId: 'minhou' },
  { unitId: 'shangjie', kind: 'OFFICE', name: '上街司法所', parentId: 'minhou' },
  { unitId: 'fengcheng', kind: 'OFFICE', name: '凤城司法所', parentId: 'lianjiang' },
];
const OFFICERS = [
  { officerId: 'head-1', name: '林建国', unitId: 'ganzhe', post: 'office-head' },
  { officerId: 'head-2', name: '陈志远', unitId: 'shangjie', post: 'office-head' },
  { officerId: 'deputy-1', name: '黄丽华', unitId: 'minhou', post: 'deputy-director' },
  { officerId: 'director-1', name: '郑国栋', unitId: 'minhou', post: 'director' },
  { officerId: 'director-2', name: '吴海峰', unitId: 'lianjiang', post: 'director' },
  { officerId: 'city-1', name: '何文静', unitId: 'fuzhou', post: 'city-officer' },
];
const WORKERS = [
  { workerId: 'worker-1', officeId: 'ganzhe', name: '王晓梅', phone: '0591-22345678', appointedOn: '2026-01-05' },
  { workerId: 'worker-2', officeId: 'ganzhe', name: '李思远', appointedOn: '2026-01-05' },
  { workerId: 'worker-3', officeId: 'shangjie', name: '张敏', appointedOn: '2026-01-05' },
];

/** Founds the county as its administrator does. */
export const foundCounty = async (service: Service): Promise<County> => {
  const admin = await service.as('administrator', '*', 'admin-1');
  for (const unit of UNITS) await admin.done('units', unit);
  for (const officer of OFFICERS) await admin.done('officers', officer);
  for (const worker of WORKERS) await admin.done('social-workers', worker);
  return {
    admin,
    worker: await service.as('social-worker', 'ganzhe', 'worker-1'),
    colleague: await service.as('social-worker', 'ganzhe', 'worker-2'),
    head: await service.as('office-head', 'ganzhe', 'head-1'),
    deputy: await service.as('deputy-director', 'minhou', 'deputy-1'),
    director: await service.as('director', 'minhou', 'director-1'),
    city: await service.as('city-officer', 'fuzhou', 'city-1'),
    otherHead: await service.as('office-head', 'shangjie', 'head-2'),
    otherDirector: await service.as('director', 'lianjiang', 'director-2'),
    auditor: await service.as('auditor', '*', 'auditor-1'),
    analyst: await service.as('analyst', 'minhou', 'analyst-1'),
  };
};

/** A registration form; `n` makes it another person's. */
export const form = (n = 1, changed: Partial<Omit<RegisterSupervisee, 'meta'>> = {}) => ({
  decisionBody: '闽侯县人民法院',
  documentNumber: `（2026）闽0121刑初${n}号`,
  name: `林某${n}`,
  identityNumber: identityNumber(`35012119900301${String(2 * n + 1).padStart(3, '0')}`),
  sex: 'MALE',
  category: 'SUSPENDED_SENTENCE',
  termFrom: '2026-03-02',
  termTo: '2027-03-01',
  effectiveOn: '2026-03-02',
  officeId: 'ganzhe',
  phone: '13800000000',
  address: '闽侯县甘蔗街道某路1号',
  employment: 'EMPLOYED',
  reportedOn: '2026-03-09',
  ...changed,
});
