import { Injectable } from '@nestjs/common';

/** Something that must work for the process to be of use. */
export interface HealthIndicator {
  readonly name: string;
  /** Rejects when it does not work. */
  readonly check: () => Promise<unknown>;
}

export interface Readiness {
  readonly status: 'ready' | 'not-ready';
  /** By the indicator's name. */
  readonly checks: Readonly<Record<string, 'up' | 'down'>>;
}

const LIMIT_MS = 2_000;

const isUp = async ({ check }: HealthIndicator): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((late) => {
    timer = setTimeout(() => late(false), LIMIT_MS);
  });
  try {
    return await Promise.race([check().then(() => true), limit]);
  } catch {
    // Why it is down is for the logs of whatever needs it; a probe only asks whether.
    return false;
  } finally {
    clearTimeout(timer);
  }
};

/** Asks everything that the process depends on. Modules add what they depend on when they start. */
@Injectable()
export class Health {
  private readonly indicators: HealthIndicator[] = [];

  add(indicator: HealthIndicator): void {
    this.indicators.push(indicator);
  }

  /** Ready when each indicator answers within 2 s. */
  async readiness(): Promise<Readiness> {
    const found = await Promise.all(
      this.indicators.map(async (one) => [one.name, (await isUp(one)) ? 'up' : 'down'] as const),
    );
    const ready = found.every(([, state]) => state === 'up');
    return { status: ready ? 'ready' : 'not-ready', checks: Object.fromEntries(found) };
  }
}
