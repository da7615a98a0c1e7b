import type { IncidentForm, Registration, VisitForm, WeeklyReportForm } from './forms.js';

/** Who sends it, as the token says. */
export interface Caller {
  readonly person: string;
  readonly role: string;
  readonly unit: string;
}

/** What a command answers with. */
export interface Done {
  readonly id: string;
}

/** What a rule refuses: answered with 409. */
export class Refused extends Error {}

/** The five commands, behind the same edge in each peer. */
export abstract class Work {
  abstract register(id: string, form: Registration, by: Caller): Promise<Done>;
  abstract report(superviseeId: string, form: WeeklyReportForm, by: Caller): Promise<Done>;
  abstract visit(id: string, superviseeId: string, form: VisitForm, by: Caller): Promise<Done>;
  abstract reportIncident(id: string, form: IncidentForm, by: Caller): Promise<Done>;
  abstract acknowledgeIncident(id: string, by: Caller): Promise<Done>;
}
