import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Models that are files of our own, run in a process of our own. */
export class RunGgufFiles0034 implements MigrationInterface {
  /** TypeORM orders by the thirteen digits. */
  readonly name = 'RunGgufFiles0000000000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table model
        -- File, adapter, threads and places; with what the file was when the model was saved.
        add column gguf jsonb,
        drop constraint model_provider_check,
        add constraint model_provider_check check (provider in ('openai', 'anthropic', 'ollama', 'langchain', 'gguf')),
        add constraint model_gguf_check check ((provider = 'gguf') = (gguf is not null))
    `);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only');
  }
}
