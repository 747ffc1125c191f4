import type { DataSet, DataSetFilters, DataSetManifest, DataSetState } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A data set made of conversations. Once it is built, a trigger keeps its filters and its manifest as they are. */
@Entity('data_set')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'data_set_workspace_fk', onDelete: 'CASCADE' })
@Check('data_set_state_check', `state in ('waiting', 'running', 'done', 'failed')`)
@Check('data_set_stage_check', `stage in ('reading', 'redacting', 'splitting', 'writing')`)
@Check('data_set_manifest_check', `(state = 'done') = (manifest is not null)`)
export class DataSetRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'data_set_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'data_set_pk' })
  id: string;

  @Column('text')
  name: string;

  @Column('jsonb')
  filters: DataSetFilters;

  @Column('text', { default: 'waiting' })
  state: DataSetState;

  @Column('text', { default: 'reading' })
  stage: DataSet['stage'];

  @Column('integer', { default: 0 })
  done: number;

  @Column('integer', { default: 0 })
  total: number;

  @Column('text', { nullable: true })
  errorCode: string | null;

  @Column('jsonb', { nullable: true })
  manifest: DataSetManifest | null;

  /** Name of the member or API key. */
  @Column('text')
  createdBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  finishedAt: Date | null;
}
