import { type Collection, type Db, MongoServerError } from 'mongodb';
import { weekOf } from '../../../src/kernel/day.js';
import type { IncidentForm, Registration, VisitForm, WeeklyReportForm } from '../edge/forms.js';
import { type Caller, type Done, Refused, Work } from '../edge/work.js';

interface Document {
  readonly _id: string;
  readonly officeId: string;
  readonly reportedOn?: string;
}

const DUPLICATE = 11_000;

/** The commands as a plain service does them: the row is looked up, the rule checked, a row written. Nothing remembers what was before. */
export class CrudWork extends Work {
  constructor(private readonly db: Db) {
    super();
  }

  /** What the lists are ordered and counted by. */
  async prepare(): Promise<void> {
    await this.of('supervisees').createIndex({ officeId: 1, _id: 1 });
    await this.of('weeklyReports').createIndex({ officeId: 1, week: 1 });
    await this.of('incidents').createIndex({ officeId: 1, occurredAt: 1 });
    await this.of('visits').createIndex({ superviseeId: 1, day: 1 });
  }

  async register(id: string, form: Registration, by: Caller): Promise<Done> {
    return this.insert('supervisees', { _id: id, ...form, weeklyReports: 0, ...said(by) });
  }

  async report(superviseeId: string, form: WeeklyReportForm, by: Caller): Promise<Done> {
    const { officeId } = await this.underSupervision(superviseeId, form.reportedOn, by);
    const week = weekOf(form.reportedOn);
    const id = `${superviseeId}_${week}`;
    const done = await this.insert('weeklyReports', { _id: id, ...form, superviseeId, week, officeId, ...said(by) });
    const $max = { lastReportWeek: week };
    await this.of('supervisees').updateOne({ _id: superviseeId }, { $inc: { weeklyReports: 1 }, $max });
    return done;
  }

  async visit(id: string, superviseeId: string, form: VisitForm, by: Caller): Promise<Done> {
    const { officeId } = await this.underSupervision(superviseeId, form.day, by);
    return this.insert('visits', { _id: id, ...form, superviseeId, officeId, ...said(by) });
  }

  async reportIncident(id: string, form: IncidentForm, by: Caller): Promise<Done> {
    const { officeId } = await this.underSupervision(form.superviseeId, form.occurredAt.slice(0, 10), by);
    return this.insert('incidents', { _id: id, ...form, officeId, ...said(by) });
  }

  async acknowledgeIncident(id: string, by: Caller): Promise<Done> {
    const open = { _id: id, officeId: by.unit, acknowledgedBy: { $exists: false } };
    const $set = { acknowledgedBy: by.person, acknowledgedAt: new Date() };
    const { matchedCount } = await this.of('incidents').updateOne(open, { $set });
    if (matchedCount === 0) throw new Refused('no such incident, or acknowledged already');
    return { id };
  }

  private async underSupervision(id: string, day: string, by: Caller): Promise<Document> {
    const person = await this.of('supervisees').findOne({ _id: id, officeId: by.unit });
    if (person?.reportedOn === undefined) throw new Refused('no such person');
    if (day < person.reportedOn) throw new Refused('before the registration');
    return person;
  }

  private async insert<D extends Document>(into: string, row: D): Promise<Done> {
    try {
      await this.of(into).insertOne(row);
    } catch (error) {
      if (error instanceof MongoServerError && error.code === DUPLICATE) throw new Refused('on record already');
      throw error;
    }
    return { id: row._id };
  }

  private of(name: string): Collection<Document> {
    return this.db.collection<Document>(name);
  }
}

const said = ({ person }: Caller): { by: string; at: Date } => ({ by: person, at: new Date() });
