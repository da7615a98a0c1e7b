import { addDays, type Day } from '../../src/kernel/day.js';
import type { Employment, EndingGiven, SupervisionCategory } from '../../src/supervisees/domain/events.js';
import { superviseeIdOf } from '../../src/supervisees/domain/supervisee-id.js';
import type { Actor, County, Office } from '../county.js';
import { Random } from '../random.js';
import { type Scale, workedOn, workingDays } from '../scale.js';
import type { Desk } from './desk.js';
import { addressOf, identityNumberOf, nameOf, phoneOf } from './people.js';
import { later, minuteOf, type Script } from './step.js';

/** Somebody under supervision, as later steps need to know them. */
export interface Supervisee {
  readonly id: string;
  readonly office: Office;
  /** The social worker who usually attends to them. */
  readonly worker: Actor;
  readonly phone: string;
  readonly registeredOn: Day;
  /** Day on which the discharge is recorded, when it is within the time played. */
  readonly dischargedOn?: Day;
}

const CATEGORIES: Readonly<Record<SupervisionCategory, number>> = {
  SUSPENDED_SENTENCE: 84,
  PAROLE: 8,
  TEMPORARY_SERVICE_OUTSIDE_PRISON: 4,
  PUBLIC_SURVEILLANCE: 4,
};
const EMPLOYMENTS: Readonly<Partial<Record<Employment, number>>> = {
  EMPLOYED: 45,
  SELF_EMPLOYED: 18,
  FARMING: 15,
  UNEMPLOYED: 14,
  RETIRED: 4,
  STUDYING: 2,
  UNABLE_TO_WORK: 2,
};
const BODIES: Readonly<Record<SupervisionCategory, string>> = {
  SUSPENDED_SENTENCE: '青溪县人民法院',
  PUBLIC_SURVEILLANCE: '青溪县人民法院',
  PAROLE: '榕江市中级人民法院',
  TEMPORARY_SERVICE_OUTSIDE_PRISON: '榕江监狱',
};
/** The share of people who come before daily work is played. */
const BEFORE = 0.88;
/** How long terms are, days: some that began early end within the quarter. */
const TERMS = [184, 365, 365, 548, 548, 730, 1_095] as const;
/** The three who do not come are counted after those who do. */
const NEVER_COMING = 3;

/** People are decided on, report, are told their rights, and are let go. */
export const planIntake = (script: Script, county: County, scale: Scale, desk: Desk): Supervisee[] => {
  const random = new Random(script.seed, 'intake');
  const before = workingDays(addDays(scale.foundedOn, 6), addDays(scale.from, -1));
  const during = workingDays(scale.from, addDays(scale.to, -7));
  const people = Array.from({ length: scale.supervisees }, (_, at) => {
    const early = at < Math.ceil(scale.supervisees * BEFORE);
    const person = new Person(random, county, at + 1, random.pick(early ? before : during));
    return person.register(script, scale, desk);
  });
  if (scale.supervisees > NEVER_COMING * 10)
    for (let at = 1; at <= NEVER_COMING; at += 1)
      new Person(random, county, scale.supervisees + at, random.pick(during)).expect(script);
  return people;
};

class Person {
  private readonly office: Office;
  private readonly worker: Actor;
  private readonly decision;
  private readonly phone: string;

  constructor(
    private readonly random: Random,
    private readonly county: County,
    n: number,
    private readonly reportedOn: Day,
  ) {
    this.office = random.pick(county.offices);
    this.worker = random.pick(this.office.workers);
    this.phone = phoneOf(n);
    const { name, sex } = nameOf(random, random.chance(0.85) ? 'MALE' : 'FEMALE');
    const category = random.weighted(CATEGORIES);
    // Within ten days of taking effect, but for a few.
    const effectiveOn = addDays(reportedOn, -(random.chance(0.05) ? random.whole(11, 24) : random.whole(1, 9)));
    this.decision = {
      decisionBody: BODIES[category],
      documentNumber: `（${effectiveOn.slice(0, 4)}）榕9921刑初${n}号`,
      name,
      identityNumber: identityNumberOf(random, sex, n),
      sex,
      category,
      termFrom: effectiveOn,
      termTo: addDays(effectiveOn, random.pick(TERMS) - 1),
      effectiveOn,
      officeId: this.office.id,
    };
  }

  /** The document is here, the person is not. */
  expect(script: Script, day: Day = workedOn(this.decision.effectiveOn)): void {
    const by = this.random.chance(0.7) ? this.office.head : this.random.pick(this.county.countyOfficers);
    const at = minuteOf(day, this.random.whole(9 * 60, 11 * 60));
    script.add({ at, by, lane: this.id, path: 'supervision-decisions', body: this.decision });
  }

  register(script: Script, scale: Scale, desk: Desk): Supervisee {
    const { random, office, worker, phone, reportedOn, id } = this;
    const decidedOn = workedOn(this.decision.effectiveOn);
    if (random.chance(0.7) && decidedOn < reportedOn && decidedOn >= scale.foundedOn) this.expect(script, decidedOn);
    const { by, at } = desk.attend(random, office, worker, reportedOn);
    const form = {
      phone,
      address: addressOf(random, office.street),
      employment: random.weighted(EMPLOYMENTS as Record<Employment, number>),
      reportedOn,
    };
    script.add({ at, by, lane: id, path: 'supervisees', body: { ...this.decision, ...form } });
    if (random.chance(0.97)) {
      const told = { day: reportedOn, explainedBy: by.id };
      script.add({ at: later(at, 11), by, lane: id, path: `supervisees/${id}/rights-acknowledgement`, body: told });
    }
    const dischargedOn = this.discharge(script, scale);
    return { id, office, worker, phone, registeredOn: reportedOn, ...(dischargedOn && { dischargedOn }) };
  }

  /** Terms end by themselves; now and then supervision ends otherwise. @returns the day on which it is recorded */
  private discharge(script: Script, scale: Scale): Day | undefined {
    const { random, office, id } = this;
    const { termTo } = this.decision;
    const sooner = random.chance(0.02) ? random.pick(workingDays(scale.from, scale.to)) : termTo;
    const on = sooner < termTo ? sooner : termTo;
    const early = ['REVOKED', 'DECEASED', 'RECOMMITTED'] as const;
    const cause = on < termTo ? random.pick(early) : 'TERM_EXPIRED';
    if (on > scale.to || on <= this.reportedOn) return undefined;
    const day = workedOn(on);
    if (day > scale.to) return undefined;
    const at = minuteOf(day, random.whole(16 * 60, 17 * 60));
    const papers = this.papers(cause);
    if (cause === 'TERM_EXPIRED') {
      const evaluated = { on, summary: '矫正期间遵守监督管理规定，按时汇报，建议按期解除社区矫正' };
      const path = `supervisees/${id}/final-evaluation`;
      script.add({ at: later(at, -30), by: office.head, lane: id, path, body: evaluated });
    }
    const body = { on, cause, ...papers };
    script.add({ at, by: office.head, lane: id, path: `supervisees/${id}/discharge`, body });
    return day;
  }

  /** What each way to end needs beside: a certificate, or the document of the body that decided. */
  private papers(cause: EndingGiven): object {
    const { decisionBody, documentNumber } = this.decision;
    switch (cause) {
      case 'TERM_EXPIRED':
      case 'PARDON':
        return { certificateNumber: `${documentNumber}解` };
      case 'REVOKED':
      case 'RECOMMITTED':
        return { decisionBody, documentNumber: `${documentNumber}之一` };
      case 'DECEASED':
        return {};
    }
  }

  private get id(): string {
    return superviseeIdOf(this.decision);
  }
}
