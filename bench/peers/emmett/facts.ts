import type { Event } from '@event-driven-io/emmett';
import type { IncidentForm, Registration, VisitForm, WeeklyReportForm } from '../edge/forms.js';

type By = { by: string; at: string };
/** As one flat record, which Emmett asks for. */
type Data<T> = { [K in keyof T]: T[K] };

export type SuperviseeRegistered = Event<'SuperviseeRegistered', Data<Registration & { superviseeId: string } & By>>;
export type WeeklyReportReceived = Event<
  'WeeklyReportReceived',
  Data<WeeklyReportForm & { superviseeId: string; week: string; officeId: string } & By>
>;
export type VisitMade = Event<'VisitMade', Data<VisitForm & { visitId: string; superviseeId: string } & By>>;
export type IncidentReported = Event<
  'IncidentReported',
  Data<IncidentForm & { incidentId: string; officeId: string } & By>
>;
export type IncidentAcknowledged = Event<'IncidentAcknowledged', Data<{ incidentId: string; officeId: string } & By>>;
export type IncidentFact = IncidentReported | IncidentAcknowledged;
export type Fact = SuperviseeRegistered | WeeklyReportReceived | VisitMade | IncidentFact;

/** As far as rules need it. */
export interface Supervisee {
  readonly officeId?: string;
  readonly reportedOn?: string;
}
export interface Incident {
  readonly officeId?: string;
  readonly acknowledged?: true;
}

export const supervisee = {
  initialState: (): Supervisee => ({}),
  evolve: (_: Supervisee, { data }: SuperviseeRegistered): Supervisee => ({
    officeId: data.officeId,
    reportedOn: data.reportedOn,
  }),
};
export const incident = {
  initialState: (): Incident => ({}),
  evolve: (state: Incident, { type, data }: IncidentFact): Incident => ({
    officeId: data.officeId,
    ...(type === 'IncidentAcknowledged' || state.acknowledged ? { acknowledged: true } : {}),
  }),
};
/** Whether anything is on record. */
export const once = { initialState: (): boolean => false, evolve: (): boolean => true };
