import { Module } from '@nestjs/common';
import { KnowledgeModule } from '#knowledge';
import { ModelsModule } from '#models';
import { BackendVersions } from './backend-versions.service.ts';
import { BackendsController } from './backends.controller.ts';
import { Backends } from './backends.service.ts';
import { ChosenExamplesController } from './chosen-examples.controller.ts';
import { FirstAnswers } from './first-answers.service.ts';
import { Previews } from './preview.service.ts';
import { PreviewsController } from './previews.controller.ts';

/** The three ways of making an answer, on either engine. */
@Module({
  imports: [ModelsModule, KnowledgeModule],
  controllers: [BackendsController, ChosenExamplesController, PreviewsController],
  providers: [BackendVersions, Backends, FirstAnswers, Previews],
  exports: [BackendVersions, Backends, FirstAnswers, Previews],
})
export class BackendsModule {}
