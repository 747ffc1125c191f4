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
import { ToolsController } from './tools/tools.controller.ts';
import { Tools } from './tools/tools.service.ts';
import { TopicReader } from './topic-reader.ts';
import { VersionLabelsController } from './version-labels.controller.ts';
import { VersionLabels } from './version-labels.service.ts';

/** The three ways of making an answer, on either engine. */
@Module({
  imports: [ModelsModule, KnowledgeModule],
  controllers: [BackendsController, ChosenExamplesController, PreviewsController, ToolsController, VersionLabelsController],
  providers: [BackendVersions, Backends, FirstAnswers, Previews, Tools, TopicReader, VersionLabels],
  exports: [BackendVersions, Backends, FirstAnswers, Previews, TopicReader, VersionLabels],
})
export class BackendsModule {}
