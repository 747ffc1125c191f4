import { Injectable } from '@nestjs/common';
import { Metrics } from '#platform';

const BOUNDS = [0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.02, 0.05, 0.1, 0.5, 1];

/** What we add to a model's own time: `accept` until the message is committed, `first_frame` until the backend is asked. */
@Injectable()
export class Overhead {
  private readonly seconds;

  constructor(metrics: Metrics) {
    this.seconds = metrics.histogram('overhead_seconds', 'Time that is not the model\'s, from a message coming in', ['part'], BOUNDS);
  }

  observe(part: 'accept' | 'first_frame', ms: number): void {
    this.seconds.observe({ part }, ms / 1_000);
  }
}
