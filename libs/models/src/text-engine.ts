import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, Optional, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { EntityManager } from 'typeorm';
import { Database, Problem, Readiness, newId } from '#platform';
import { loadIntentModel, type IntentModel, type KernelKind } from '#textmodels';
import { ArtefactRow } from './artefact.entity.ts';
import { faultOfEncoderFiles, packagedEncoderFolder } from './encoder-files.ts';
import { EncoderPool, type EncodedText } from './encoder-pool.ts';
import { runTraining } from './run-training.ts';
import type { IntentTrainingInput, TrainedIntentModel, TrainingStep } from './training-messages.ts';

export interface EncoderState {
  encoder: 'ready' | 'loading' | 'missing';
  /** A sentence. */
  detail: string;
  /** Null until the encoder was used. */
  kernel: KernelKind | null;
}

/** Vectors kept in memory: 7 kB each. */
const rememberedTexts = 2_000;
/** Trained models kept in memory: about 4 MB each. */
const rememberedModels = 16;

/** Provided only where the weights are elsewhere. */
const WEIGHTS_FOLDER = Symbol('weights folder');

/** The built-in language engine: the packaged encoder and the intent models trained on top of it. Works off this thread. */
@Injectable()
export class TextEngine implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(TextEngine.name);
  private readonly vectors = new LRUCache<string, EncodedText>({ max: rememberedTexts });
  private readonly models = new LRUCache<string, Promise<IntentModel>>({ max: rememberedModels });
  private readonly folder: string | null;
  private readonly pool: EncoderPool;
  /** Undefined while the files are being checked. */
  private fault: string | null | undefined;
  private checking: Promise<string | null> | undefined;
  private training = false;

  /** @param folder where the weights are; by default where their package is installed, null when it is not */
  constructor(
    private readonly db: Database, private readonly readiness: Readiness, @Optional() @Inject(WEIGHTS_FOLDER) folder?: string | null,
  ) {
    this.folder = folder === undefined ? folderOrNull() : folder;
    this.pool = new EncoderPool(this.folder ?? '');
  }

  onModuleInit(): void {
    this.readiness.add('encoder', async () => ({ ok: (await this.check()) === null, detail: this.state().detail, required: false }));
    void this.check();
  }

  async onModuleDestroy(): Promise<void> {
    await this.pool.close();
  }

  state(): EncoderState {
    const kernel = this.pool.kernel;
    if (this.fault === undefined) return { encoder: 'loading', detail: 'The text encoder is being checked.', kernel };
    if (this.fault === null) return { encoder: 'ready', detail: 'The text encoder is ready (English).', kernel };
    return { encoder: 'missing', detail: `${this.fault} Answers are found by words alone.`, kernel };
  }

  /** False: work with words alone. Waits for the check of the files. */
  async usable(): Promise<boolean> {
    return (await this.check()) === null;
  }

  /**
   * Vectors of texts, in their order.
   *
   * @param workspaceId whose texts these are: remembered apart, so that timing tells nothing about others; null for ours
   * @throws Problem `model_unavailable` without an encoder or when it died at work; the signal's reason once it aborts
   */
  async encode(workspaceId: string | null, texts: readonly string[], signal?: AbortSignal): Promise<EncodedText[]> {
    const fault = await this.check();
    if (fault !== null) throw new Problem('model_unavailable', { detail: fault });
    signal?.throwIfAborted();
    const keyOf = (text: string): string => `${workspaceId ?? ''}|${text}`;
    const known = texts.map((text) => this.vectors.get(keyOf(text)));
    const missing = [...new Set(texts.filter((_, index) => !known[index]))];
    const made = new Map<string, EncodedText>();
    if (missing.length > 0) {
      (await this.pool.encode(missing, signal)).forEach((encoded, index) => made.set(missing[index]!, encoded));
    }
    for (const [text, encoded] of made) this.vectors.set(keyOf(text), { ...encoded, cpuMs: 0 });
    return texts.map((text, index) => known[index] ?? made.get(text)!);
  }

  /**
   * Trains an intent model in a thread of its own; one at a time.
   *
   * @throws Problem `training_running`, `model_unavailable`; the signal's reason soon after it aborts
   */
  async train(input: IntentTrainingInput, onStep: (step: TrainingStep) => void, signal: AbortSignal): Promise<TrainedIntentModel> {
    const fault = await this.check();
    if (fault !== null || this.folder === null) throw new Problem('model_unavailable', { detail: fault ?? undefined });
    if (this.training) throw new Problem('training_running');
    this.training = true;
    try {
      return await runTraining(this.folder, input, onStep, signal);
    } finally {
      this.training = false;
    }
  }

  /** Stores a trained model and gives its id. */
  async saveArtefact(tx: EntityManager, workspaceId: string, bytes: Uint8Array): Promise<string> {
    const row = { workspaceId, id: newId(), sha256: digestOf(bytes), bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
    await tx.getRepository(ArtefactRow).insert(row);
    return row.id;
  }

  /**
   * A trained model of this workspace, from memory when it was used lately.
   *
   * @throws Problem `not_found`; `artefact_damaged` when the stored bytes were changed
   */
  load(workspaceId: string, artefactId: string): Promise<IntentModel> {
    const key = `${workspaceId}|${artefactId}`;
    const known = this.models.get(key);
    if (known) return known;
    const loading = this.readArtefact(workspaceId, artefactId);
    this.models.set(key, loading);
    loading.catch(() => this.models.delete(key));
    return loading;
  }

  /**
   * The stored bytes of a trained model, verified.
   *
   * @throws Problem `not_found`; `artefact_damaged` when they are not what was stored
   */
  async artefact(workspaceId: string, id: string): Promise<Uint8Array> {
    const row = await this.db.inWorkspace(workspaceId, (tx) => tx.getRepository(ArtefactRow).findOneBy({ workspaceId, id }));
    if (!row) throw new Problem('not_found');
    if (!digestOf(row.bytes).equals(row.sha256)) throw this.damaged(workspaceId, id);
    // A plain copy: a driver's Buffer may be a view into a larger one, and its `slice` is not a copy.
    return new Uint8Array(row.bytes);
  }

  private async readArtefact(workspaceId: string, id: string): Promise<IntentModel> {
    const bytes = await this.artefact(workspaceId, id);
    try {
      return loadIntentModel(bytes);
    } catch (cause) {
      throw this.damaged(workspaceId, id, cause);
    }
  }

  private damaged(workspaceId: string, artefactId: string, cause?: unknown): Problem {
    this.log.error({ event: 'artefact.damaged', workspaceId, artefactId }, cause);
    return new Problem('artefact_damaged', { cause });
  }

  private check(): Promise<string | null> {
    this.checking ??= faultOfEncoderFiles(this.folder).then((fault) => {
      this.fault = fault;
      if (fault !== null) this.log.warn({ event: 'encoder.missing', detail: fault });
      return fault;
    });
    return this.checking;
  }
}

const digestOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

function folderOrNull(): string | null {
  try {
    return packagedEncoderFolder();
  } catch {
    return null;
  }
}
