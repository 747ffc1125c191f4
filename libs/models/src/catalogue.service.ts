import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { In, QueryFailedError, type EntityManager, type Repository } from 'typeorm';
import type { InputOf, Model, ReplyOf, changeModel, createModel, testModel } from '#contracts';
import { Config, Database, Problem, newId } from '#platform';
import type { ChatModel, ModelPrices } from './chat-model.ts';
import { checkModelHost } from './host-guard.ts';
import { GgufModels } from './gguf/gguf-models.service.ts';
import { addressOf, keyHolderOf, keyOf } from './hosted-models.ts';
import { ModelRow } from './model.entity.ts';
import { modelReply } from './model-reply.ts';
import { keepIdentity, todayIn } from './models.sql.ts';
import { RunningModels, endingOf } from './running-models.service.ts';
import type { ApiAddress } from './openai-api.ts';
import { tryModel } from './try-model.ts';
import { usedBy, usersOfModel } from './users-of-model.sql.ts';

/** How long a change by another process may stay unnoticed. */
const freshMs = 5_000;
const openModels = 200;
const askingMs = 5_000;
const uniqueViolation = '23505';

export interface TunedModel {
  name: string;
  baseUrl: string;
  apiKey: string | null;
  prices: ModelPrices;
  /** Somebody names it now: a key and prices that they give take the place of those of a model that is there already. */
  entered: boolean;
}

/** The language models of each workspace: their rows, and the running models behind their keys. */
@Injectable()
export class Catalogue {
  private readonly log = new Logger(Catalogue.name);
  private readonly fresh = new LRUCache<string, ChatModel>({ max: openModels, ttl: freshMs });

  constructor(private readonly db: Database, private readonly config: Config, private readonly running: RunningModels, private readonly gguf: GgufModels) {}

