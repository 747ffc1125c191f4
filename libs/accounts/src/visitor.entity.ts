import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Somebody's browser on one site; nameless. */
@Entity('visitor')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'visitor_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('site', ['workspaceId', 'siteId'], ['workspaceId', 'id'], { name: 'visitor_site_fk' })
export class VisitorRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'visitor_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'visitor_pk' })
  id: string;

  @Column('uuid')
  siteId: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
