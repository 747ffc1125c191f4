import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A name that is on one version of a backend at a time. */
@Entity('version_label')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'version_label_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('backend_version', ['workspaceId', 'backendId', 'backendVersionId'], ['workspaceId', 'backendId', 'id'], { name: 'version_label_version_fk', onDelete: 'CASCADE' })
@Check('version_label_label_check', 'length(label) between 1 and 40')
@Index('version_label_version_index', ['workspaceId', 'backendVersionId'])
export class VersionLabelRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'version_label_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'version_label_pk' })
  backendId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'version_label_pk' })
  label: string;

  @Column('uuid')
  backendVersionId: string;

  @Column('text')
  movedBy: string;

  @Column('timestamptz', { default: () => 'now()' })
  movedAt: Date;
}
