import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type { Provider } from '#contracts';

/** A language model that backend versions name by its key. */
@Entity('model')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'model_workspace_fk', onDelete: 'CASCADE' })
@Unique('model_key_key', ['workspaceId', 'key'])
@Check('model_provider_check', `provider in ('openai', 'anthropic', 'ollama', 'langchain')`)
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

  @Column('boolean', { default: false })
  fromEnvironment: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
