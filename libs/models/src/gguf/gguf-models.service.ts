import { Injectable } from '@nestjs/common';
import type { GgufSettings, ReplyOf, listModelFiles } from '#contracts';
import { Config, Problem } from '#platform';
import type { CallGate } from '../gate/call-gate.ts';
import type { OpenedModel } from '../hosted-models.ts';
import type { ModelRow } from '../model.entity.ts';
import { ModelFailed } from '../model-failed.ts';
import { installCommand, installedEngine } from './engine-package.ts';
import { GgufFiles, type GgufIdentity } from './gguf-files.ts';
import { GgufHold } from './gguf-hold.ts';
import { GgufModel } from './gguf-model.ts';
import { GgufProcesses } from './gguf-processes.service.ts';

type Row = Pick<ModelRow, 'id' | 'key' | 'inputPrice' | 'outputPrice' | 'hourlyPrice' | 'contextWindow'> & { gguf: NonNullable<ModelRow['gguf']> };

/** Tokens, where nobody said. */
const usualContext = 4_096;

/** Makes rows of the catalogue that name a GGUF file into models that answer. */
@Injectable()
export class GgufModels {
  private readonly files: GgufFiles;

  constructor({ dataDir }: Config, private readonly processes: GgufProcesses) {
    this.files = new GgufFiles(dataDir);
  }

  list(): ReplyOf<typeof listModelFiles> {
    return { items: this.files.list(), processes: this.processes.list(), engine: { version: installedEngine(), install: installCommand } };
  }

  /** @throws Problem `invalid_request` when the fields do not belong together, or a file is not there */
  check({ provider, baseUrl, gguf }: { provider: string; baseUrl: string | null; gguf: GgufSettings | null }, hasKey: boolean): void {
    if (provider !== 'gguf') {
      if (gguf !== null) throw new Problem('invalid_request', { detail: 'Only a model of the provider gguf runs a file.' });
      return;
    }
    if (gguf === null) throw new Problem('invalid_request', { detail: 'Choose a file.' });
    if (baseUrl !== null || hasKey) throw new Problem('invalid_request', { detail: 'A GGUF file has neither an address nor a key.' });
    for (const name of [gguf.file, gguf.adapter]) {
      if (name !== null && this.files.find(name) === null) throw new Problem('invalid_request', { detail: `There is no GGUF file "${name}" in the folder "models" of Duet's data directory.` });
    }
  }

  /** Null where a file is not there any more. */
  async identify({ file, adapter }: GgufSettings): Promise<GgufIdentity | null> {
    const [base, added] = [this.files.find(file), adapter === null ? null : this.files.find(adapter)];
    if (base === null || (adapter !== null && added === null)) return null;
    return { file: await this.files.identify(base), adapter: added === null ? null : await this.files.identify(added) };
  }

  open({ id, key, inputPrice, outputPrice, hourlyPrice, contextWindow, gguf }: Row, gate: CallGate): OpenedModel {
    const { file, adapter, identity, ...settings } = gguf;
    const [base, added] = [this.files.find(file), adapter === null ? null : this.files.find(adapter)];
    const contextSize = contextWindow ?? usualContext;
    const context = { id: JSON.stringify([id, gguf, contextSize]), adapter: added, contextSize, ...settings };
    const check = async (): Promise<void> => {
      if (base === null || (adapter !== null && added === null)) throw new ModelFailed('bad_response', { detail: `${base === null ? file : adapter} is not in the folder "models" any more`, retryable: false });
      if (identity) await this.files.check(base, identity.file);
      if (identity?.adapter && added !== null) await this.files.check(added, identity.adapter);
    };
    const hold = new GgufHold(this.processes.pool, { file: base ?? file, adapter: added, contextId: context.id });
    return {
      chat: new GgufModel({ key, prices: { inputPrice, outputPrice, hourlyPrice }, context, hold, gate, check }),
      facts: () => Promise.resolve(null),
      close: () => Promise.resolve(hold.close()),
    };
  }
}
