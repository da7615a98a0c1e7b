import { expect } from '@jest/globals';
import type { AuditLine } from '../../src/audit/audit-line.js';
import { until } from '../projections/read-side.js';
import { pause } from '../../src/platform/subscriptions/backoff.js';
import type { Person, Service } from './service.js';

/** The events that an auditor reads for a query. */
export const eventsOf = async (auditor: Person, query: string): Promise<AuditLine[]> => {
  const { text } = await auditor.get(`audit/events?${query}`);
  const lines = text.trimEnd().split('\n');
  return lines.slice(0, -1).map((line) => JSON.parse(line) as AuditLine);
};

/** Waits until history has so many facts of a type, and no more, and lets what is read next show them. */
export const toldBy = async (service: Service, auditor: Person, type: string, count: number): Promise<AuditLine[]> => {
  const events = (): Promise<AuditLine[]> => eventsOf(auditor, `type=${type}`);
  await until(`${count} ${type}`, async () => {
    // Each look reads the whole history.
    await pause(200);
    return (await events()).length >= count;
  });
  const found = await events();
  expect(found.length).toBe(count);
  service.latest = Math.max(service.latest, ...found.map(({ position }) => position));
  return found;
};
