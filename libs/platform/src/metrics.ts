import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** Counters and histograms of this process, served at `/metrics`. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name: `duet_${name}`, help, labelNames, registers: [this.registry] });
  }
  /** @param collect sets the values anew each time they are asked for */
  gauge<L extends string>(name: string, help: string, labelNames: readonly L[] = [], collect?: (gauge: Gauge<L>) => void): Gauge<L> {
    return new Gauge({ name: `duet_${name}`, help, labelNames, registers: [this.registry], ...(collect && { collect() { collect(this); } }) });
  }
  /** @param buckets upper bounds in seconds */
  histogram<L extends string>(name: string, help: string, labelNames: readonly L[] = [], buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]): Histogram<L> {
    return new Histogram({ name: `duet_${name}`, help, labelNames, buckets, registers: [this.registry] });
  }
}
