import { invalid } from '../protocol/errors.js';
import type { LogEvent } from '../log/event-log.js';
import type { PersistentPb, StreamsPb } from '../protocol/messages.js';

/** A subscription's filter: which events it lets through, and after how many considered ones it says how far it is. */
export interface EventFilter {
  readonly accepts: (event: LogEvent) => boolean;
  readonly checkpointEvery: number;
}

/** What a filter looks at, and what it lets through: one of the prefixes, or without any what the regular expression matches. */
export interface FilterRule {
  readonly on: 'stream' | 'type';
  readonly prefixes: readonly string[];
  readonly regex: string;
}

type Options = StreamsPb.ReadReq.Options.FilterOptions | PersistentPb.CreateReq.AllOptions.FilterOptions;

const DEFAULT_WINDOW = 32;

/** @throws ServiceError on a regular expression that is none */
export const filterOf = (options: StreamsPb.ReadReq.Options.FilterOptions): EventFilter => {
  const window = options.hasMax() ? options.getMax() : DEFAULT_WINDOW;
  const multiplier = Math.max(1, options.getCheckpointintervalmultiplier());
  return { accepts: acceptsBy(filterRuleOf(options)), checkpointEvery: multiplier * window };
};

/** The rule of a request, which can be kept. @throws ServiceError on one that says nothing, or a regular expression that is none */
export const filterRuleOf = (options: Options): FilterRule => {
  const byStream = options.getStreamIdentifier();
  const expression = byStream ?? options.getEventType();
  if (!expression) throw invalid('A filter needs an expression');
  const rule: FilterRule = {
    on: byStream ? 'stream' : 'type',
    prefixes: expression.getPrefixList(),
    regex: expression.getRegex(),
  };
  acceptsBy(rule);
  return rule;
};

/** @throws ServiceError on a regular expression that is none */
export const acceptsBy = ({ on, prefixes, regex }: FilterRule): ((event: LogEvent) => boolean) => {
  if (prefixes.length > 0) return (event) => prefixes.some((prefix) => event[on].startsWith(prefix));
  try {
    const pattern = new RegExp(regex);
    return (event) => pattern.test(event[on]);
  } catch (error) {
    throw invalid(`The filter's regular expression cannot be read: ${String(error)}`);
  }
};
