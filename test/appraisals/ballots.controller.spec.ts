import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Ballot, BallotBox } from '../../src/appraisals/evaluation/ballot-box.js';
import { BallotsController } from '../../src/appraisals/evaluation/ballots.controller.js';
import { startEdge, type TestEdge } from '../platform/http-support.js';

describe('a ballot at the edge', () => {
  const put: Ballot[] = [];
  const box: Pick<BallotBox, 'put'> = {
    put: async (ballot) => {
      put.push(ballot);
      return { id: 'w-1-2026', revision: 7, position: 70 };
    },
  };
  let edge: TestEdge;
  beforeAll(async () => {
    edge = await startEdge({ controllers: [BallotsController], providers: [{ provide: BallotBox, useValue: box }] });
  });
  afterAll(() => edge.close());

  const form = { round: 1, secret: '0a'.repeat(32), credential: '0b'.repeat(256), grade: 'COMPETENT' };
  const cast = async (body: object, headers: Record<string, string> = {}) =>
    fetch(`${edge.url}/ballots/w-1/2026`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('[APP-3] is logged without a person, also when the request names one', async () => {
    const token = await edge.issuer.token({ person: 'w-2', role: 'social-worker', unit: 'office-1', hours: 1 });
    const correlation = randomUUID();
    const answer = await cast(form, { authorization: `Bearer ${token}`, 'x-correlation-id': correlation });
    expect([answer.status, await answer.json()]).toEqual([200, { id: 'w-1-2026', revision: 7, position: 70 }]);
    expect(put).toEqual([{ workerId: 'w-1', year: '2026', ...form }]);
    const lines = edge.log().filter(({ route }) => route === '/ballots/:workerId/:year');
    expect(lines).toHaveLength(1);
    for (const name of ['actor', 'correlationId']) expect(lines[0]).not.toHaveProperty(name);
    for (const told of ['w-2', correlation, form.secret, form.credential, 'COMPETENT'])
      expect(JSON.stringify(edge.log())).not.toContain(told);
  });
  it.each([
    ['no secret', { ...form, secret: undefined }],
    ['a short credential', { ...form, credential: '0b' }],
    ['a grade that is none', { ...form, grade: 'GOOD' }],
    ['an unknown field', { ...form, voter: 'w-2' }],
  ])('with %s is refused', async (_, body) => {
    expect((await cast(body)).status).toBe(400);
  });
});
