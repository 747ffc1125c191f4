import path from 'node:path';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Gauge } from 'prom-client';
import type { ModelProcess } from '#contracts';
import { Metrics } from '#platform';
import { GgufProcess } from './gguf-process.ts';
import { ProcessPool } from './process-pool.ts';

/** The processes that hold GGUF files, one for each file, whichever workspaces use it; and what operators read of them. */
@Injectable()
export class GgufProcesses implements OnModuleDestroy {
  readonly pool = new ProcessPool((file) => new GgufProcess({ file }));

  constructor(metrics: Metrics) {
    metrics.gauge('gguf_memory_bytes', 'Resident memory of the process that holds a GGUF file', ['file'], (gauge) => this.tell(gauge, ({ memoryBytes }) => memoryBytes ?? 0));
    metrics.gauge('gguf_crashes', 'How often the process of a GGUF file has crashed since Duet was started', ['file'], (gauge) => this.tell(gauge, ({ crashes }) => crashes));
  }

  onModuleDestroy(): Promise<void> {
    return this.pool.close();
  }

  list(): ModelProcess[] {
    return this.pool.list().map(([file, { state: { state, memoryBytes, trainedContextSize, crashes } }]) => ({ file: path.basename(file), state, memoryBytes, trainedContextSize, crashes }));
  }

  private tell(gauge: Gauge<'file'>, read: (state: GgufProcess['state']) => number): void {
    gauge.reset();
    for (const [file, { state }] of this.pool.list()) gauge.set({ file: path.basename(file) }, read(state));
  }
}
