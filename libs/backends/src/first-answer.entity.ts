import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Traffic } from '#contracts';

/** When a version first answered somebody, for each kind of traffic. */
@Entity('first_answer')
@Check('first_answer_traffic_check', `traffic in ('live', 'replay', 'preview', 'test')`)
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'first_answer_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('backend_version', ['workspaceId', 'backendVersionId'], ['workspaceId', 'id'], { name: 'first_answer_backend_version_fk', onDelete: 'CASCADE' })
export class FirstAnswerRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'first_answer_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'first_answer_pk' })
  backendVersionId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'first_answer_pk' })
  traffic: Traffic;

  /** Of the first piece of the answer. */
  @Column('timestamptz')
  answeredAt: Date;
}