  list(workspaceId: string): Promise<Model[]> {
    return this.withEnvironmentModel(workspaceId, async (tx) => {
      const rows = await tx.getRepository(ModelRow).find({ where: { workspaceId }, order: { createdAt: 'ASC', id: 'ASC' } });
      const today = await todayIn(tx, workspaceId);
      return rows.filter((row) => this.isThere(row)).map((row) => modelReply(row, today));
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
    const row = await this.withEnvironmentModel(workspaceId, (tx) => tx.getRepository(ModelRow).findOneBy({ workspaceId, key }));
    if (!row || !this.isThere(row)) throw new Problem('model_misconfigured', { detail: `There is no model "${key}" any more.` });
    const { chat } = this.running.open(row);
    this.fresh.set(cached, chat);
    return chat;
  }

  /** @throws Problem `model_taken`, `model_host_refused`, `invalid_request` */
  async create(workspaceId: string, { apiKey, ...draft }: InputOf<typeof createModel>): Promise<Model> {
    this.gguf.check(draft, apiKey !== null);
    await this.checkAddress(draft);
    const id = newId();
    const row = { ...draft, gguf: draft.gguf && { ...draft.gguf, identity: null }, workspaceId, id, key: keyOf(draft.provider, draft.name), ...this.running.sealed(workspaceId, id, apiKey) };
    return this.saving(workspaceId, id, (rows) => rows.insert(row));
  }

  /** Address and key of a model of the OpenAI protocol, for work that is no conversation. @throws Problem `not_found`, `invalid_request` */
  async apiAddress(workspaceId: string, id: string): Promise<ApiAddress & { model: ModelRow }> {
    const model = await this.row(workspaceId, id);
    const baseUrl = addressOf(model);
    if (model.provider !== 'openai' || baseUrl === null) throw new Problem('invalid_request', { detail: `"${model.key}" does not speak the OpenAI protocol.` });
    return { model, baseUrl, apiKey: this.running.apiKeyOf(model), privateAllowed: this.running.mayBePrivate(baseUrl) };
  }

  /** An address that somebody entered. @throws Problem `model_host_refused`, `invalid_request` */
  checkHost(address: string): Promise<void> {
    return checkModelHost(address, this.running.mayBePrivate(address));
  }

  /** May connections to it lead into a private network? */
  mayBePrivate(address: string): boolean {
    return this.running.mayBePrivate(address);
  }

  /**
   * Puts a model that was just trained into the catalogue, once: it may be there already.
   *
   * @returns null when another model has its name at another address
   */
  async registerIn(tx: EntityManager, workspaceId: string, { name, baseUrl, apiKey, prices, entered }: TunedModel): Promise<{ id: string; key: string } | null> {
    const [id, key] = [newId(), keyOf('openai', name)];
    const rows = tx.getRepository(ModelRow);
    await rows.createQueryBuilder().insert().orIgnore().values({ workspaceId, id, key, provider: 'openai', name, baseUrl, ...prices, ...this.running.sealed(workspaceId, id, apiKey) }).execute();
    const found = await rows.findOneByOrFail({ workspaceId, key });
    if (addressOf(found) !== baseUrl) return null;
    if (entered && found.id !== id && !found.fromEnvironment) {
      const given = Object.fromEntries(Object.entries(prices).filter(([, price]) => price > 0));
      await rows.update({ workspaceId, id: found.id }, { key, ...given, ...(apiKey === null ? {} : this.running.sealed(workspaceId, found.id, apiKey)) });
    }
    return { id: found.id, key };
  }

  /** Asks the server of a model what it knows of it, in the background. */
  beginAsking(workspaceId: string, id: string): void {
    void this.row(workspaceId, id).then((row) => this.askServer(row)).catch((error: unknown) => this.log.warn({ event: 'model.not_asked', modelId: id }, error));
  }

  /** @throws Problem `model_in_use` when it is given another name; `not_found`, `forbidden`, `model_taken`, `model_host_refused`, `invalid_request` */
  async change(workspaceId: string, { id, apiKey, gguf, ...changes }: InputOf<typeof changeModel>): Promise<Model> {
    const before = await this.row(workspaceId, id);
    const { name = before.name, baseUrl = before.baseUrl } = changes;
    if (before.fromEnvironment && (name !== before.name || baseUrl !== before.baseUrl || apiKey !== undefined)) throw ofEnvironment();
    const changed = {
      ...changes, ...(changes.name === undefined ? {} : { key: keyOf(before.provider, changes.name) }),
      // Saved again, a file counts as it is now.
      ...(gguf === undefined ? {} : { gguf: gguf && { ...gguf, identity: null } }), ...(apiKey === undefined ? {} : this.running.sealed(workspaceId, id, apiKey)),
    };
    const after = { ...before, ...changed };
    this.gguf.check(after, (apiKey ?? null) !== null);
    await this.checkAddress(after);
    // A key belongs to the address that it was given for: sent elsewhere it would be given away.
    if (apiKey === undefined && before.sealedKey && keyHolderOf(after) !== keyHolderOf(before)) {
      throw new Problem('invalid_request', { detail: 'Give the key again when you change the address.' });
    }
    // What was told of another model, or by another server.
    const untold = after.name !== before.name || after.baseUrl !== before.baseUrl ? { toldContextWindow: null, toldRetiresOn: null, lastTest: null } : {};
    this.forget(workspaceId, before.key);
    // What is learnt of it meanwhile stays. The provider is never another: it is there as an update of nothing is none.
    const model = await this.saving(workspaceId, id, async (rows) => {
      if (after.key !== before.key) await refuseInUse(rows.manager, before);
      await rows.update({ workspaceId, id }, { provider: before.provider, ...changed, ...untold });
    });
    this.forget(workspaceId, before.key);
    return model;
  }

  /** @throws Problem `not_found`, `forbidden`, `model_in_use` */
  async delete(workspaceId: string, id: string): Promise<void> {
    const row = await this.row(workspaceId, id);
    if (row.fromEnvironment) throw ofEnvironment();
    await this.db.inWorkspace(workspaceId, async (tx) => {
      await refuseInUse(tx, row);
      await tx.getRepository(ModelRow).delete({ workspaceId, id });
    });
    this.forget(workspaceId, row.key);
    this.running.forget(id);
  }

  /** Asks one short question, and the server what it knows of the model. Every failure is part of the reply. */
  async test(workspaceId: string, id: string, signal: AbortSignal): Promise<ReplyOf<typeof testModel>> {
    const row = await this.row(workspaceId, id);
    const [outcome] = await Promise.all([tryModel(this.running.open(row).chat, signal), this.askServer(row)]);
    const { ok, firstTokenMs, totalMs, errorCode, detail } = outcome;
    // Its words are the asker's; the others see whether it works.
    const lastTest = { ok, firstTokenMs, totalMs, errorCode, detail, at: new Date().toISOString() };
    await this.db.inWorkspace(workspaceId, (tx) => tx.getRepository(ModelRow).update({ workspaceId, id }, { lastTest }));
    return outcome;
  }

  /** Asks every server anew what it knows of its models: a day of retirement may have been set. */
  async askServers(signal: AbortSignal): Promise<void> {
    const rows = await this.db.acrossWorkspaces((tx) => tx.getRepository(ModelRow).find({ where: { provider: In(['openai', 'gguf']) }, order: { id: 'ASC' } }));
    for (const row of rows) {
      if (signal.aborted) return;
      if (this.isThere(row)) await this.askServer(row);
    }
  }

  /** What a server does not tell any more stays as it was: it may just be away. */
  private async askServer(row: ModelRow): Promise<void> {
    const { workspaceId, id, key } = row;
    if (row.gguf) return this.identifyFiles(workspaceId, id, row.gguf);
    const facts = await this.running.open(row).facts(AbortSignal.timeout(askingMs));
    if (facts === null || (facts.contextWindow === row.toldContextWindow && facts.retiresOn === row.toldRetiresOn)) return;
    const { contextWindow: toldContextWindow, retiresOn: toldRetiresOn } = facts;
    await this.db.inWorkspace(workspaceId, (tx) => tx.getRepository(ModelRow).update({ workspaceId, id }, { toldContextWindow, toldRetiresOn }));
    this.forget(workspaceId, key);
  }

  private async identifyFiles(workspaceId: string, id: string, gguf: NonNullable<ModelRow['gguf']>): Promise<void> {
    const identity = gguf.identity ?? (await this.gguf.identify(gguf));
    if (identity && !gguf.identity) await this.db.inWorkspace(workspaceId, (tx) => keepIdentity(tx, { workspaceId, id, gguf }, identity));
  }

  private async row(workspaceId: string, id: string): Promise<ModelRow> {
    const row = await this.db.inWorkspace(workspaceId, (tx) => tx.getRepository(ModelRow).findOneBy({ workspaceId, id }));
    if (!row || !this.isThere(row)) throw new Problem('not_found');
    return row;
  }

  private async checkAddress({ provider, name, baseUrl }: Pick<ModelRow, 'provider' | 'name' | 'baseUrl'>): Promise<void> {
    if (provider === 'langchain' && !/^[^:]+:.+$/s.test(name)) throw new Problem('invalid_request', { detail: 'Write the name as provider:model, for example mistralai:mistral-small.' });
    const address = addressOf({ provider, name, baseUrl });
    if (address !== null) await this.checkHost(address);
  }

  private forget(workspaceId: string, key: string): void {
    this.fresh.delete(`${workspaceId}|${key}`);
  }

  /** A model of the environment is there only as long as it is set there. */
  private isThere(row: ModelRow): boolean {
    return !row.fromEnvironment || this.running.isCurrent(row);
  }

  /** A transaction that finds the model of the environment in its place; a server that is new to it is asked afterwards. */
  private async withEnvironmentModel<T>(workspaceId: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const [placed, result] = await this.db.inWorkspace(workspaceId, async (tx) => [await this.placeEnvironmentModel(tx, workspaceId), await work(tx)]);
    if (placed !== null) this.beginAsking(workspaceId, placed);
    return result;
  }

  /** The model of DUET_MODEL_* has a row in each workspace that asks; its key stays in the environment. @returns its id, when it is new or elsewhere now */
  private async placeEnvironmentModel(tx: EntityManager, workspaceId: string): Promise<string | null> {
    const { model } = this.config;
    if (!model) return null;
    const [placed] = await tx.query<{ id: string }[]>(
      `insert into model (workspace_id, id, key, provider, name, base_url, key_ending, from_environment)
       values ($1, $2, $3, 'openai', $4, $5, $6, true)
       on conflict (workspace_id, key) do update set base_url = excluded.base_url, key_ending = excluded.key_ending, told_context_window = null, told_retires_on = null, last_test = null
       where model.from_environment and (model.base_url, model.key_ending) is distinct from (excluded.base_url, excluded.key_ending)
       returning id`,
      [workspaceId, newId(), keyOf('openai', model.name), model.name, model.url, model.key ? endingOf(model.key) : null],
    );
    return placed?.id ?? null;
  }

  private async saving(workspaceId: string, id: string, save: (rows: Repository<ModelRow>) => Promise<unknown>): Promise<Model> {
    try {
      const model = await this.db.inWorkspace(workspaceId, async (tx) => {
        await save(tx.getRepository(ModelRow));
        return modelReply(await tx.getRepository(ModelRow).findOneByOrFail({ workspaceId, id }), await todayIn(tx, workspaceId));
      });
      this.beginAsking(workspaceId, id);
      return model;
    } catch (error) {
      if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === uniqueViolation) throw new Problem('model_taken', { cause: error });
      throw error;
    }
  }
}

const ofEnvironment = (): Problem => new Problem('forbidden', { detail: 'Name, address and key of this model are set by DUET_MODEL_* and changed there.' });

/** Versions name a model by its key, and cannot be changed. */
async function refuseInUse(tx: EntityManager, { workspaceId, key }: ModelRow): Promise<void> {
  const [user] = await usersOfModel(tx, workspaceId, key);
  if (user) throw new Problem('model_in_use', { detail: usedBy(user) });
}
