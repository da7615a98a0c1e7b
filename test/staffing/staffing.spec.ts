import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type WorkerPostsRow, workerPosts } from '../../projections/staffing/worker-posts.view.js';
import { fold } from '../../src/kernel/decider.js';
import { FUZHOU_REGIME } from '../../src/organisation/domain/fuzhou-regime.js';
import { EstablishPosts } from '../../src/staffing/domain/establish-posts.js';
import { staffing } from '../../src/staffing/domain/staffing.js';
import { StaffingQueries, WorkerPostsQuery } from '../../src/staffing/staffing.queries.js';
import { suggestedPosts } from '../../src/staffing/suggested-posts.js';
import type { ReadStore } from '../../src/platform/read-store/read-store.js';
import { TestClock } from '../harness/service.js';
import { foldView, recorded } from '../support/fold-view.js';
import { given, story, type World } from '../support/given.js';
import { keptRows } from '../support/kept-rows.js';
import { reader } from '../support/reader.js';

const director: World = { by: { actor: 'o-3', role: 'director', unit: 'county-1' } };
const posts = (count: number) => ({ officeId: 'office-1', posts: count, reason: '在册对象增加' });

describe('posts for social workers', () => {
  it('[ORG-2] are established for an office, from so many to so many', () => {
    given(staffing)
      .when(EstablishPosts, posts(3), director)
      .then({
        type: 'WorkerPostsEstablished',
        data: { officeId: 'office-1', from: 0, posts: 3, reason: '在册对象增加' },
      });
    const three = story(staffing, [EstablishPosts, posts(3), director]);
    given(staffing, three)
      .when(EstablishPosts, posts(2), director)
      .then({ type: 'WorkerPostsEstablished', data: { from: 3, posts: 2 } });
    given(staffing, three).when(EstablishPosts, posts(3), director).thenRejected('POSTS_UNCHANGED');
    given(staffing).when(EstablishPosts, posts(0), director).thenRejected('POSTS_UNCHANGED');
  });
  it('[ORG-2] are those of an office that is not closed', () => {
    given(staffing)
      .when(
        EstablishPosts,
        { ...posts(3), officeId: 'county-1' },
        { ...director, jurisdiction: ['city-1', 'county-1'] },
      )
      .thenRejected('POSTS_NEED_OFFICE');
    given(staffing)
      .when(EstablishPosts, { ...posts(3), officeId: 'merged' }, director)
      .thenRejected('POSTS_NEED_OFFICE');
  });
  it('[ORG-2] show whoever recruits how many there are', () => {
    const three = story(staffing, [EstablishPosts, posts(3), director]);
    const face = (events: typeof three) => staffing.face?.(fold(staffing, staffing.initial, events as never));
    expect(face([])).toBeUndefined();
    expect(face(three)).toMatchObject({ id: 'office-1', unit: 'office-1', facts: { posts: 3 } });
  });
});

describe('the number suggested', () => {
  const rules = { superviseesPerPost: 15, plansPerPost: 10 };
  it.each([
    [0, 0, 0],
    [1, 0, 1],
    [15, 0, 1],
    [16, 0, 2],
    [15, 10, 1],
    [15, 11, 2],
    [46, 40, 4],
  ])('[ORG-2] [RULE-2] for %i supervisees and %i plans is %i', (supervisees, plans, suggested) => {
    expect(suggestedPosts({ supervisees, plans }, rules)).toBe(suggested);
  });
  it('[ORG-2] never leaves a post with more than the policy wants, nor has one post too many', () => {
    const some = fc.nat({ max: 2_000 });
    fc.assert(
      fc.property(some, some, (supervisees, plans) => {
        const count = suggestedPosts({ supervisees, plans }, rules);
        expect(count * 15).toBeGreaterThanOrEqual(supervisees);
        expect(count * 10).toBeGreaterThanOrEqual(plans);
        if (count > 0) expect((count - 1) * 15 < supervisees || (count - 1) * 10 < plans).toBe(true);
      }),
    );
  });
});

