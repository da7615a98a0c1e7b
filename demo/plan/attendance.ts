import type { Day } from '../../src/kernel/day.js';
import { type Half, HALVES, type Session, sessionOf } from '../../src/kernel/sessions.js';
import type { Actor, County, Office } from '../county.js';
import { Random } from '../random.js';
import { type Scale, workingDays } from '../scale.js';
import { Desk } from './desk.js';
import { minuteOf, type Script } from './step.js';

/** Of the half days that a worker owes, the share in which something is out of the ordinary. */
const SHARES = { absent: 6, tooLate: 5, late: 35, helped: 6, left: 2, early: 12, forgot: 8, ordinary: 926 } as const;
type Kind = keyof typeof SHARES;

/** Minutes of the day at which a half begins and ends: the default policy set's hours. */
const HOURS: Readonly<Record<Half, { readonly start: number; readonly end: number }>> = {
  AM: { start: 8 * 60 + 30, end: 12 * 60 },
  PM: { start: 14 * 60 + 30, end: 17 * 60 + 30 },
};
/** The head looks round before the day ends, and closes it when all have gone. */
const CLOSING = 17 * 60 + 52;

/** Coming and going in two halves of every working day, and its closing. @returns who is at the desk when */
export const planAttendance = (
  script: Script,
  county: County,
  scale: Scale,
  away: ReadonlyMap<string, ReadonlySet<Session>>,
): Desk => {
  const random = new Random(script.seed, 'attendance');
  const desk = new Desk();
  for (const day of workingDays(scale.from, scale.to))
    for (const [at, office] of county.offices.entries()) {
      for (const worker of office.workers)
        for (const half of HALVES) {
          if (away.get(worker.id)?.has(sessionOf(day, half))) continue;
          const kind = random.weighted<Kind>(SHARES);
          if (kind === 'ordinary' || kind === 'helped' || kind === 'forgot') desk.add(worker.id, sessionOf(day, half));
          new HalfDay(script, random, office, worker, day, half).play(kind);
        }
      script.add({
        at: minuteOf(day, CLOSING + at),
        by: office.head,
        lane: office.id,
        path: `offices/${office.id}/attendance-days/${day}/closing`,
        body: {},
      });
    }
  return desk;
};

class HalfDay {
  private readonly terminal: { readonly device: string; readonly place: string };
  private readonly start: number;
  private readonly end: number;

  constructor(
    private readonly script: Script,
    private readonly random: Random,
    private readonly office: Office,
    private readonly worker: Actor,
    private readonly day: Day,
    private readonly half: Half,
  ) {
    ({ start: this.start, end: this.end } = HOURS[half]);
    this.terminal = { device: `terminal-${office.id}`, place: office.name };
  }

  play(kind: Kind): void {
    const { random } = this;
    switch (kind) {
      case 'ordinary':
        return this.comeAndGo(this.inTime(), this.afterEnd());
      case 'late':
        return this.comeAndGo(this.start + random.whole(1, 35), this.afterEnd());
      case 'tooLate':
        // Over 120 minutes: the half day is an absence, though the worker came.
        return this.comeAndGo(this.start + random.whole(121, 150), this.afterEnd());
      case 'early':
        return this.comeAndGo(this.inTime(), this.end - random.whole(3, 40));
      case 'forgot':
        return this.come(this.inTime());
      case 'helped':
        this.send(this.office.head, this.inTime(), 'check-ins', { ...this.terminal, reason: '考勤机故障，当面核实' });
        return this.go(this.afterEnd());
      case 'left':
        this.come(this.inTime());
        return this.absent(this.start + 140, 'LEFT_WITHOUT_CLEARANCE', '签到后未经批准离开');
      case 'absent':
        // What the head does not log, the closing of the day finds.
        if (random.chance(0.5)) this.absent(this.end + 12, 'NOT_AT_WORK', '电话联系未接');
    }
  }

  private comeAndGo(from: number, to: number): void {
    this.come(from);
    this.go(to);
  }
  private come(minute: number): void {
    this.send(this.worker, minute, 'check-ins', this.terminal);
  }
  private go(minute: number): void {
    this.send(this.worker, minute, 'check-outs', this.terminal);
  }
  private absent(minute: number, ground: string, remark: string): void {
    this.send(this.office.head, minute, 'absences', { day: this.day, half: this.half, ground, remark });
  }

  private send(by: Actor, minute: number, what: string, body: object): void {
    const path = `social-workers/${this.worker.id}/${what}`;
    this.script.add({ at: minuteOf(this.day, minute), by, lane: `attendance-${this.worker.id}`, path, body });
  }

  private inTime(): number {
    return this.start - this.random.whole(0, 18);
  }
  private afterEnd(): number {
    return this.end + this.random.whole(0, 11);
  }
}
