import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { RunnerMetrics } from '../../projections/runner/metrics.js';
import { Metrics } from '../../src/platform/health/metrics.js';
import { Service } from '../harness/service.js';
import { openStores, type Stores } from '../harness/stores.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly summary: string; readonly reason: string };
}
interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly description: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const monitoring = (file: string): string => readFileSync(join('deploy', 'monitoring', file), 'utf8');
const rules = (parse(monitoring('alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
  (group) => group.rules,
);
const { panels } = JSON.parse(monitoring('grafana-dashboard.json')) as Dashboard;

/** Words of PromQL that are no metrics. */
const WORDS = new Set(['sum', 'by', 'le', 'rate', 'increase', 'max', 'and', 'or', 'absent', 'histogram_quantile']);

/** Names of the metrics of an expression: what stands outside of label matchers, groupings and ranges. */
const metricsIn = (expr: string): string[] =>
  (expr.replace(/\{[^}]*\}|\[[^\]]*\]|by \([^)]*\)/g, ' ').match(/[a-z_][a-z0-9_]*/g) ?? []).filter(
    (word) => !WORDS.has(word) && word.length > 1,
  );

describe('what is watched', () => {
  let stores: Stores;
  let service: Service;
  let known: Set<string>;
  beforeAll(async () => {
    stores = await openStores();
    service = await Service.start(stores);
    const registries = [service.app.get(Metrics).registry, new RunnerMetrics().registry];
    const names = registries.flatMap((registry) => registry.getMetricsAsArray().map(({ name }) => name));
    known = new Set(names.flatMap((name) => [name, `${name}_count`, `${name}_sum`, `${name}_bucket`]));
  });
  afterAll(async () => {
    await service.stop();
    await stores.stop();
  });

  it('is measured: every metric of the dashboard and of the alerts is one of the processes', () => {
    const asked = [
      ...rules.map(({ expr }) => expr),
      ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ];
    expect(asked.length).toBeGreaterThan(20);
    const unknown = asked.flatMap((expr) => metricsIn(expr).filter((name) => !known.has(name)));
    expect(unknown).toEqual([]);
    expect(metricsIn('sum(rate(no_such_total[5m])) by (le) > 1')).toEqual(['no_such_total']);
  });

  it('says why, in both languages where people read it', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { alert, annotations } of rules) {
      expect([alert, annotations.summary]).toEqual([alert, expect.stringMatching(/[一-鿿].* \/ .*[a-z]/)]);
      expect([alert, annotations.reason.length > 60]).toEqual([alert, true]);
    }
    for (const { title, description } of panels) {
      expect(title).toMatch(/[一-鿿].* \/ [A-Z]/);
      expect(description).not.toBe('');
    }
  });
});
