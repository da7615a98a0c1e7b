import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { SimulatedClock } from '../../demo/clock.js';
import { documentSettings } from '../../src/platform/config/settings.js';
import { importsOf, nodesOf, parsed, projectSources, type Sources } from '../rules/source-files.js';

const project = projectSources();

/** Files and names of classes that extend the clock, and of anything else that is given in its place. */
const clocks = (sources: Sources): string[] =>
  [...sources].flatMap(([file, text]) =>
    nodesOf(parsed(file, text)).flatMap((node) => {
      if (ts.isClassLike(node) && node.heritageClauses?.some((clause) => clause.types.some(isClock)))
        return [`${file} ${node.name?.text ?? '(a class)'}`];
      const isCast = ts.isAsExpression(node) || ts.isTypeAssertionExpression(node) || ts.isSatisfiesExpression(node);
      return isCast && node.type.getText().includes('Clock') ? [`${file} a cast`] : [];
    }),
  );
const isClock = ({ expression }: ts.ExpressionWithTypeArguments): boolean => expression.getText().endsWith('Clock');

/** Where a clock is made that is not the system's. */
const made = (sources: Sources): string[] =>
  [...sources].flatMap(([file, text]) =>
    nodesOf(parsed(file, text)).flatMap((node) =>
      ts.isNewExpression(node) && /Clock$/.test(node.expression.getText())
        ? [`${file} ${node.expression.getText()}`]
        : [],
    ),
  );

describe('a simulated clock', () => {
  const normal = new Map([...project].filter(([file]) => /^(src|projections|embedded|launcher)\//.test(file)));

  it('is no part of what a normal start runs: its only clock is the system’s', () => {
    expect(normal.size).toBeGreaterThan(200);
    expect(clocks(normal)).toEqual(['src/platform/clock.ts SystemClock']);
    expect(new Set(made(normal).map((one) => one.split(' ')[1]))).toEqual(new Set(['SystemClock']));
    expect(made(normal)).toContain('src/main.ts SystemClock');
  });

  it('is not within reach of a normal start: nothing there imports the demo or the tests', () => {
    const found = [...normal].flatMap(([file, text]) => importsOf(file, text));
    expect(found.length).toBeGreaterThan(500);
    expect(found.filter(({ target }) => /^(demo|test|bench)\//.test(target))).toEqual([]);
  });

  it('cannot be asked for by a setting', () => {
    const named = documentSettings().filter(({ name, en }) => /clock|time\b|simulat/i.test(`${name} ${en}`));
    expect(named).toEqual([]);
  });

  it('is found in every form', () => {
    const form = (text: string): string[] => clocks(new Map([['src/a.ts', text]]));
    expect(form('class Fast extends Clock {}')).toEqual(['src/a.ts Fast']);
    expect(form('const c = new (class extends SystemClock {})();')).toEqual(['src/a.ts (a class)']);
    expect(form('class Fast implements Clock {}')).toEqual(['src/a.ts Fast']);
    expect(form('const c = { now: () => "x" } as Clock;')).toEqual(['src/a.ts a cast']);
  });
});

describe('the clock of the demo', () => {
  it('stands where it is set, in Shanghai time, until it is let run on', () => {
    const clock = new SimulatedClock('2026-03-09 08:25');
    expect([clock.now(), clock.now()]).toEqual(['2026-03-09T00:25:00.000Z', '2026-03-09T00:25:00.000Z']);
    clock.set('2026-03-10 00:05');
    expect(clock.now()).toBe('2026-03-09T16:05:00.000Z');
    clock.run();
    const before = performance.now();
    while (performance.now() - before < 5);
    expect(clock.now() > '2026-03-09T16:05:00.000Z').toBe(true);
    clock.set('2026-03-10 00:06');
    expect(clock.now()).toBe('2026-03-09T16:06:00.000Z');
  });
});
