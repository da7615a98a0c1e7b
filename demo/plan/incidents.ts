import { addDays, type Day } from '../../src/kernel/day.js';
import type { IncidentCategory } from '../../src/incidents/domain/events.js';
import { instantAt, type Minute } from '../clock.js';
import type { Actor, County } from '../county.js';
import { Random } from '../random.js';
import { type Scale, workedOn, workingDays } from '../scale.js';
import type { Desk } from './desk.js';
import type { Supervisee } from './intake.js';
import { later, minuteOf, type Script } from './step.js';

/** What happens to people who go on reporting afterwards, and how it is told. */
const NARRATIVES = {
  OUT_OF_SUPERVISION: '三日未能联系上本人，家属不知去向',
  SERIOUS_BREACH: '未经批准离开本县，被核查发现',
  ADMINISTRATIVE_DETENTION: '与邻里发生冲突，被公安机关处以行政拘留',
  PETITION_OR_DEMONSTRATION: '参与集体上访，现场已劝返',
  CRIME_OR_SIGNS: '有人反映其参与赌博，正在核实',
} as const satisfies Partial<Record<IncidentCategory, string>>;
const CATEGORIES = Object.keys(NARRATIVES) as (keyof typeof NARRATIVES)[];
const MEASURES = ['联系家属并到居住地查访', '协调派出所共同查找', '约谈本人并予以训诫', '调整走访频次，列为重点'];
const OUTCOMES = ['已找到本人并予以训诫', '已核实，继续加强教育', '已按规定给予警告'];

/** One incident to so many people. */
const PEOPLE_TO_AN_INCIDENT = 7;

/** Incidents: reported, acknowledged in time or late, dealt with, handed up to county and city, and closed, but for the latest. */
export const planIncidents = (
  script: Script,
  county: County,
  scale: Scale,
  people: readonly Supervisee[],
  desk: Desk,
): void => {
  const random = new Random(script.seed, 'incidents');
  const days = workingDays(addDays(scale.from, 5), scale.to);
  const count = Math.max(1, Math.round(people.length / PEOPLE_TO_AN_INCIDENT));
  for (let at = 0; at < count; at += 1) {
    const day = days[Math.floor(((at + 0.5) / count) * days.length)] ?? scale.to;
    const there = people.filter((one) => one.registeredOn < day && (one.dischargedOn ?? '9999') > day);
    new Course(script, random, county, random.pick(there), `incident-${at + 1}`).play(day, desk, scale.to, at);
  }
};

class Course {
  private id = '';

  constructor(
    private readonly script: Script,
    private readonly random: Random,
    private readonly county: County,
    private readonly person: Supervisee,
    private readonly lane: string,
  ) {}

  play(day: Day, desk: Desk, end: Day, n: number): void {
    const { random, county } = this;
    const { office, worker } = this.person;
    const { by, at } = desk.attend(random, office, worker, day);
    this.report(by, at);
    // The office has an hour.
    let now = later(at, random.chance(0.8) ? random.whole(8, 50) : random.whole(64, 110));
    this.send(office.head, now, 'acknowledgement');
    this.send(by, (now = later(now, 7)), 'measures', { text: random.pick(MEASURES) });
    let handler = office.head;
    // Of three one goes to the county, of six one on to the city.
    if (n % 3 !== 0) {
      this.send(handler, (now = later(now, 9)), 'escalation', { reason: '需县局协调公安机关查找' });
      handler = random.pick([county.deputy, ...county.countyOfficers]);
      now = later(now, random.chance(0.8) ? random.whole(15, 110) : random.whole(125, 180));
      this.send(handler, now, 'acknowledgement');
      this.send(handler, (now = later(now, 6)), 'measures', { text: random.pick(MEASURES) });
    }
    if (n % 6 === 1) {
      this.send(handler, (now = later(now, 12)), 'escalation', { reason: '情形严重，报市局指导' });
      handler = county.cityOfficer;
      this.send(handler, (now = minuteOf(addDays(now.slice(0, 10), 1), 9 * 60 + 5)), 'acknowledgement');
    }
    const closing = workedOn(addDays(now.slice(0, 10), random.whole(1, 4)));
    if (closing > end) return;
    this.send(office.head, minuteOf(closing, 10 * 60), 'measures', { text: random.pick(MEASURES) });
    this.send(handler, minuteOf(closing, 11 * 60), 'closing', { outcome: random.pick(OUTCOMES) });
  }

  private report(by: Actor, at: Minute): void {
    const { random, person, lane } = this;
    const category = random.pick(CATEGORIES);
    const body = {
      superviseeId: person.id,
      category,
      occurredAt: instantAt(later(at, -random.whole(20, 400))),
      place: `青溪县${person.office.street}`,
      narrative: NARRATIVES[category],
    };
    this.id = this.script.add({ at, by, lane, path: 'incidents', body });
  }

  private send(by: Actor, at: Minute, what: string, body: object = {}): void {
    this.script.add({ at, by, lane: this.lane, path: `incidents/${this.id}/${what}`, body });
  }
}
