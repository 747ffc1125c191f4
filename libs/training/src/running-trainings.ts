import { Injectable } from '@nestjs/common';

/** The trainer was asked to stop by a person. */
export class TrainingCancelled extends Error {
  constructor() {
    super('the training was cancelled');
  }
}

/** The runs under way in this process, to stop them at once; other processes learn of it by the row. */
@Injectable()
export class RunningTrainings {
  private readonly stops = new Map<string, AbortController>();

  /** @param work gets a signal that aborts with `TrainingCancelled`, or with the server's stop */
  async hold<T>(runId: string, stopping: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    this.stops.set(runId, stop);
    try {
      return await work(AbortSignal.any([stop.signal, stopping]));
    } finally {
      this.stops.delete(runId);
    }
  }

  stop(runId: string): void {
    this.stops.get(runId)?.abort(new TrainingCancelled());
  }
}
