import { Injectable, Logger } from '@nestjs/common';
import type { ImportedFrom, InputOf, TrainingRun, importModel } from '#contracts';
import { TextEngine } from '#models';
import { Database, Problem, newId } from '#platform';
import type { EntityManager } from 'typeorm';
import { digestOf, readModelFile, writeModelFile, type ModelFile } from './model-file.ts';
import { atTheStart } from './training-progress.ts';
import { TrainingRunRow } from './training-run.entity.ts';
import { lockTraining, nextNumber, readRuns, readUnknownIntents, readWorkspaceName } from './training-runs.sql.ts';

export interface GivenOut {
  fileName: string;
  bytes: Uint8Array;
  sha256: string;
}

/** Trained models as files: out of one workspace, into this or another one, here or elsewhere. */
@Injectable()
export class ModelFiles {
  private readonly log = new Logger(ModelFiles.name);

  constructor(private readonly db: Database, private readonly engine: TextEngine) {}

  /** @throws Problem `not_found`; `no_trained_model` unless the run succeeded; `artefact_damaged` */
  async giveOut(workspaceId: string, id: string): Promise<GivenOut> {
    const { row, workspaceName } = await this.db.inWorkspace(workspaceId, async (tx) => ({
      row: await tx.findOneBy(TrainingRunRow, { workspaceId, id }), workspaceName: await readWorkspaceName(tx, workspaceId),
    }));
    if (!row) throw new Problem('not_found');
    if (row.artefactId === null || row.report === null) throw new Problem('no_trained_model');
    const artefact = await this.engine.artefact(workspaceId, row.artefactId);
    const { number, seed, report, progress, finishedAt, createdAt } = row;
    const bytes = writeModelFile({ artefact, workspaceName, runNumber: number, seed, report, curve: progress.curve, trainedAt: (finishedAt ?? createdAt).toISOString() });
    return { fileName: `duet-${slugOf(workspaceName)}-run-${number}.duetmodel`, bytes, sha256: digestOf(bytes) };
  }

  /** The model becomes a run of its own, which versions can name. @throws Problem `artefact_unreadable` */
  async takeIn(workspaceId: string, { fileName, note, content }: InputOf<typeof importModel>): Promise<TrainingRun> {
    const model = readModelFile(Buffer.from(content, 'base64'));
    const run = await this.db.inWorkspace(workspaceId, async (tx) => {
      const unknownIntents = await readUnknownIntents(tx, workspaceId, model.labels);
      const id = await this.store(tx, workspaceId, model, { note, imported: {
        fileName, workspaceName: model.workspaceName, runNumber: model.runNumber, trainedAt: model.trainedAt, unknownIntents,
      } });
      return (await readRuns(tx, workspaceId, id))[0]!;
    });
    this.log.log({ event: 'model.imported', workspaceId, runId: run.id, number: run.number, intents: model.labels.length });
    return run;
  }

  private async store(tx: EntityManager, workspaceId: string, { artefact, seed, report, curve }: ModelFile, { note, imported }: { note: string; imported: ImportedFrom }): Promise<string> {
    await lockTraining(tx, workspaceId);
    const [id, now] = [newId(), new Date()];
    await tx.insert(TrainingRunRow, {
      workspaceId, id, number: await nextNumber(tx, workspaceId), state: 'succeeded', seed, note, imported, report,
      artefactId: await this.engine.saveArtefact(tx, workspaceId, artefact), progress: { ...atTheStart, stage: 'done', fraction: 1, curve }, finishedAt: now,
    });
    return id;
  }
}

/** For a file name that every system takes. */
const slugOf = (name: string): string => name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40) || 'workspace';
