import {
  type Attributes,
  context,
  isSpanContextValid,
  type Link,
  propagation,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

const NAME = 'community-corrections';

/**
 * Does a piece of work as a span of the trace that is under way. Without tracing nothing is recorded.
 * @param attributes names, counts and ids; never personal data
 */
export const inSpan = <T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  links: readonly Link[] = [],
): Promise<T> =>
  trace.getTracer(NAME).startActiveSpan(name, { attributes, links: [...links] }, async (span) => {
    try {
      return await work();
    } catch (error) {
      // The message may quote input: the name says enough.
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
    }
  });

/** The span under way as a W3C traceparent, for whoever goes on with it elsewhere; undefined where nothing is traced. */
export const currentTrace = (): string | undefined => {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'];
};

/** Most links of one span. */
const MOST_LINKS = 64;

/** Links to the spans that wrote what is worked on now, each once. */
export const linksTo = (traces: Iterable<string | undefined>): Link[] => {
  const links: Link[] = [];
  for (const traceparent of new Set(traces)) {
    if (traceparent === undefined || links.length >= MOST_LINKS) continue;
    const of = trace.getSpanContext(propagation.extract(context.active(), { traceparent }));
    if (of && isSpanContextValid(of)) links.push({ context: of });
  }
  return links;
};
