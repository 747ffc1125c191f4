import { Module } from '@nestjs/common';
import { ModelsModule } from '#models';
import { ArticlesController } from './articles.controller.ts';
import { Articles } from './articles.service.ts';
import { ExamplesController } from './examples.controller.ts';
import { Examples } from './examples.service.ts';
import { Importing } from './importing.service.ts';
import { IntentsController } from './intents.controller.ts';
import { Intents } from './intents.service.ts';
import { Knowledge } from './knowledge.service.ts';
import { SearchController } from './search.controller.ts';
import { SearchLearning } from './search-learning.service.ts';
import { TextVectors } from './text-vectors.service.ts';

const forOthers = [Articles, Examples, Importing, Intents, Knowledge, SearchLearning, TextVectors];

/** What a company knows: help articles, approved answers, labelled questions, and the way to find them. */
@Module({
  imports: [ModelsModule],
  controllers: [ArticlesController, ExamplesController, IntentsController, SearchController],
  providers: forOthers,
  exports: forOthers,
})
export class KnowledgeModule {}
