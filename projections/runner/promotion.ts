import { idOf, viewId } from '../../src/platform/read-store/read-documents.js';
import type { Checkpoints } from './checkpoints.js';
import type { Followed } from './followed.js';
import { compareRows } from './rows/comparison.js';
import type { RunnerParts } from './runner-parts.js';
import type { TrackedView } from './tracked-view.js';
import type { Versions } from './versions.js';

interface PromotionParts extends RunnerParts {
  readonly checkpoints: Checkpoints;
  readonly versions: Versions;
  readonly followed: Followed;
  /** Called with a version that answers no more and is kept up to date no more. */
  readonly leave: (view: TrackedView) => void;
  /** Called with a label that nothing bears any more. */
  readonly gone: (label: string) => void;
}

/** What a switch led to. */
export interface Switched {
  readonly live: string;
  readonly previous: string | null;
  readonly rows: number;
  readonly previousRows: number | null;
}

/** How what was built takes the place of what answers queries: compared, by one write; what answered before goes after a grace time. */
export class Promotion {
  /** Versions that are built and lack rows: said once. */
  private readonly withheld = new Set<string>();

  constructor(private readonly parts: PromotionParts) {}

  /** A version that lacks rows takes nobody's place: it waits until its quarantine is resolved. One that is held waits for the order. */
  async complete(view: TrackedView): Promise<void> {
    const { checkpoints, log } = this.parts;
    const keys = view.quarantine.size;
    if (keys > 0) {
      if (!this.withheld.has(view.id))
        log.error({ view: view.id, keys }, 'Built a view, but keys of it are in quarantine: not switched to');
      this.withheld.add(view.id);
      return;
    }
    this.withheld.delete(view.id);
    await this.compare(view);
    if (!view.hold) return void (await this.promote(view));
    // Whoever reads that it is built may order the switch at once, and is not told that it is not.
    view.state = 'built';
    await checkpoints.setState(view.id, 'built');
    log.info({ view: view.id }, 'Built a view; it waits for the order to switch');
  }

  /** Lets a complete version answer queries. */
  async promote(view: TrackedView): Promise<Switched> {
    const { checkpoints, followed, log, versions } = this.parts;
    const { rows, previousRows, previous } = await versions.switchTo(view.view);
    await checkpoints.note(view.id, { state: 'live', hold: false });
    view.state = 'live';
    view.hold = false;
    const before = followed.besides(view);
    if (before) {
      this.parts.leave(before);
      followed.forget(before);
    }
    if (view.label !== view.view.name) this.parts.gone(view.label);
    view.label = view.view.name;
    log.info({ view: view.id, rows, previous, previousRows }, 'Built a view and switched to it');
    const { name } = view.view;
    return { live: view.id, previous: previous === null ? null : viewId(name, previous), rows, previousRows };
  }

  /** Removes what answered before, once its grace time is over. */
  async dropOld(): Promise<void> {
    const { followed, log, settings, versions } = this.parts;
    const dropped = await versions.dropKept(settings.graceMs, (name) => followed.versionsOf(name));
    for (const view of dropped) log.info({ view }, 'Dropped the version before');
  }

  /** Both are equally far, so builds of the same code differ only where one of them is wrong. Keys of rows stay out of the log. */
  private async compare(view: TrackedView): Promise<void> {
    const { checkpoints, db, log, versions } = this.parts;
    const live = await versions.mark(view.view);
    if (live === view.view.version) return;
    const comparison = await compareRows(db, viewId(view.view.name, live), idOf(view.view));
    await checkpoints.note(view.id, { comparison });
    const { examples: _, ...figures } = comparison;
    log.info({ view: view.id, ...figures }, 'Compared a view with the one that answers');
  }
}
