import { Presets, SingleBar } from 'cli-progress';

/** Shows how far the player is: a bar on a terminal, else a line for every tenth. */
export class Progress {
  private readonly started = performance.now();
  private readonly bar: SingleBar | undefined;
  private done = 0;
  private tenths = 0;

  constructor(
    private readonly total: number,
    private readonly out: NodeJS.WriteStream,
  ) {
    if (!out.isTTY) return;
    const format = ' {bar} {percentage}% │ {value}/{total} │ {at} │ {rate}/s';
    this.bar = new SingleBar({ format, stream: out, hideCursor: true, fps: 10 }, Presets.rect);
    this.bar.start(total, 0, { at: '', rate: 0 });
  }

  advance(steps: number, at: string): void {
    this.done += steps;
    const rate = Math.round(this.rate);
    this.bar?.update(this.done, { at, rate });
    const tenths = Math.floor((10 * this.done) / this.total);
    if (this.bar || tenths === this.tenths) return;
    this.tenths = tenths;
    this.out.write(`${tenths * 10}% ${this.done}/${this.total} ${at} ${rate}/s\n`);
  }

  end(): void {
    this.bar?.stop();
  }

  get seconds(): number {
    return (performance.now() - this.started) / 1_000;
  }
  /** Steps a second. */
  get rate(): number {
    return this.done / this.seconds;
  }
}
