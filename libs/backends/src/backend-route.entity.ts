import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** One line of a version's policy: who answers for it on a topic. Written with the version, never changed. */
@Entity('backend_route')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'backend_route_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('backend_version', ['workspaceId', 'backendVersionId'], ['workspaceId', 'id'], { name: 'backend_route_backend_version_fk', onDelete: 'CASCADE' })
@ForeignKey('backend_version', ['workspaceId', 'answeredBy'], ['workspaceId', 'id'], { name: 'backend_route_answered_by_fk' })
@Unique('backend_route_topic_key', ['workspaceId', 'backendVersionId', 'topic'])
@Index('backend_route_answered_by_index', ['workspaceId', 'answeredBy'])
@Check('backend_route_otherwise_check', `place >= 0 and (place = 0) = (topic is null)`)
@Check('backend_route_other_check', `answered_by <> backend_version_id`)
export class BackendRouteRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'backend_route_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'backend_route_pk' })
  backendVersionId: string;

  /** As it was written; 0 is every other topic. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'backend_route_pk' })
  place: number;

  /** Key of an intent; null: every other one. */
  @Column('text', { nullable: true })
  topic: string | null;

  @Column('uuid')
  answeredBy: string;
}
