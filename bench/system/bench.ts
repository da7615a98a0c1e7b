import { Installation } from './installation.js';
import type { Measured, Usage } from './processes.js';
import { MemoryLog } from './memory-log.js';
import type { Stores } from './stores.js';

/** Below this scale nothing is worth measuring. */
const SMOKE = 0.01;

/** What the scenes work with. */
export class Bench {
  readonly memory = new MemoryLog();

  constructor(
    readonly stores: Stores,
    /** 1 for the sizes that the figures are of; less for a quick look. */
    readonly scale: number,
    readonly say: (text: string) => void,
  ) {}

  /** A size at the run's scale, at least `least`. */
  size(full: number, least = 1): number {
    return Math.max(least, Math.round(full * this.scale));
  }

  /** How many rounds are measured: one when the run only shows that everything works. */
  rounds(full: number): number {
    return this.scale < SMOKE ? 1 : full;
  }

  /** Runs a scene in an installation of its own. */
  async within<T>(scene: (installation: Installation) => Promise<T>): Promise<T> {
    const installation = new Installation(this.stores);
    try {
      return await scene(installation);
    } finally {
      await installation.stop();
    }
  }
}

/** Processor time that processes use between two moments, per call. */
export class CpuMeter {
  private readonly used = new Map<string, number>();
  private calls = 0;
  private own: NodeJS.CpuUsage | undefined;
  private before: ReadonlyMap<string, Usage> = new Map();

  constructor(private readonly processes: readonly Measured[]) {}

  /** Begins to count what every process uses, this one included. */
  async begin(): Promise<void> {
    this.own = process.cpuUsage();
    this.before = await this.usages();
  }

  /** Adds what was used since `begin` for so many calls. */
  async end(calls: number): Promise<void> {
    const { user, system } = process.cpuUsage(this.own);
    for (const [name, { cpuMs }] of await this.usages()) this.add(name, cpuMs - (this.before.get(name)?.cpuMs ?? 0));
    this.add('client', (user + system) / 1_000);
    this.calls += calls;
  }

  /** `API 0.61 ms, client 0.05 ms` of processor time per call. */
  get text(): string {
    return [...this.used].map(([name, ms]) => `${name} ${(ms / this.calls).toFixed(2)} ms`).join(', ');
  }

  private add(name: string, ms: number): void {
    this.used.set(name, (this.used.get(name) ?? 0) + ms);
  }

  private async usages(): Promise<Map<string, Usage>> {
    return new Map(await Promise.all(this.processes.map(async (one) => [one.name, await one.usage()] as const)));
  }
}
