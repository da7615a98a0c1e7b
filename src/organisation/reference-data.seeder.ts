import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/commands/commands.js';
import { StoreUnavailable } from '../platform/streams/errors.js';
import { StreamStore } from '../platform/streams/stream-store.js';
import { policy } from './domain/policy-sets/policy.js';
import { POLICY_ID, type PolicyBook } from './domain/policy-sets/policy-book.js';
import { CALENDAR_ID, type PublishedCalendars } from './domain/work-calendars/published-calendars.js';
import { workCalendar } from './domain/work-calendars/work-calendar.js';
import { missingReferenceData } from './reference-data.js';

const RETRY_MS = 1_000;

/**
 * Publishes what an installation starts with. With the event store away the service starts all the same, and this goes on trying
 * until it has been done or the service stops.
 */
@Injectable()
export class ReferenceDataSeeder implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ReferenceDataSeeder.name);
  private readonly stopped = new AbortController();
  private trying: Promise<void> | undefined;

  constructor(
    private readonly commands: Commands,
    private readonly streams: StreamStore,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!(await this.tried())) this.trying = this.keepTrying();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped.abort();
    await this.trying;
  }

  /** Publishes what is missing, each once, also when other processes do the same. */
  async seed(): Promise<void> {
    const book = await this.streams.load<PolicyBook>(policy, POLICY_ID, 0);
    const calendars = await this.streams.load<PublishedCalendars>(workCalendar, CALENDAR_ID, 0);
    for (const one of missingReferenceData(book.state, calendars.state, this.clock.now()))
      await this.commands.send(one);
  }

  private async tried(): Promise<boolean> {
    try {
      await this.seed();
      return true;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      this.log.warn(`Reference data not published yet: ${error.message}`);
      return false;
    }
  }

  private async keepTrying(): Promise<void> {
    const { signal } = this.stopped;
    try {
      do await pause(RETRY_MS, undefined, { signal });
      while (!(await this.tried()));
    } catch (error) {
      if (!signal.aborted) this.log.error('Reference data could not be published', error);
    }
  }
}
