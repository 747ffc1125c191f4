import { Module } from '@nestjs/common';
import { Config, forbidTracing } from '#platform';
import { ArtefactRow } from './artefact.entity.ts';
import { AskServersJob } from './ask-servers.job.ts';
import { Catalogue } from './catalogue.service.ts';
import { Gates } from './gate/gates.service.ts';
import { GgufModels } from './gguf/gguf-models.service.ts';
import { GgufProcesses } from './gguf/gguf-processes.service.ts';
import { HealthKeeper } from './health/health-keeper.ts';
import { ModelMinute } from './health/model-minute.entity.ts';
import { ModelsHealth } from './health/model-health.service.ts';
import { ModelRow } from './model.entity.ts';
import { ModelsController } from './models.controller.ts';
import { RunningModels } from './running-models.service.ts';
import { TextEngine } from './text-engine.ts';

export const modelsEntities = [ModelRow, ModelMinute, ArtefactRow];

/** The built-in language engine, and the language models that a workspace has added. */
@Module({
  controllers: [ModelsController],
  providers: [TextEngine, Catalogue, RunningModels, Gates, GgufProcesses, GgufModels, HealthKeeper, ModelsHealth, AskServersJob],
  exports: [TextEngine, Catalogue],
})
export class ModelsModule {
  constructor({ allowModelTracing }: Config) {
    // Before LangChain is ever loaded: with these variables it would send conversations to somebody else.
    if (!allowModelTracing) forbidTracing();
  }
}
