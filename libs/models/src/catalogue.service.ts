import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { QueryFailedError, type EntityManager } from 'typeorm';
import type { InputOf, Model, ReplyOf, changeModel, createModel, testModel } from '#contracts';
import { Config, Database, Problem, newId, seal, secretKey, unseal } from '#platform';
import type { ChatModel } from './chat-model.ts';
import { checkModelHost } from './host-guard.ts';
import { addressOf, keyOf, openModel } from './hosted-models.ts';
import { ModelRow } from './model.entity.ts';
import { tryModel } from './try-model.ts';

/** How long a change by another process may stay unnoticed. */
const freshMs = 5_000;
const openModels = 200;
const uniqueViolation = '23505';

type Opened = ReturnType<typeof openModel>;

/** The language models of each workspace: their rows, and the running models behind their keys. */
@Injectable()
export class Catalogue implements OnModuleDestroy {
  private readonly opened = new Map<string, { fingerprint: string; model: Opened }>();
  private readonly fresh = new LRUCache<string, ChatModel>({ max: openModels, ttl: freshMs });
  private secret: Buffer | undefined;

  constructor(private readonly db: Database, private readonly config: Config) {}

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.opened.values()].map(({ model }) => model.close()));
  }

  list(workspaceId: string): Promise<Model[]> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await this.placeEnvironmentModel(tx, workspaceId);
      const rows = await tx.getRepository(ModelRow).find({ where: { workspaceId }, order: { createdAt: 'ASC', id: 'ASC' } });
      return rows.filter((row) => !row.fromEnvironment || this.isCurrent(row)).map(modelReply);
    });
  }

  /** Is there such a key in this workspace? */
  async knows(workspaceId: string, key: string): Promise<boolean> {
    return (await this.list(workspaceId)).some((model) => model.key === key);
  }

  /** @throws Problem `model_misconfigured` when no model has this key */
  async chat(workspaceId: string, key: string): Promise<ChatModel> {
    const cached = `${workspaceId}|${key}`;
    const known = this.fresh.get(cached);
    if (known) return known;
    const row = await this.db.inWorkspace(workspaceId, async (tx) => {
      await this.placeEnvironmentModel(tx, workspaceId);
      return tx.getRepository(ModelRow).findOneBy({ workspaceId, key });
    });
    if (!row || (row.fromEnvironment && !this.isCurrent(row))) throw new Problem('model_misconfigured', { detail: `There is no model "${key}" any more.` });
    const chat = this.open(row);
    this.fresh.set(cached, chat);
    return chat;
  }

  /** @throws Problem `model_taken`, `model_host_refused`, `invalid_request` */
  async create(workspaceId: string, { apiKey, ...draft }: InputOf<typeof createModel>): Promise<Model> {
    await this.checkAddress(draft);
    const id = newId();
    const row = { ...draft, workspaceId, id, key: keyOf(draft.provider, draft.name), ...this.sealed(workspaceId, id, apiKey) };
    return this.saving(() => this.db.inWorkspace(workspaceId, async (tx) => {
      await tx.getRepository(ModelRow).insert(row);
      return modelReply(await tx.getRepository(ModelRow).findOneByOrFail({ workspaceId, id }));
    }));
  }

  async change(workspaceId: string, { id, apiKey, ...changes }: InputOf<typeof changeModel>): Promise<Model> {
    const before = await this.own(workspaceId, id);
    const after = { ...before, ...changes, ...(apiKey === undefined ? {} : this.sealed(workspaceId, id, apiKey)) };
    await this.checkAddress(after);
    // A key belongs to the address that it was given for: sent elsewhere it would be given away.
    if (apiKey === undefined && before.sealedKey && addressOf(after.provider, after.baseUrl) !== addressOf(before.provider, before.baseUrl)) {
      throw new Problem('invalid_request', { detail: 'Give the key again when you change the address.' });
    }
    after.key = keyOf(after.provider, after.name);
    this.forget(workspaceId, before.key);
    return this.saving(async () => {
      await this.db.inWorkspace(workspaceId, (tx) => tx.getRepository(ModelRow).update({ workspaceId, id }, after));
      this.forget(workspaceId, before.key);
      return modelReply(after);
    });
  }

  async delete(workspaceId: string, id: string): Promise<void> {
    const row = await this.own(workspaceId, id);
    await this.db.inWorkspace(workspaceId, (tx) => tx.getRepository(ModelRow).delete({ workspaceId, id }));
    this.forget(workspaceId, row.key);
  }

  /** Asks one short question. Every failure is part of the reply. */
  async test(workspaceId: string, id: string, signal: AbortSignal): Promise<ReplyOf<typeof testModel>> {
    return tryModel(this.open(await this.row(workspaceId, id)), signal);
  }

  private async row(workspaceId: string, id: string): Promise<ModelRow> {
    const row = await this.db.inWorkspace(workspaceId, (tx) => tx.getRepository(ModelRow).findOneBy({ workspaceId, id }));
    if (!row || (row.fromEnvironment && !this.isCurrent(row))) throw new Problem('not_found');
    return row;
  }

  private async own(workspaceId: string, id: string): Promise<ModelRow> {
    const row = await this.row(workspaceId, id);
    if (row.fromEnvironment) throw new Problem('forbidden', { detail: 'This model is set by DUET_MODEL_URL and is changed there.' });
    return row;
  }

  /** One running model for each state of a row, so that connections are kept. */
  private open(row: ModelRow): ChatModel {
    const { workspaceId, id, key, provider, name, baseUrl, inputPrice, outputPrice, hourlyPrice } = row;
    const apiKey = row.fromEnvironment ? (this.config.model?.key ?? null) : row.sealedKey ? unseal(this.secretKey(), purposeOf(workspaceId, id), row.sealedKey) : null;
    const fingerprint = JSON.stringify([key, baseUrl, apiKey, inputPrice, outputPrice, hourlyPrice]);
    const known = this.opened.get(id);
    if (known?.fingerprint === fingerprint) return known.model.chat;
    const model = openModel({
      key, provider, name, baseUrl, apiKey, prices: { inputPrice, outputPrice, hourlyPrice },
      privateAllowed: row.fromEnvironment || this.config.allowPrivateModelHosts,
    });
    // The old one's connections end by themselves when idle: answers may still run on them.
    this.opened.set(id, { fingerprint, model });
    return model.chat;
  }

  private async checkAddress({ provider, name, baseUrl }: Pick<ModelRow, 'provider' | 'name' | 'baseUrl'>): Promise<void> {
    if (provider === 'langchain' && !/^[^:]+:.+$/s.test(name)) throw new Problem('invalid_request', { detail: 'Write the name as provider:model, for example mistralai:mistral-small.' });
    const address = addressOf(provider, baseUrl);
    if (address !== null) await checkModelHost(address, this.config.allowPrivateModelHosts);
  }

  private sealed(workspaceId: string, id: string, apiKey: string | null): Pick<ModelRow, 'sealedKey' | 'keyEnding'> {
    if (apiKey === null) return { sealedKey: null, keyEnding: null };
    return { sealedKey: seal(this.secretKey(), purposeOf(workspaceId, id), apiKey), keyEnding: endingOf(apiKey) };
  }

  private secretKey(): Buffer {
    return (this.secret ??= secretKey(this.config));
  }

  private forget(workspaceId: string, key: string): void {
    this.fresh.delete(`${workspaceId}|${key}`);
  }

  private isCurrent({ key, baseUrl }: ModelRow): boolean {
    const { model } = this.config;
    return model !== null && key === keyOf('openai', model.name) && baseUrl === model.url;
  }

  /** The model of DUET_MODEL_* has a row in each workspace that asks; its key stays in the environment. */
  private async placeEnvironmentModel(tx: EntityManager, workspaceId: string): Promise<void> {
    const { model } = this.config;
    if (!model) return;
    await tx.query(
      `insert into model (workspace_id, id, key, provider, name, base_url, key_ending, from_environment)
       values ($1, $2, $3, 'openai', $4, $5, $6, true)
       on conflict (workspace_id, key) do update set base_url = excluded.base_url, key_ending = excluded.key_ending
       where model.from_environment and (model.base_url, model.key_ending) is distinct from (excluded.base_url, excluded.key_ending)`,
      [workspaceId, newId(), keyOf('openai', model.name), model.name, model.url, model.key ? endingOf(model.key) : null],
    );
  }

  private saving(work: () => Promise<Model>): Promise<Model> {
    return work().catch((error: unknown) => {
      if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === uniqueViolation) throw new Problem('model_taken', { cause: error });
      throw error;
    });
  }
}

const purposeOf = (workspaceId: string, id: string): string => `${workspaceId}|model|${id}`;
/** Short keys have no ending to show that would not give away too much. */
const endingOf = (apiKey: string): string => (apiKey.length < 12 ? '****' : apiKey.slice(-4));

function modelReply(row: ModelRow): Model {
  const { id, key, provider, name, baseUrl, keyEnding, inputPrice, outputPrice, hourlyPrice, fromEnvironment, createdAt } = row;
  return { id, key, provider, name, baseUrl, keyEnding, inputPrice, outputPrice, hourlyPrice, fromEnvironment, createdAt: createdAt.toISOString() };
}
