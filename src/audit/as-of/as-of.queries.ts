import { Controller, Inject } from '@nestjs/common';
import type { AnyDecider } from '../../kernel/decider.js';
import { FlagField, PatternField } from '../../kernel/fields.js';
import { notFound, type Title } from '../../kernel/rejection.js';
import type { AnyView } from '../../kernel/view.js';
import { DeciderRegistry } from '../../platform/commands/decider-registry.js';
import type { Leeway } from '../../platform/http/documentation/schema-of-example.js';
import { Queried, type Question } from '../../platform/http/question.js';
import { GetQuery } from '../../platform/http/routes.js';
import { EventCatalogue } from '../../platform/streams/event-codec.js';
import { HISTORY_READERS } from '../audit.controller.js';
import { HistoryReaders } from '../history-readers.js';
import type { Change } from './changes.js';
import { MOMENT, momentOf } from './moment.js';
import { type Asked, type PastState, PastStates, type Step } from './past-states.js';

/** Every read model there is. */
export const AUDITED_VIEWS = Symbol('views that the audit folds');

/** Ids and keys: whatever they are made of, they are one line. */
const KEY = /^\S(.{0,298}\S)?$/;

class AsOfQuery {
  @PatternField(MOMENT, {
    optional: true,
    description: '时刻或历史位置；默认为现在 / instant, by when facts were recorded, or position; now unless given',
    example: '2026-03-09T08:30:00+08:00',
  })
  declare readonly asOf?: string;
  @FlagField({ optional: true, description: '逐个事件说明 / explain event by event', example: true })
  declare readonly explain?: boolean;
}

export class RecordAsOfQuery extends AsOfQuery {
  @PatternField(/^[A-Za-z]{1,64}$/, { path: true }) declare readonly category: string;
  @PatternField(KEY, { description: '记录编号：流名称中类别之后的部分 / id of the record', example: 'w-001' })
  declare readonly id: string;
}

export class DocumentAsOfQuery extends AsOfQuery {
  @PatternField(/^[a-z][a-z-]{1,63}$/, { path: true }) declare readonly view: string;
  @PatternField(KEY, { description: '文档的键 / key of the document', example: 'w-001' })
  declare readonly key: string;
}

/** A fact that it was made of, and what it set. */
interface ShownStep {
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly title: Title;
  readonly at: string;
  readonly recordedAt: string;
  readonly by: string;
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly command: string;
  readonly policySet: string | null;
  readonly changes: readonly Change[];
}

/** What something was, and how it became so. */
interface Shown {
  readonly asOf: { readonly position: number; readonly recordedAt: string; readonly facts: number };
  readonly content: unknown;
  /** By field, the fact that set it last; one that is not named was set with the one that it is part of. */
  readonly setBy?: readonly { readonly path: string; readonly position: number; readonly type: string }[];
  readonly events?: readonly ShownStep[];
}

const EXAMPLE = {
  asOf: { position: 421, recordedAt: '2026-03-09T01:20:00.000Z', facts: 1 },
  content: { status: 'requested', days: 1 },
  setBy: [{ path: 'days', position: 421, type: 'LeaveRequested' }],
  events: [
    {
      ...{ position: 421, revision: 0, stream: 'leave-w-001', id: '0198a2b4-0000-5000-8000-000000000000' },
      ...{ type: 'LeaveRequested', title: { zh: '申请请假', en: 'Leave requested' } },
      ...{ at: '2026-03-09T01:20:00.000Z', recordedAt: '2026-03-09T01:20:00.000Z', by: 'w-001' },
      ...{ role: 'social-worker', onBehalfOf: null, command: 'RequestLeave', policySet: 'fuzhou' },
      changes: [{ path: 'days', to: 1 }],
    },
  ],
};

/** Contents are those of the record or document; without `explain` no events are told. */
const LEEWAY: Leeway = {
  nullable: ['content', 'events.policySet'],
  optional: ['setBy', 'events', 'events.changes.to'],
  open: ['content', 'events.changes.to'],
};

/** What any record and any document was at any moment of the past (AUD-2). Opened before, with a reason (SEC-4). */
@Controller('v1/audit')
export class AsOfQueries {
  private readonly deciders: ReadonlyMap<string, AnyDecider>;
  private readonly views: ReadonlyMap<string, AnyView>;

  constructor(
    private readonly past: PastStates,
    private readonly readers: HistoryReaders,
    private readonly catalogue: EventCatalogue,
    registry: DeciderRegistry,
    @Inject(AUDITED_VIEWS) views: readonly AnyView[],
  ) {
    this.deciders = new Map(registry.deciders.map((of) => [of.category, of]));
    this.views = new Map(views.map((view) => [view.name, view]));
  }

  /** What its decider knew of a record: the state that decisions were made on. */
  @GetQuery(
    'records/:category',
    RecordAsOfQuery,
    HISTORY_READERS,
    { zh: '某一时刻的记录状态', en: 'A record as of a moment' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async record(@Queried() { query, principal }: Question<RecordAsOfQuery>): Promise<Shown> {
    const { category, id, asOf, explain = false } = query;
    const asked = { moment: momentOf(asOf), reader: principal, explained: explain };
    await this.readers.admit('record', `${category}-${id}`, principal);
    const of = this.deciders.get(category);
    return this.shown(of && (await this.past.record(of, id, asked)), asked);
  }

  /** A document of a read model, as it was shown then. */
  @GetQuery(
    'documents/:view',
    DocumentAsOfQuery,
    HISTORY_READERS,
    { zh: '某一时刻的读模型文档', en: 'A document of a read model as of a moment' },
    { example: EXAMPLE, ...LEEWAY },
  )
  async document(@Queried() { query, principal }: Question<DocumentAsOfQuery>): Promise<Shown> {
    const { view: name, key, asOf, explain = false } = query;
    const asked = { moment: momentOf(asOf), reader: principal, explained: explain };
    await this.readers.admit('document', `${name}/${key}`, principal);
    const view = this.views.get(name);
    return this.shown(view && (await this.past.document(view, key, asked)), asked);
  }

  private shown(past: PastState | undefined, { explained }: Asked): Shown {
    if (!past) throw notFound();
    const { content, last, facts, steps } = past;
    const asOf = { position: last.position, recordedAt: last.meta.recordedAt, facts };
    if (!explained) return { asOf, content };
    return { asOf, content, setBy: settersOf(steps), events: steps.map((step) => this.stepShown(step)) };
  }

  private stepShown({ event, changes }: Step): ShownStep {
    const { position, revision, stream, id, type, meta } = event;
    const { occurredAt: at, recordedAt, actor: by, role, onBehalfOf = null, command, policySet } = meta;
    const title = this.catalogue.titleOf(type);
    return {
      ...{ position, revision, stream, id, type, title, at, recordedAt, by, role, onBehalfOf, command, policySet },
      changes,
    };
  }
}

/** By field, the fact that set it last. What sets a whole takes the place of what set its parts. */
const settersOf = (steps: readonly Step[]): NonNullable<Shown['setBy']> => {
  const setters = new Map<string, { path: string; position: number; type: string }>();
  for (const { event, changes } of steps)
    for (const { path, to } of changes) {
      for (const known of setters.keys()) if (path === '' || known.startsWith(`${path}.`)) setters.delete(known);
      if (to === undefined) setters.delete(path);
      else setters.set(path, { path, position: event.position, type: event.type });
    }
  return [...setters.values()];
};
