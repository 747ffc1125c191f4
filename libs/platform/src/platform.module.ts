import { Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Config } from './config.ts';
import { Database } from './database.ts';
import { Jobs } from './jobs.ts';
import { Load } from './load.ts';
import { Metrics } from './metrics.ts';
import { Readiness } from './readiness.ts';
import { Redis } from './redis.ts';

/** What every room stands on. Global, because there is no room without it. */
@Module({})
export class PlatformModule {
  static with(config: Config, source: DataSource): DynamicModule {
    const parts = [Jobs, Load, Metrics, Readiness];
    return {
      module: PlatformModule,
      global: true,
      imports: [TypeOrmModule.forRootAsync({ useFactory: () => source.options, dataSourceFactory: () => Promise.resolve(source) })],
      providers: [
        { provide: Config, useValue: config },
        { provide: Database, useValue: new Database(source) },
        { provide: Redis, useFactory: () => Redis.connect(config) },
        ...parts,
      ],
      exports: [Config, Database, Redis, ...parts],
    };
  }
}
