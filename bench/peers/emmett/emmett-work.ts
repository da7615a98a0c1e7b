import { CommandHandler, type EventStore } from '@event-driven-io/emmett';
import { weekOf } from '../../../src/kernel/day.js';
import type { IncidentForm, Registration, VisitForm, WeeklyReportForm } from '../edge/forms.js';
import { type Caller, type Done, Refused, Work } from '../edge/work.js';
import {
  type Incident,
  incident,
  type IncidentFact,
  once,
  type Supervisee,
  supervisee,
  type SuperviseeRegistered,
  type VisitMade,
  type WeeklyReportReceived,
} from './facts.js';

const registering = CommandHandler<Supervisee, SuperviseeRegistered>(supervisee);
const reporting = CommandHandler<boolean, WeeklyReportReceived>(once);
const visiting = CommandHandler<boolean, VisitMade>(once);
const handling = CommandHandler<Incident, IncidentFact>(incident);

/** The commands by Emmett's command handlers: a stream is read, the decision is made, its events are appended at the revision read. */
export class EmmettWork extends Work {
  constructor(
    private readonly store: EventStore,
    private readonly namespace: string,
  ) {
    super();
  }

  async register(id: string, form: Registration, by: Caller): Promise<Done> {
    await registering(this.store, this.name('supervisee', id), ({ officeId }) => {
      if (officeId !== undefined) throw new Refused('registered already');
      return { type: 'SuperviseeRegistered', data: { ...form, superviseeId: id, ...said(by) } };
    });
    return { id };
  }

  async report(superviseeId: string, form: WeeklyReportForm, by: Caller): Promise<Done> {
    const { officeId } = await this.underSupervision(superviseeId, form.reportedOn, by);
    const week = weekOf(form.reportedOn);
    const id = `${superviseeId}_${week}`;
    await reporting(this.store, this.name('report', id), (reported) => {
      if (reported) throw new Refused('reported already');
      return { type: 'WeeklyReportReceived', data: { ...form, superviseeId, week, officeId, ...said(by) } };
    });
    return { id };
  }

  async visit(id: string, superviseeId: string, form: VisitForm, by: Caller): Promise<Done> {
    await this.underSupervision(superviseeId, form.day, by);
    await visiting(this.store, this.name('visit', id), (made) => {
      if (made) throw new Refused('recorded already');
      return { type: 'VisitMade', data: { ...form, visitId: id, superviseeId, ...said(by) } };
    });
    return { id };
  }

  async reportIncident(id: string, form: IncidentForm, by: Caller): Promise<Done> {
    const { officeId } = await this.underSupervision(form.superviseeId, form.occurredAt.slice(0, 10), by);
    await handling(this.store, this.name('incident', id), (known) => {
      if (known.officeId !== undefined) throw new Refused('reported already');
      return { type: 'IncidentReported', data: { ...form, incidentId: id, officeId, ...said(by) } };
    });
    return { id };
  }

  async acknowledgeIncident(id: string, by: Caller): Promise<Done> {
    await handling(this.store, this.name('incident', id), ({ officeId, acknowledged }) => {
      if (officeId === undefined || officeId !== by.unit) throw new Refused('no such incident');
      if (acknowledged) throw new Refused('acknowledged already');
      return { type: 'IncidentAcknowledged', data: { incidentId: id, officeId, ...said(by) } };
    });
    return { id };
  }

  private async underSupervision(id: string, day: string, by: Caller): Promise<{ officeId: string }> {
    const { state } = await this.store.aggregateStream<Supervisee, SuperviseeRegistered>(
      this.name('supervisee', id),
      supervisee,
    );
    const { officeId, reportedOn } = state;
    if (officeId === undefined || reportedOn === undefined || officeId !== by.unit) throw new Refused('no such person');
    if (day < reportedOn) throw new Refused('before the registration');
    return { officeId };
  }

  private name(category: string, id: string): string {
    return `${this.namespace}.${category}-${id}`;
  }
}

const said = ({ person }: Caller): { by: string; at: string } => ({ by: person, at: new Date().toISOString() });
