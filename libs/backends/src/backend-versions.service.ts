import { Injectable } from '@nestjs/common';
import { QueryFailedError, type EntityManager } from 'typeorm';
import type { Backend, BackendKind, BackendVersion, Policy, PromptPack } from '#contracts';
import { Knowledge, OUT_OF_SCOPE } from '#knowledge';
import { Catalogue } from '#models';
import { Database, Problem, newId } from '#platform';
import { BackendRow } from './backend.entity.ts';
import { backendReply, isReady, versionReply } from './backend-replies.ts';
import { BackendRouteRow } from './backend-route.entity.ts';
import { BackendVersionRow } from './backend-version.entity.ts';
import { ENCODER, UNTRAINED, engineOf, runNumberOf, trainedKey, usesTools } from './catalogue-keys.ts';
import { refuseUndeclared } from './prompt-variables.ts';
import { STANDARD_TARGET } from './thresholds.ts';
import { unknownTools } from './tools/tools.sql.ts';
import { findRun, forgetRoutes, latestVersionRows, lockBackend, readDraftRow, readVersionRow, routesOf, versionRowsOf, versionRowsOfOthers, versionsToRouteTo, type RunOfVersion, type VersionRow } from './versions.sql.ts';

/** What steers the answers of a version. */
export interface VersionContent {
  backendId: string;
  model: string;
  promptPack: PromptPack | null;
  trainingRunId: string | null;
  /** Wished accuracy of a trained model's answers; null or absent: the standard one. */
  targetAccuracy?: number | null;
  /** Null or absent: the version answers itself. */
  policy?: Policy | null;
}

export interface NewVersion extends VersionContent {
  note: string;
  authorName: string | null;
  /** Number that it shall get; null or absent: whichever comes next. */
  expectedNumber?: number | null;
}

type Content = Required<VersionContent> & { targetAccuracy: number };

const foreignKeyViolation = '23503';
/** Versions among which one that can answer is looked for. */
const LOOKED_AT = 200;

/** Backends and their versions, as rows. A version is written once and never changed. */
@Injectable()
export class BackendVersions {
  constructor(private readonly db: Database, private readonly catalogue: Catalogue, private readonly knowledge: Knowledge) {}

