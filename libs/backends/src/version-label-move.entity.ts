import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A label that was put on, moved or taken off. Written once, never changed. */
@Entity('version_label_move')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'version_label_move_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('backend', ['workspaceId', 'backendId'], ['workspaceId', 'id'], { name: 'version_label_move_backend_fk', onDelete: 'CASCADE' })
@Check('version_label_move_somewhere_check', 'from_version_id is distinct from to_version_id')
@Index('version_label_move_backend_index', ['workspaceId', 'backendId', 'movedAt'])
export class VersionLabelMoveRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'version_label_move_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'version_label_move_pk' })
  id: string;

  @Column('uuid')
  backendId: string;

  @Column('text')
  label: string;

  /** Null: it was on none. */
  @Column('uuid', { nullable: true })
  fromVersionId: string | null;

  /** Null: it is on none any more. */
  @Column('uuid', { nullable: true })
  toVersionId: string | null;

  @Column('text')
  movedBy: string;

  @Column('text', { default: '' })
  message: string;

  @Column('timestamptz', { default: () => 'now()' })
  movedAt: Date;
}
