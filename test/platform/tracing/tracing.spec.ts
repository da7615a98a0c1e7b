import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { trace } from '@opentelemetry/api';
import { readSettings } from '../../../src/platform/config/settings.js';
import { startTracing, type Tracing } from '../../../src/platform/tracing/start-tracing.js';
import { form, foundCounty } from '../../harness/county.js';
import { Service } from '../../harness/service.js';
import { openStores, type Stores } from '../../harness/stores.js';
import { until } from '../../projections/read-side.js';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
}

describe('traces', () => {
  const spans: Span[] = [];
  const sent: string[] = [];
  let collector: Server;
  let tracing: Tracing;
  let stores: Stores;
  let service: Service;
  beforeAll(async () => {
    collector = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        sent.push(body);
        const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
        spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
        response.end('{}');
      });
    });
    await once(collector.listen(0, '127.0.0.1'), 'listening');
    const { port } = collector.address() as AddressInfo;
    tracing = await startTracing('test', readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/` }));
    stores = await openStores();
    service = await Service.start(stores, '2026-01-05 08:00');
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
    trace.disable();
    collector.closeAllConnections();
    collector.close();
  });

  it('lead from a request by its command and its append to the views, and say nothing of the person', async () => {
    const at = await foundCounty(service);
    service.clock.set('2026-03-16 09:00');
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
    const { position } = await at.worker.done('supervisees', form(), { traceparent });
    await at.worker.see('supervisees');
    await tracing.stop();
    await until('the spans', () => spans.some(({ name }) => name === 'projections take'));
    const of = spans.filter((span) => span.traceId === traceId);
    const named = (name: string): Span | undefined => of.find((span) => span.name === name);
    const [request, command, append] = [
      named('POST /v1/supervisees'),
      named('command RegisterSupervisee'),
      named('append'),
    ];
    expect(request?.parentSpanId).toBe('00f067aa0ba902b7');
    expect(command?.parentSpanId).toBe(request?.spanId);
    expect(append?.parentSpanId).toBe(command?.spanId);
    const takes = spans.filter(({ name }) => name === 'projections take');
    expect(takes.some(({ links }) => links?.some((link) => link.traceId === traceId))).toBe(true);
    expect(position).toBeGreaterThan(0);
    for (const plain of [form().name, form().identityNumber, form().address])
      expect(sent.join('')).not.toContain(plain);
  });
});

describe('without a collector', () => {
  it('nothing is traced, and events bear no trace', async () => {
    const none = await startTracing('test', readSettings({}));
    const span = trace.getTracer('test').startSpan('a');
    expect(span.isRecording()).toBe(false);
    await none.stop();
  });
});
