import { Injectable } from '@nestjs/common';
import { Metrics } from '#platform';

const BOUNDS = [0.00025, 0.0005, 0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.5, 1];

/**
 * What we add to a model's own time. From the message coming in: `accept` until it is committed, `asked` until the backend is
 * asked, `sent` until the question leaves for the provider. From a piece of the answer coming in: `first_frame` until the
 * first frame leaves for the tabs, `relay` until the later ones do, the gathering of frames included.
 */
export type OverheadPart = 'accept' | 'asked' | 'sent' | 'first_frame' | 'relay';

@Injectable()
export class Overhead {
  private readonly seconds;

  constructor(metrics: Metrics) {
    this.seconds = metrics.histogram('overhead_seconds', 'Time that is not the model\'s, by part of the way of a message and its answer', ['part'], BOUNDS);
  }

  observe(part: OverheadPart, ms: number): void {
    this.seconds.observe({ part }, ms / 1_000);
  }
}
