import { Module } from '@nestjs/common';
import { forbidTracing } from '#platform';
import { ArtefactRow } from './artefact.entity.ts';
import { Catalogue } from './catalogue.service.ts';
import { ModelRow } from './model.entity.ts';
import { ModelsController } from './models.controller.ts';
import { TextEngine } from './text-engine.ts';

export const modelsEntities = [ModelRow, ArtefactRow];

/** The built-in language engine, and the language models that a workspace has added. */
@Module({
  controllers: [ModelsController],
  providers: [TextEngine, Catalogue],
  exports: [TextEngine, Catalogue],
})
export class ModelsModule {
  constructor() {
    // Before LangChain is ever loaded: with these variables it would send conversations to somebody else.
    forbidTracing();
  }
}
