import { Injectable } from '@nestjs/common';

/**
 * Whether this process serves people. What the service does by itself gives way to them. Probes of health and metrics, which come all
 * the time, are not people.
 */
@Injectable()
export class Presence {
  private served = 0;
  private lastLeft = Number.NEGATIVE_INFINITY;

  /** Requests that are being served. */
  get requests(): number {
    return this.served;
  }

  /** Milliseconds since anybody was served; 0 while somebody is, endless when nobody ever was. */
  get quietMs(): number {
    return this.served > 0 ? 0 : performance.now() - this.lastLeft;
  }

  came(): void {
    this.served += 1;
  }

  /** @param requests how many are served no more */
  left(requests = 1): void {
    if (requests === 0) return;
    this.served -= requests;
    this.lastLeft = performance.now();
  }
}
