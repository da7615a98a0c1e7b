import { invalid } from './errors.js';
import type { LogEvent } from './log/event-log.js';
import type { StreamsPb } from './protocol.js';

/** A subscription's filter: which events it lets through, and after how many considered ones it says how far it is. */
export interface EventFilter {
  readonly accepts: (event: LogEvent) => boolean;
  readonly checkpointEvery: number;
}

const DEFAULT_WINDOW = 32;

/** @throws ServiceError on a regular expression that is none */
export const filterOf = (options: StreamsPb.ReadReq.Options.FilterOptions): EventFilter => {
  const window = options.hasMax() ? options.getMax() : DEFAULT_WINDOW;
  const multiplier = Math.max(1, options.getCheckpointintervalmultiplier());
  const byStream = options.getStreamIdentifier();
  const expression = byStream ?? options.getEventType();
  if (!expression) throw invalid('A filter needs an expression');
  const matches = matcher(expression);
  return {
    accepts: byStream ? (event) => matches(event.stream) : (event) => matches(event.type),
    checkpointEvery: multiplier * window,
  };
};

const matcher = (expression: StreamsPb.ReadReq.Options.FilterOptions.Expression): ((text: string) => boolean) => {
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (text) => prefixes.some((prefix) => text.startsWith(prefix));
  try {
    const pattern = new RegExp(expression.getRegex());
    return (text) => pattern.test(text);
  } catch (error) {
    throw invalid(`The filter's regular expression cannot be read: ${String(error)}`);
  }
};