describe('the posts as they are read', () => {
  const [first, second] = story(
    staffing,
    [EstablishPosts, posts(3), director],
    [EstablishPosts, posts(2), director],
  ).map((event) => recorded(event, { actor: 'o-3' }));
  it('[ORG-2] tell how many there are and how that came about', () => {
    const rows = foldView<WorkerPostsRow>(
      workerPosts,
      [first, second].flatMap((event) => (event ? [event] : [])),
    );
    expect(rows.get('office-1')).toMatchObject({
      ...{ officeId: 'office-1', path: ['city-1', 'county-1', 'office-1'], posts: 2 },
      changes: [
        { from: 0, posts: 3, by: 'o-3' },
        { from: 3, posts: 2, reason: '在册对象增加' },
      ],
    });
  });

  /** What the views hold of an office and of one that was merged into it. */
  const path = ['city-1', 'county-1', 'office-1'];
  const rowsOf = (officeId: string, rows: readonly object[]) =>
    rows.map((row, at) => [`${officeId}-${at}`, { officeId, path, ...row }] as const);
  const kept = keptRows({
    units: new Map([
      ['office-1', { unitId: 'office-1', kind: 'OFFICE', open: true, name: '甲所', path }],
      ['merged', { unitId: 'merged', kind: 'OFFICE', open: false, name: '乙所', path }],
      ['county-1', { unitId: 'county-1', kind: 'COUNTY', open: true, name: '县局', path: path.slice(0, 2) }],
    ]),
    'worker-posts': new Map([...rowsOf('office-1', [{ posts: 2 }]), ...rowsOf('merged', [{ posts: 9 }])]),
    'social-worker-roster': new Map([
      ...rowsOf('office-1', [{ status: 'serving' }, { status: 'left' }]),
      ...rowsOf('merged', [{ status: 'serving' }, { status: 'serving' }]),
    ]),
    'supervisee-roster': new Map([
      ...rowsOf('office-1', [{ status: 'registered' }, { status: 'expected' }, { status: 'discharged' }]),
      ...rowsOf(
        'merged',
        Array.from({ length: 15 }, () => ({ status: 'registered' })),
      ),
    ]),
    'correction-plans': new Map(
      rowsOf('office-1', [
        { inForce: 1, ended: false },
        { inForce: null, ended: false },
        { inForce: 2, ended: true },
      ]),
    ),
  });
  /** Sums as the database does. */
  const aggregate: ReadStore['aggregate'] = async (view, filter, [stage]) => {
    const { items } = await kept.page<Record<string, number>>({ view, filter: filter as never });
    const { $sum } = (stage as { $group: { count: { $sum: number | string } } }).$group.count;
    const count = items.reduce((sum, row) => sum + (typeof $sum === 'number' ? $sum : (row[$sum.slice(1)] ?? 0)), 0);
    return (items.length === 0 ? [] : [{ _id: null, count }]) as never;
  };
  const queries = new StaffingQueries(Object.assign(kept, { aggregate }), new TestClock('2026-04-01 09:00'), {
    policyOn: async () => ({ id: 'fuzhou', rules: FUZHOU_REGIME }),
    standsFor: async (unit) => (unit === 'office-1' ? ['office-1', 'merged'] : [unit]),
  });
  const asked = async (unit: string, fields: Partial<WorkerPostsQuery> = {}) =>
    (await queries.posts({ query: Object.assign(new WorkerPostsQuery(), fields), principal: reader('director', unit) }))
      .items;

  it('[ORG-2] count who serves and who is supervised, of merged offices too, and suggest a number', async () => {
    expect(await asked('county-1')).toEqual([
      {
        ...{ officeId: 'office-1', name: '甲所', path, established: 2, filled: 3, vacant: 0, over: 1 },
        ...{ supervisees: 16, plans: 1, suggested: 2 },
      },
    ]);
    expect(await asked('county-1', { office: 'office-2' })).toEqual([]);
    expect(await asked('county-2')).toEqual([]);
  });
});
