import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Role, ROLES } from '../../src/kernel/roles.js';
import { relationIn } from '../../src/platform/auth/access-table.js';
import { meets, Populated, ROW_BY_ROW, type Standing, UNITS } from '../harness/populated.js';
import { type Route, routes } from '../support/service-routes.js';

const orders = routes.filter((route) => route.orders && !route.open && !ROW_BY_ROW.test(route.path));
/** For some thousands of requests, on a machine that has other work too. */
const WALK_MS = 300_000;
/** What ends or moves what the others need, so it comes last. */
const LAST = /discharge|departure|dismissal|erasure|merger|transfer|withdrawal|closing|abandonment/;

/** How an answer differs from what the table of access says; undefined: it does not. */
const unlike = (met: ReturnType<typeof meets>, status: number): boolean => {
  if (met === 'refused') return status !== 403;
  if (met === 'nothing') return status !== 404;
  return status === 403 || status === 400;
};

describe('every command × every role × self, colleague, own, sibling and foreign unit', () => {
  let county: Populated;
  beforeAll(async () => {
    county = await Populated.open();
  }, 180_000);
  afterAll(() => county.stop());

  /** Sends every command as somebody of every role who stands so to its record. @returns what is not answered as the table says */
  const walk = async (standing: Standing): Promise<string[]> => {
    const odd: string[] = [];
    const sorted = [...orders].sort((a, b) => Number(LAST.test(a.path)) - Number(LAST.test(b.path)));
    const as = async (role: Role, route: Route): Promise<void> => {
      const unit = UNITS[standing][role];
      if (unit === undefined) return;
      const person = await county.personOf(role, unit, standing);
      const { status, body } = await person.post(county.addressOf(route).slice(3), county.bodyOf(route));
      if (unlike(meets(route, role, standing), status))
        odd.push(`${role}@${unit} ${route.path}: ${status} ${body.code}`);
    };
    // One route after the other, as what one changes the next may need; its callers come all at once.
    for (const route of sorted) await Promise.all(ROLES.map((role) => as(role, route)));
    return odd;
  };

  it(
    '[SEC-2] in another county nothing exists for those who may, and nobody else may',
    async () => {
      expect(await walk('foreign')).toEqual([]);
    },
    WALK_MS,
  );

  it(
    '[SEC-2] nor in another office of the county',
    async () => {
      expect(await walk('sibling')).toEqual([]);
    },
    WALK_MS,
  );

  it(
    '[SEC-2] nor of a colleague, where records are about somebody',
    async () => {
      const own = orders.filter((route) => relationIn(route, 'social-worker') === 'own');
      expect(own.length).toBeGreaterThan(10);
      expect(await walk('colleague')).toEqual([]);
    },
    WALK_MS,
  );

  it('[SEC-2] of many rows in one request, each says for itself that it does not exist', async () => {
    const other = await county.personOf('office-head', 'shangjie');
    const rows = [{ superviseeId: county.ids.superviseeId, attended: true }];
    const { body } = await other.post(`activities/${county.ids.activityId}/participations`, { rows });
    expect(JSON.stringify(body)).toContain('NOT_FOUND');
  });

  it(
    '[SEC-2] in the own unit those who may are heard, and nobody else',
    async () => {
      expect(await walk('own')).toEqual([]);
    },
    WALK_MS,
  );
});
