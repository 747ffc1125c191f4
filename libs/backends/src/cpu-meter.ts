import { threadCpuMs } from '#models';

/** Processor time of one answer: of the encoder's thread, and of this thread's own work between two waits. */
export class CpuMeter {
  ms = 0;

  add(ms: number): void {
    this.ms += ms;
  }

  run<T>(work: () => T): T {
    const begun = threadCpuMs();
    try {
      return work();
    } finally {
      this.add(threadCpuMs() - begun);
    }
  }
}
