import { describe, expect, it } from '@jest/globals';
import { Gathered } from '../../src/platform/gathered.js';

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** Calls that are answered when the test says so. */
const answering = (oneAtATime: boolean) => {
  const calls: { questions: readonly string[]; answer: (error?: Error) => void }[] = [];
  const gathered = new Gathered<string>(
    (questions) =>
      new Promise((done, failed) => {
        const known = questions.filter((one) => one !== 'unknown').map((one): [string, string] => [one, `${one}!`]);
        calls.push({ questions, answer: (error) => (error ? failed(error) : done(new Map(known))) });
      }),
    oneAtATime,
  );
  return { gathered, calls };
};

describe('what is asked at the same time', () => {
  it('goes with one call, each question once, and each is given its own answer', async () => {
    const { gathered, calls } = answering(false);
    const all = Promise.all(['a', 'b', 'a', 'unknown'].map((one) => gathered.ask(one)));
    await turn();
    expect(calls.map(({ questions }) => questions)).toEqual([['a', 'b', 'unknown']]);
    calls[0]?.answer();
    expect(await all).toEqual(['a!', 'b!', 'a!', undefined]);
  });

  it('is called for while another call is under way, or goes with the next when there may be one at a time', async () => {
    for (const oneAtATime of [false, true]) {
      const { gathered, calls } = answering(oneAtATime);
      const first = gathered.ask('a');
      await turn();
      const later = gathered.ask('a');
      await turn();
      const last = gathered.ask('b');
      await turn();
      expect(calls.map(({ questions }) => questions)).toEqual(oneAtATime ? [['a']] : [['a'], ['a'], ['b']]);
      calls[0]?.answer();
      expect(await first).toBe('a!');
      await turn();
      if (oneAtATime) expect(calls.map(({ questions }) => questions)).toEqual([['a'], ['a', 'b']]);
      for (const { answer } of calls) answer();
      expect(await Promise.all([later, last])).toEqual(['a!', 'b!']);
    }
  });

  it('fails together, and leaves those who ask afterwards alone', async () => {
    const { gathered, calls } = answering(true);
    const failing = Promise.allSettled([gathered.ask('a'), gathered.ask('b')]);
    await turn();
    const next = gathered.ask('a');
    calls[0]?.answer(new Error('away'));
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await turn();
    calls[1]?.answer();
    expect(await next).toBe('a!');
    const afterwards = gathered.ask('c');
    await turn();
    calls[2]?.answer();
    expect(await afterwards).toBe('c!');
  });
});
