import { Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AccountsModule } from '#accounts';
import { AnalyticsModule } from '#analytics';
import { BackendsModule } from '#backends';
import { ConversationsModule } from '#conversations';
import { ExperimentsModule } from '#experiments';
import { KnowledgeModule } from '#knowledge';
import { ModelsModule } from '#models';
import { PlatformModule, type Config } from '#platform';
import { TrainingModule } from '#training';

/** The table of contents: every room of the product, from the ground up. */
@Module({})
export class AppModule {
  static with(config: Config, source: DataSource): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, source),
        AccountsModule,
        AnalyticsModule,
        ModelsModule,
        KnowledgeModule,
        ExperimentsModule,
        BackendsModule,
        ConversationsModule,
        TrainingModule,
      ],
    };
  }
}
