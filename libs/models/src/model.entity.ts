import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { GgufSettings, Provider } from '#contracts';
import type { GgufIdentity } from './gguf/gguf-files.ts';
import type { LastTest } from './try-model.ts';

/** A language model that backend versions name by its key. */
@Entity('model')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'model_workspace_fk', onDelete: 'CASCADE' })
@Unique('model_key_key', ['workspaceId', 'key'])
@Check('model_context_window_check', 'context_window > 0')
@Check('model_provider_check', `provider in ('openai', 'anthropic', 'ollama', 'langchain', 'gguf')`)
@Check('model_gguf_check', `(provider = 'gguf') = (gguf is not null)`)
export class ModelRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'model_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'model_pk' })
  id: string;

  @Column('text')
  key: string;

  @Column('text')
  provider: Provider;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  baseUrl: string | null;

  /** The API key, sealed for this row; null without one and for the model of the environment. */
  @Column('bytea', { nullable: true })
  sealedKey: Buffer | null;

  @Column('text', { nullable: true })
  keyEnding: string | null;

  /** Dollars per million tokens. */
  @Column('double precision', { default: 0 })
  inputPrice: number;

  @Column('double precision', { default: 0 })
  outputPrice: number;

  /** Dollars. */
  @Column('double precision', { default: 0 })
  hourlyPrice: number;

  /** Tokens that it reads and writes at most, as a person entered it; null: as its server says, if it does. */
  @Column('integer', { nullable: true })
  contextWindow: number | null;

  /** Day after which it answers no more, `YYYY-MM-DD`, as a person entered it. */
  @Column('date', { nullable: true })
  retiresOn: string | null;

  /** The same two as its server's list of models says. */
  @Column('integer', { nullable: true })
  toldContextWindow: number | null;

  @Column('date', { nullable: true })
  toldRetiresOn: string | null;

  /** What the test button gave last. */
  @Column('jsonb', { nullable: true })
  lastTest: LastTest | null;

  /** For `gguf` only; `identity` is what its files were when the model was saved, null until it was read. */
  @Column('jsonb', { nullable: true })
  gguf: (GgufSettings & { identity: GgufIdentity | null }) | null;

  /** Until then answers have borne the price of its machine; null: none has yet. */
  @Column('timestamptz', { nullable: true })
  hostedUntil: Date | null;

  @Column('boolean', { default: false })
  fromEnvironment: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
