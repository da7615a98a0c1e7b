import type { Day } from '../../src/kernel/day.js';
import { HALVES, type Session, sessionOf } from '../../src/kernel/sessions.js';
import type { Minute } from '../clock.js';
import type { Actor, Office } from '../county.js';
import type { Random } from '../random.js';
import { minuteOf } from './step.js';

/** Minutes of the day between which work at the desk is done. */
const OPEN = { AM: [8 * 60 + 41, 11 * 60 + 48], PM: [14 * 60 + 43, 17 * 60 + 12] } as const;

/** Who is at the office when. Before daily work is recorded, everybody is. */
export class Desk {
  private readonly present = new Set<string>();
  private first: Day | undefined;

  add(worker: string, session: Session): void {
    this.first ??= session.slice(0, 10);
    this.present.add(`${worker} ${session}`);
  }

  /** Somebody of the office who can attend to a matter on a working day, and when: who usually does, else a colleague, else the head. */
  attend(random: Random, office: Office, usual: Actor, day: Day): { by: Actor; at: Minute } {
    const half = random.pick(HALVES);
    const minute = random.whole(...OPEN[half]);
    const there = (worker: Actor): boolean =>
      this.first === undefined || day < this.first || this.present.has(`${worker.id} ${sessionOf(day, half)}`);
    const by = [usual, ...office.workers].find(there) ?? office.head;
    return { by, at: minuteOf(day, minute) };
  }
}
