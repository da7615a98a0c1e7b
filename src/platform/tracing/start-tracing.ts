import type { Settings } from '../config/settings.js';

/** Tracing of a process. */
export interface Tracing {
  /** Sends what was not sent yet. */
  readonly stop: () => Promise<void>;
}

const NONE: Tracing = { stop: async () => undefined };

/**
 * Sends spans to the collector that `OTEL_EXPORTER_OTLP_ENDPOINT` names; without it nothing is recorded, and nothing is loaded.
 * @param service name that the process goes by
 */
export const startTracing = async (service: string, { otlpEndpoint }: Settings): Promise<Tracing> => {
  if (otlpEndpoint === undefined) return NONE;
  const [{ BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const exporter = new OTLPTraceExporter({ url: `${otlpEndpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  return { stop: () => provider.shutdown() };
};
