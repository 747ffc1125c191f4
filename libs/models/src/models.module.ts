import { Module } from '@nestjs/common';
import { ArtefactRow } from './artefact.entity.ts';
import { ModelRow } from './model.entity.ts';
import { TextEngine } from './text-engine.ts';

export const modelsEntities = [ModelRow, ArtefactRow];

@Module({
  providers: [TextEngine],
  exports: [TextEngine],
})
export class ModelsModule {}