  list(workspaceId: string): Promise<Backend[]> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const rows = await tx.getRepository(BackendRow).find({ where: { workspaceId }, order: { createdAt: 'ASC', id: 'ASC' } });
      const latest = new Map((await latestVersionRows(tx, workspaceId)).map((row) => [row.backendId, row]));
      return rows.map((row) => backendReply(row, latest.get(row.id)));
    });
  }

  create(workspaceId: string, draft: { name: string; kind: BackendKind }): Promise<Backend> {
    return this.db.inWorkspace(workspaceId, (tx) => this.createIn(tx, workspaceId, draft));
  }

  /** For rooms that make backends within their own transaction. */
  async createIn(tx: EntityManager, workspaceId: string, draft: { name: string; kind: BackendKind }): Promise<Backend> {
    const id = newId();
    await tx.getRepository(BackendRow).insert({ workspaceId, id, ...draft });
    return backendReply(await tx.getRepository(BackendRow).findOneByOrFail({ workspaceId, id }), undefined);
  }

  versionsOf(workspaceId: string, backendId: string): Promise<BackendVersion[]> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      if (!(await tx.getRepository(BackendRow).existsBy({ workspaceId, id: backendId }))) throw new Problem('not_found');
      return (await versionRowsOf(tx, workspaceId, backendId)).map(versionReply);
    });
  }

  async read(workspaceId: string, id: string): Promise<BackendVersion> {
    return versionReply(await this.row(workspaceId, id));
  }

  /** @throws Problem `not_found` */
  async row(workspaceId: string, id: string): Promise<VersionRow> {
    const row = await this.db.inWorkspace(workspaceId, (tx) => readVersionRow(tx, workspaceId, id));
    if (!row) throw new Problem('not_found');
    return row;
  }

  /** The newest version of another backend that can answer; null when there is none. */
  async newestOfAnother(tx: EntityManager, workspaceId: string, versionId: string): Promise<string | null> {
    return (await versionRowsOfOthers(tx, workspaceId, versionId, LOOKED_AT)).find(isReady)?.id ?? null;
  }

  /** @throws Problem `not_found`, `invalid_request`, `unknown_variable`, `version_conflict` */
  async save(workspaceId: string, draft: NewVersion): Promise<BackendVersion> {
    await this.check(workspaceId, draft);
    return this.db.inWorkspace(workspaceId, (tx) => this.saveIn(tx, workspaceId, draft));
  }

  /** For rooms that save versions within their own transaction, such as a promotion. */
  async saveIn(tx: EntityManager, workspaceId: string, draft: NewVersion): Promise<BackendVersion> {
    const backend = await lockBackend(tx, workspaceId, draft.backendId);
    if (!backend) throw new Problem('not_found');
    const { note, authorName, expectedNumber = null } = draft;
    if (expectedNumber !== null && expectedNumber !== backend.next) throw new Problem('version_conflict');
    const { policy, ...content } = await this.contentOf(tx, workspaceId, backend.kind, draft);
    const id = newId();
    await tx.getRepository(BackendVersionRow).insert({ ...content, workspaceId, id, number: backend.next, note, authorName });
    if (policy) await tx.getRepository(BackendRouteRow).insert(routesOf(policy).map((route) => ({ ...route, workspaceId, backendVersionId: id })));
    return versionReply((await readVersionRow(tx, workspaceId, id))!);
  }

  /**
   * A version that is not saved, checked and completed as if it were.
   *
   * @throws Problem `not_found`, `invalid_request`, `unknown_variable`
   */
  async draftRow(workspaceId: string, draft: VersionContent): Promise<VersionRow> {
    await this.check(workspaceId, draft);
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const backend = await tx.getRepository(BackendRow).findOneBy({ workspaceId, id: draft.backendId });
      if (!backend) throw new Problem('not_found');
      return readDraftRow(tx, workspaceId, await this.contentOf(tx, workspaceId, backend.kind, draft));
    });
  }

  /** Saves what an older version holds as the newest one. @throws Problem `not_found`; `invalid_request` when it is the newest already */
  restore(workspaceId: string, id: string, authorName: string): Promise<BackendVersion> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      const old = await tx.getRepository(BackendVersionRow).findOneBy({ workspaceId, id });
      const backend = old && (await lockBackend(tx, workspaceId, old.backendId));
      if (!old || !backend) throw new Problem('not_found');
      const { backendId, number, model, promptPack, trainingRunId, targetAccuracy } = old;
      const { policy } = (await readVersionRow(tx, workspaceId, id))!;
      if (number === backend.next - 1) throw new Problem('invalid_request', { detail: 'This is the newest version already.' });
      return this.saveIn(tx, workspaceId, { backendId, model, promptPack, trainingRunId, targetAccuracy, policy, note: `Restores version ${number}`, authorName });
    });
  }

  /** @throws Problem `not_found`; `backend_in_use` when a site, an experiment, a conversation or another backend's policy refers to it */
  delete(workspaceId: string, id: string): Promise<void> {
    return this.db.inWorkspace(workspaceId, async (tx) => {
      await forgetRoutes(tx, workspaceId, id);
      const { affected } = await tx.getRepository(BackendRow).delete({ workspaceId, id });
      if (!affected) throw new Problem('not_found');
    }).catch((error: unknown) => {
      if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === foreignKeyViolation) {
        throw new Problem('backend_in_use', { cause: error });
      }
      throw error;
    });
  }

  private async check(workspaceId: string, { model, policy, promptPack }: VersionContent): Promise<void> {
    if (promptPack) refuseUndeclared(promptPack);
    if (policy) return this.checkTopics(workspaceId, policy);
    if (engineOf(model) === 'language_model' && !(await this.catalogue.knows(workspaceId, model))) {
      throw new Problem('invalid_request', { detail: `There is no model "${model}" in this workspace.` });
    }
  }

  /** A topic that nobody can recognise would never be met. */
  private async checkTopics(workspaceId: string, { topics }: Policy): Promise<void> {
    const { intents } = await this.knowledge.freshIndexOf(workspaceId);
    const unknown = topics.find(({ topic }) => !intents.has(topic) && topic !== OUT_OF_SCOPE);
    if (unknown) throw new Problem('invalid_request', { detail: `There is no intent "${unknown.topic}" in this workspace.` });
  }

  private async contentOf(tx: EntityManager, workspaceId: string, kind: BackendKind, draft: VersionContent): Promise<Content> {
    const { backendId, model, promptPack, targetAccuracy, policy = null } = draft;
    if (policy) return this.routingOf(tx, workspaceId, kind, { ...draft, policy });
    checkPack(kind, promptPack);
    if (promptPack?.tools?.length && !usesTools(model)) throw new Problem('invalid_request', { detail: `Models that run from a GGUF file use no tools. Take the tools off, or choose another model than "${model}".` });
    const [unknown] = await unknownTools(tx, workspaceId, promptPack?.tools ?? []);
    if (unknown !== undefined) throw new Problem('invalid_request', { detail: `There is no tool "${unknown}" in this workspace.` });
    const run = await this.runOf(tx, workspaceId, draft);
    return { backendId, promptPack, model: modelOf(kind, model, run), trainingRunId: run?.id ?? null, targetAccuracy: targetAccuracy ?? STANDARD_TARGET, policy: null };
  }

  /** Of a version that routes: the frozen encoder, which reads the topic, and nothing else of its own. */
  private async routingOf(tx: EntityManager, workspaceId: string, kind: BackendKind, { backendId, promptPack, trainingRunId, policy }: VersionContent & { policy: Policy }): Promise<Content> {
    if (kind !== 'hybrid') throw new Problem('invalid_request', { detail: 'Only a hybrid backend routes by topic.' });
    if (promptPack !== null || trainingRunId !== null) throw new Problem('invalid_request', { detail: 'A version that routes by topic has no prompt pack and no training run of its own.' });
    const ids = new Set(routesOf(policy).map(({ answeredBy }) => answeredBy));
    const found = await versionsToRouteTo(tx, workspaceId, [...ids]);
    if (found.length < ids.size) throw new Problem('not_found');
    const chained = found.find(({ routes }) => routes);
    if (chained) throw new Problem('invalid_request', { detail: `Version ${chained.number} of ${chained.backendName} routes by topic itself.` });
    if (!found.every(isReady)) throw new Problem('backend_version_not_ready');
    return { backendId, model: ENCODER, promptPack: null, trainingRunId: null, targetAccuracy: STANDARD_TARGET, policy };
  }

  private async runOf(tx: EntityManager, workspaceId: string, { trainingRunId, model }: VersionContent): Promise<RunOfVersion | null> {
    const number = runNumberOf(model);
    const by = trainingRunId !== null ? { id: trainingRunId } : number !== null ? { number } : null;
    if (by === null) return null;
    const run = await findRun(tx, workspaceId, by);
    if (!run) throw new Problem('invalid_request', { detail: 'There is no such training run.' });
    return run;
  }
}

/** @throws Problem `invalid_request` */
function checkPack(kind: BackendKind, pack: PromptPack | null): void {
  if (kind !== 'fine_tuned' && pack === null) throw new Problem('invalid_request', { detail: 'This kind of backend needs a prompt pack.' });
  if (pack?.thresholds && pack.thresholds.clarify > pack.thresholds.answer) {
    throw new Problem('invalid_request', { detail: 'The threshold for asking back must not lie above the one for answering.' });
  }
}

/** The key that the version will carry: for the built-in engine it follows from kind and training run. */
function modelOf(kind: BackendKind, model: string, run: RunOfVersion | null): string {
  if (engineOf(model) === 'language_model') return model;
  if (kind === 'prompt') return ENCODER;
  return run ? trainedKey(run.number) : UNTRAINED;
}
