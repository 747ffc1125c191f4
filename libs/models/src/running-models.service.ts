import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Config, seal, secretKey, unseal } from '#platform';
import { Gates } from './gate/gates.service.ts';
import { HealthKeeper } from './health/health-keeper.ts';
import { addressOf, keyOf, openModel, type OpenedModel } from './hosted-models.ts';
import { GgufModels } from './gguf/gguf-models.service.ts';
import type { ModelRow } from './model.entity.ts';
import { contextWindowOf } from './model-reply.ts';

/** Makes rows of the catalogue into models that answer, one for each state of a row, so that connections are kept. */
@Injectable()
export class RunningModels implements OnModuleDestroy {
  private readonly opened = new Map<string, { fingerprint: string; model: OpenedModel }>();
  private secret: Buffer | undefined;

  constructor(private readonly config: Config, private readonly gates: Gates, private readonly keeper: HealthKeeper, private readonly gguf: GgufModels) {}

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.opened.values()].map(({ model }) => model.close()));
  }

  open(row: ModelRow): OpenedModel {
    const { workspaceId, id, key, provider, name, baseUrl, inputPrice, outputPrice, hourlyPrice } = row;
    const apiKey = this.apiKeyOf(row);
    const contextWindow = contextWindowOf(row);
    const fingerprint = JSON.stringify([key, baseUrl, apiKey, inputPrice, outputPrice, hourlyPrice, contextWindow, row.gguf]);
    const known = this.opened.get(id);
    if (known?.fingerprint === fingerprint) return known.model;
    const address = row.gguf ? id : addressOf(row);
    const gate = this.gates.make({ workspaceId, id, key, provider, address, apiKey, places: row.gguf?.places }, (call) => this.keeper.count(row, call, gate.breaker.opensInMs));
    const model = row.gguf ? this.gguf.open({ ...row, gguf: row.gguf }, gate) : openModel({
      key, provider, name, baseUrl, apiKey, prices: { inputPrice, outputPrice, hourlyPrice }, contextWindow,
      privateAllowed: this.mayBePrivate(addressOf(row)),
    }, gate);
    // The old one's connections end by themselves when idle: answers may still run on them. What holds memory is let go.
    if (row.gguf) void known?.model.close();
    this.opened.set(id, { fingerprint, model });
    return model;
  }

  /** An address that the operator has set in the environment may lie anywhere, whichever models answer there. */
  mayBePrivate(address: string | null): boolean {
    return this.config.allowPrivateModelHosts || (address !== null && address === this.config.model?.url);
  }

  forget(modelId: string): void {
    this.gates.forget(modelId);
    const known = this.opened.get(modelId);
    this.opened.delete(modelId);
    void known?.model.close();
  }

  sealed(workspaceId: string, id: string, apiKey: string | null): Pick<ModelRow, 'sealedKey' | 'keyEnding'> {
    if (apiKey === null) return { sealedKey: null, keyEnding: null };
    return { sealedKey: seal(this.secretKey(), purposeOf(workspaceId, id), apiKey), keyEnding: endingOf(apiKey) };
  }

  /** The model of DUET_MODEL_* that is set now, and not one that was. */
  isCurrent({ key, baseUrl }: ModelRow): boolean {
    const { model } = this.config;
    return model !== null && key === keyOf('openai', model.name) && baseUrl === model.url;
  }

  apiKeyOf({ workspaceId, id, fromEnvironment, sealedKey }: ModelRow): string | null {
    if (fromEnvironment) return this.config.model?.key ?? null;
    return sealedKey && unseal(this.secretKey(), purposeOf(workspaceId, id), sealedKey);
  }

  private secretKey(): Buffer {
    return (this.secret ??= secretKey(this.config));
  }
}

const purposeOf = (workspaceId: string, id: string): string => `${workspaceId}|model|${id}`;
/** Short keys have no ending to show that would not give away too much. */
export const endingOf = (apiKey: string): string => (apiKey.length < 12 ? '****' : apiKey.slice(-4));
