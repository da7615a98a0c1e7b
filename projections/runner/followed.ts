import type { AnyView } from '../../src/kernel/view.js';
import type { CheckpointDocument } from '../../src/platform/read-store/read-documents.js';
import { asBuild, isBuildOf, nextBuild } from './builds.js';
import { type Checkpoints, Fenced } from './checkpoints.js';
import { RowCache } from './rows/row-cache.js';
import type { RunnerParts } from './runner-parts.js';
import { trackView, type TrackedView } from './tracked-view.js';
import type { Known, Versions } from './versions.js';

interface FollowedParts extends RunnerParts {
  readonly checkpoints: Checkpoints;
  readonly versions: Versions;
}

/** How many builds are prepared at once: each is a few short calls. */
const AT_ONCE = 8;

/** What a runner keeps up to date: of each view the version that answers queries, or will, and what is built anew beside it. */
export class Followed {
  private readonly cache = new RowCache();
  private readonly tracked = new Map<string, TrackedView>();

  constructor(private readonly parts: FollowedParts) {}

  all(): TrackedView[] {
    return [...this.tracked.values()];
  }

  /** By name, the one that answers or will answer queries; by id, that build. */
  named(name: string): TrackedView | undefined {
    return this.tracked.get(name) ?? this.all().find(({ label }) => label === name);
  }

  /** The other build of the same view. */
  besides(view: TrackedView): TrackedView | undefined {
    return this.all().find((other) => other !== view && other.view.name === view.view.name);
  }

  versionsOf(name: string): number[] {
    return this.all().flatMap(({ view }) => (view.name === name ? [view.version] : []));
  }

  forget(view: TrackedView): void {
    this.tracked.delete(view.id);
  }

  /**
   * Finds out which builds there are to follow and makes them this runner's own.
   * @throws Fenced when another runner has taken over
   */
  async begin(): Promise<TrackedView[]> {
    const { checkpoints, versions, views } = this.parts;
    const lives = await versions.markAll(views);
    const numbers = await versions.known(views.map(({ name }) => name));
    const builds = views.flatMap((view) =>
      buildsOf(view, lives.get(view.name) ?? fenced(), numbers.get(view.name) ?? []).map((number, nth) => {
        const build = asBuild(view, number);
        return { build, live: lives.get(view.name) === number, first: nth === 0 };
      }),
    );
    const known = await checkpoints.claim(builds.map(({ build }) => build));
    const left = [...builds];
    const work = async (): Promise<void> => {
      for (let next = left.shift(); next; next = left.shift()) await this.track(next.build, known, next);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return this.all();
  }

  /** Begins a build beside the one that answers queries. */
  async buildAnew({ view }: TrackedView, hold: boolean): Promise<TrackedView> {
    const { checkpoints, versions } = this.parts;
    const known = (await versions.known([view.name])).get(view.name) ?? [];
    const numbers = known.map(({ version }) => version);
    const build = asBuild(view, nextBuild(Math.max(...ofCode(view, numbers), view.version)));
    const tracked = await this.track(build, await checkpoints.claim([build]), { live: false, first: false });
    tracked.hold = hold;
    await checkpoints.note(tracked.id, { hold });
    return tracked;
  }

  private async track(
    build: AnyView,
    known: ReadonlyMap<string, CheckpointDocument>,
    { live, first }: { live: boolean; first: boolean },
  ): Promise<TrackedView> {
    const { checkpoints, versions } = this.parts;
    await versions.index(build);
    const id = `${build.name}@${build.version}`;
    const { position: cursor, hold = false } = known.get(id) ?? fenced();
    const state = live ? 'live' : 'building';
    const label = first ? build.name : id;
    const tracked = await trackView({ ...this.parts, cache: this.cache }, build, { cursor, state, label, hold });
    // A view that was blocked gets another chance with every start.
    if (await tracked.quarantine.open(null)) await tracked.quarantine.resolve(null);
    await checkpoints.setState(id, state);
    this.tracked.set(id, tracked);
    return tracked;
  }
}

const fenced = (): never => {
  throw new Fenced();
};

const ofCode = ({ version }: AnyView, numbers: readonly number[]): number[] =>
  numbers.filter((number) => isBuildOf({ version: Math.floor(version) }, number));

/**
 * Where the live version is one of the code's, that one, and what was begun after it. Else the latest that there is of the code's
 * version: it goes on from where it was; a number that is being dropped is not used again.
 */
const buildsOf = (view: AnyView, live: number, known: readonly Known[]): number[] => {
  const numbers = ofCode(
    view,
    known.map(({ version }) => version),
  );
  const going = known.filter(({ state }) => state === 'dropping').map(({ version }) => version);
  if (isBuildOf(view, live)) return [live, ...numbers.filter((number) => number > live && !going.includes(number))];
  const latest = Math.max(view.version, ...numbers);
  return [going.includes(latest) ? nextBuild(latest) : latest];
};
