import { command, type Command, type CommandMeta } from '../kernel/command.js';
import type { Instant } from '../kernel/day.js';
import { INSTALLATION } from '../kernel/roles.js';
import { commandIdOf } from '../platform/streams/ids.js';
import { FUZHOU_REGIME } from './domain/fuzhou-regime.js';
import { DEFAULT_JURISDICTION, type PolicyBook } from './domain/policy-sets/policy-book.js';
import { PublishPolicySet } from './domain/policy-sets/publish-policy-set.js';
import { PublishWorkCalendar } from './domain/work-calendars/publish-work-calendar.js';
import type { PublishedCalendars } from './domain/work-calendars/published-calendars.js';
import { knownCalendars } from './known-calendars.js';

const ACTOR = 'reference-data';

/** The default set, in force since before any fact that is recorded. */
const REGIME = {
  jurisdiction: DEFAULT_JURISDICTION,
  setId: 'fuzhou',
  effectiveFrom: '2000-01-01',
  title: '社区矫正专职社会工作者管理制度（福州）',
  rules: FUZHOU_REGIME,
};

/**
 * Orders that publish what an installation starts with and does not have: the default policy set, and the known arrangement of each
 * year that has none. Their ids are fixed: several processes that start at once publish each only once.
 */
export const missingReferenceData = (book: PolicyBook, calendars: PublishedCalendars, now: Instant): Command[] => {
  const policies = book.sets.has(DEFAULT_JURISDICTION)
    ? []
    : [command(PublishPolicySet, REGIME, metaOf(`policy-${REGIME.setId}`, now))];
  const years = knownCalendars()
    .filter(({ year }) => !calendars.years.has(year))
    .map(({ year, restDays, workingDays }) =>
      command(
        PublishWorkCalendar,
        { year, restDays: [...restDays], workingDays: [...workingDays] },
        metaOf(`calendar-${year}`, now),
      ),
    );
  return [...policies, ...years];
};

const metaOf = (what: string, occurredAt: Instant): CommandMeta => {
  const commandId = commandIdOf(ACTOR, what);
  const by = { actor: ACTOR, role: 'system', unit: INSTALLATION } as const;
  return { ...by, commandId, correlationId: commandId, causationId: commandId, occurredAt };
};
