import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Policy } from '#contracts';
import { Knowledge } from '#knowledge';
import { Catalogue, HostingClock, TextEngine } from '#models';
import { Database, Problem } from '#platform';
import { isReady } from './backend-replies.ts';
import { BackendVersions, type VersionContent } from './backend-versions.service.ts';
import { engineOf } from './catalogue-keys.ts';
import { EmbeddedBackend } from './embedded-backend.ts';
import { intentCues } from './intent-cues.ts';
import { LanguageBackend } from './language-backend.ts';
import { PackExamples } from './pack-examples.ts';
import { PolicyBackend } from './policy-backend.ts';
import { PromptRecogniser, trainedRecogniser } from './recognisers.ts';
import { withFailures } from './report-failure.ts';
import { thresholdsInUse } from './thresholds.ts';
import { Tools } from './tools/tools.service.ts';
import { TopicReader } from './topic-reader.ts';
import type { Backend } from './turn.ts';
import { evaluatedQuestions, readLearntSystem, readWorkspaceFacts, type VersionRow, type WorkspaceFacts } from './versions.sql.ts';

const opened = 200;
const factsFreshMs = 30_000;
/** A draft is asked a dozen questions and then changed. */
const draftsOpened = 20;
const draftFreshMs = 5 * 60_000;

/** Turns a saved version into something that answers. */
@Injectable()
export class Backends {
  private readonly ready = new LRUCache<string, Promise<Backend>>({ max: opened });
  private readonly drafts = new LRUCache<string, Promise<Backend>>({ max: draftsOpened, ttl: draftFreshMs });
  private readonly facts = new LRUCache<string, WorkspaceFacts>({ max: 1_000, ttl: factsFreshMs });
  private readonly evaluated = new LRUCache<string, Promise<ReadonlySet<string>>>({ max: 1_000, ttl: factsFreshMs });
  private readonly hosting: HostingClock;

  constructor(
    private readonly versions: BackendVersions, private readonly catalogue: Catalogue, private readonly engine: TextEngine,
    private readonly knowledge: Knowledge, private readonly db: Database, private readonly topics: TopicReader, private readonly tools: Tools,
  ) {
    this.hosting = new HostingClock(db);
  }

  /** @throws Problem `not_found`, `backend_version_not_ready`, `model_misconfigured` */
  open(workspaceId: string, backendVersionId: string): Promise<Backend> {
    return once(this.ready, `${workspaceId}|${backendVersionId}`, async () => this.make(workspaceId, await this.versions.row(workspaceId, backendVersionId)));
  }

  /**
   * A version that is not saved; it answers exactly as it would once it is.
   *
   * @throws Problem `not_found`, `invalid_request`, `backend_version_not_ready`, `model_misconfigured`
   */
  openDraft(workspaceId: string, draft: VersionContent): Promise<Backend> {
    const key = createHash('sha256').update(JSON.stringify([workspaceId, draft])).digest('base64');
    return once(this.drafts, key, async () => this.make(workspaceId, { ...await this.versions.draftRow(workspaceId, draft), id: 'draft' }));
  }

  private async make(workspaceId: string, row: VersionRow): Promise<Backend> {
    if (!isReady(row)) throw new Problem('backend_version_not_ready');
    const { id: versionId } = row;
    const backend: Backend = row.policy ? await this.routed(workspaceId, versionId, row.policy) : engineOf(row.model) === 'embedded' ? await this.embedded(workspaceId, row) : await this.languageModel(workspaceId, row);
    return {
      versionId, kind: row.kind, engine: backend.engine, answer: (turn, signal) => withFailures(backend.answer(turn, signal), signal),
      rendered: async (turn, signal) => (await backend.rendered?.(turn, signal)) ?? [],
    };
  }

  private async routed(workspaceId: string, versionId: string, policy: Policy): Promise<Backend> {
    const named = await Promise.all([policy.otherwise, ...policy.topics.map(({ backendVersionId }) => backendVersionId)].map((id) => this.versions.row(workspaceId, id)));
    // Whoever may spend tokens is asked for its budget of tokens.
    const engine = named.some(({ model }) => engineOf(model) === 'language_model') ? 'language_model' : 'embedded';
    return new PolicyBackend({ versionId, policy, engine, topics: this.topics, open: (id, version) => this.open(id, version) });
  }

  private async embedded(workspaceId: string, row: VersionRow): Promise<Backend> {
    const { id: versionId, kind, model, promptPack } = row;
    const thresholds = thresholdsInUse(promptPack, row.learnt);
    return new EmbeddedBackend({
      versionId, kind, model, thresholds, pack: kind === 'fine_tuned' ? null : promptPack,
      engine: this.engine, knowledge: this.knowledge, recogniser: await this.recogniserOf(workspaceId, row),
      cpuPricePerHour: async () => (await this.factsOf(workspaceId)).cpuPricePerHour, random: Math.random,
    });
  }

  private async recogniserOf(workspaceId: string, { kind, promptPack, artefactId }: VersionRow): Promise<ConstructorParameters<typeof EmbeddedBackend>[0]['recogniser']> {
    if (kind === 'prompt') {
      const prompt = new PromptRecogniser(new PackExamples(this.knowledge, promptPack!, intentCues(promptPack!)));
      return (index) => prompt.of(index);
    }
    await this.engine.load(workspaceId, artefactId!);
    // Asked anew for each answer: the engine decides how many trained models stay in memory.
    return async () => trainedRecogniser(await this.engine.load(workspaceId, artefactId!), kind);
  }

  private async languageModel(workspaceId: string, { id: versionId, kind, model, promptPack }: VersionRow): Promise<Backend> {
    const { catalogue, knowledge, engine, hosting } = this;
    const learntSystem = kind === 'fine_tuned' ? await this.db.inWorkspace(workspaceId, (tx) => readLearntSystem(tx, workspaceId, model)) : null;
    return new LanguageBackend({
      versionId, kind, model, pack: kind === 'fine_tuned' ? null : promptPack, learntSystem, catalogue, knowledge, engine, hosting,
      excluded: (of) => this.judgedBy(of), tools: (of, names) => this.tools.runnable(of, names),
      company: async (of) => (await this.factsOf(of)).name, random: Math.random,
    });
  }

  /** Questions of evaluation sets: an answer that was shown one of them would prove nothing. */
  private judgedBy(workspaceId: string): Promise<ReadonlySet<string>> {
    return once(this.evaluated, workspaceId, () => this.db.inWorkspace(workspaceId, (tx) => evaluatedQuestions(tx, workspaceId)));
  }

  private async factsOf(workspaceId: string): Promise<WorkspaceFacts> {
    const known = this.facts.get(workspaceId);
    if (known) return known;
    const facts = await this.db.inWorkspace(workspaceId, (tx) => readWorkspaceFacts(tx, workspaceId));
    this.facts.set(workspaceId, facts);
    return facts;
  }
}

/** Made once for all who ask for it; a failure is forgotten. */
function once<T>(cache: LRUCache<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const making = make();
  cache.set(key, making);
  making.catch(() => cache.delete(key));
  return making;
}
