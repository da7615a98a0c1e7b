interface Asked<Answer> {
  readonly done: (answer: Answer | undefined) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Lets those who ask at the same time share one call. All that is asked for in one turn of the event loop goes with one call, which is
 * made afterwards; nothing is remembered, so no answer is older than its question.
 */
export class Gathered<Answer> {
  private asked = new Map<string, Asked<Answer>[]>();
  private calling = false;

  /**
   * @param call answers several questions; one that it leaves out is answered by undefined, and all fail when it does
   * @param oneAtATime whoever asks while a call is under way goes with the next: fewer calls, of more questions each
   */
  constructor(
    private readonly call: (questions: readonly string[]) => Promise<ReadonlyMap<string, Answer>>,
    private readonly oneAtATime = false,
  ) {}

  ask(question: string): Promise<Answer | undefined> {
    return new Promise((done, failed) => {
      const others = this.asked.get(question);
      if (others) others.push({ done, failed });
      else this.asked.set(question, [{ done, failed }]);
      const isFirst = !others && this.asked.size === 1;
      if (isFirst && !(this.oneAtATime && this.calling)) setImmediate(() => void this.answer());
    });
  }

  private async answer(): Promise<void> {
    const { asked } = this;
    this.asked = new Map();
    this.calling = true;
    try {
      const answers = await this.call([...asked.keys()]);
      for (const [question, all] of asked) for (const { done } of all) done(answers.get(question));
    } catch (error) {
      for (const all of asked.values()) for (const { failed } of all) failed(error);
    }
    this.calling = false;
    if (this.oneAtATime && this.asked.size > 0) void this.answer();
  }
}
