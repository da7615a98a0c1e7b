import { Inject, Injectable } from '@nestjs/common';
import type { Jurisdictions, PolicyInForce } from '../kernel/context.js';
import type { Day, Instant } from '../kernel/day.js';
import type { AnyDecider } from '../kernel/decider.js';
import type { PolicyRules } from '../kernel/policy-rules.js';
import type { Principal } from '../kernel/roles.js';
import type { WorkCalendar } from '../kernel/work-calendar.js';
import { REFERENCE_AGE_MS } from '../platform/commands/decider-registry.js';
import { AppLogger } from '../platform/logging/app-logger.js';
import { StoreUnavailable } from '../platform/streams/errors.js';
import { StreamStore } from '../platform/streams/stream-store.js';
import { actingFor } from './domain/delegations/delegations.js';
import { organisation } from './domain/organisation.js';
import { pathOf, standsFor } from './domain/organisation-queries.js';
import { type Organisation, ORGANISATION_ID } from './domain/organisation-tree.js';
import { policy } from './domain/policy-sets/policy.js';
import { POLICY_ID, type PolicyBook, policyOn } from './domain/policy-sets/policy-book.js';
import { CALENDAR_ID, type PublishedCalendars } from './domain/work-calendars/published-calendars.js';
import { workCalendar } from './domain/work-calendars/work-calendar.js';

/** What queries go by. */
interface Known {
  readonly organisation: Organisation;
  readonly policies: PolicyBook;
  readonly calendar: WorkCalendar;
}

/**
 * The reference data of the installation from its three streams, folded in memory: what another process published is seen within
 * REFERENCE_AGE_MS, what this one did at once. Every method rejects with StoreUnavailable when the event store is away.
 */
@Injectable()
export class OrganisationJurisdictions implements Jurisdictions {
  private known: Known | undefined;
  private refreshing: Promise<void> | undefined;

  constructor(
    private readonly streams: StreamStore,
    @Inject(AppLogger) private readonly logger: Pick<AppLogger, 'warn'>,
  ) {}

  async pathOf(unit: string): Promise<readonly string[] | undefined> {
    return pathOf(await this.organisation(), unit);
  }

  async policyOn(day: Day, path: readonly string[]): Promise<PolicyInForce> {
    return (await this.policies(path))(day);
  }

  async policies(path: readonly string[]): Promise<(day: Day) => PolicyInForce> {
    const book = await this.state<PolicyBook>(policy, POLICY_ID);
    return (day) => policyOn(book, day, path);
  }

  async calendar(maxAgeMs?: number): Promise<WorkCalendar> {
    return (await this.state<PublishedCalendars>(workCalendar, CALENDAR_ID, maxAgeMs)).calendar;
  }

  async actingFor(actor: string, onBehalfOf: string, at: Instant): Promise<Principal | undefined> {
    return actingFor(await this.organisation(), actor, onBehalfOf, at);
  }

  async standsFor(unit: string): Promise<readonly string[]> {
    const { organisation: known } = await this.asKnown();
    // Whoever still comes in the name of a unit that is closed reaches nothing by it.
    return known.units.has(unit) ? standsFor(known, unit) : [unit];
  }

  async rulesAsKnown(day: Day, unit: string): Promise<PolicyRules> {
    const { organisation: known, policies } = await this.asKnown();
    return policyOn(policies, day, pathOf(known, unit) ?? []).rules;
  }

  async rulebookAsKnown(path: readonly string[]): ReturnType<Jurisdictions['rulebookAsKnown']> {
    const { policies, calendar } = await this.asKnown();
    return { calendar, policyOn: (day) => policyOn(policies, day, path) };
  }

  private async asKnown(): Promise<Known> {
    if (this.known) this.refresh();
    else this.known = await this.read(Number.POSITIVE_INFINITY);
    return this.known;
  }

  /** Queries do not wait for the event store, nor fail with what it says: merges are rare, and the next query asks again. */
  private refresh(): void {
    this.refreshing ??= this.read()
      .then(
        (known) => {
          this.known = known;
        },
        (error: unknown) => {
          if (!(error instanceof StoreUnavailable)) this.logger.warn(error, 'OrganisationJurisdictions');
        },
      )
      .finally(() => {
        this.refreshing = undefined;
      });
  }

  private async read(maxAgeMs?: number): Promise<Known> {
    const tree = await this.organisation(maxAgeMs);
    const policies = await this.state<PolicyBook>(policy, POLICY_ID, maxAgeMs);
    return { organisation: tree, policies, calendar: await this.calendar(maxAgeMs) };
  }

  private organisation(maxAgeMs?: number): Promise<Organisation> {
    return this.state<Organisation>(organisation, ORGANISATION_ID, maxAgeMs);
  }

  private async state<S>(of: AnyDecider, id: string, maxAgeMs = REFERENCE_AGE_MS): Promise<S> {
    return (await this.streams.load<S>(of, id, maxAgeMs)).state;
  }
}
