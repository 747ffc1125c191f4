import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Attributes } from '#contracts';

/** That a visitor is a person whom its site knows: one row for each browser in which the person signed in. */
@Entity('visitor_alias')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'visitor_alias_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('visitor', ['workspaceId', 'visitorId'], ['workspaceId', 'id'], { name: 'visitor_alias_visitor_fk', onDelete: 'CASCADE' })
@ForeignKey('visitor', ['workspaceId', 'unitId'], ['workspaceId', 'id'], { name: 'visitor_alias_unit_fk', onDelete: 'CASCADE' })
@Index('visitor_alias_person_index', ['workspaceId', 'siteId', 'subject'], { unique: true, where: 'visitor_id = unit_id' })
@Index('visitor_alias_unit_index', ['workspaceId', 'unitId'])
export class VisitorAliasRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'visitor_alias_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'visitor_alias_pk' })
  visitorId: string;

  @Column('uuid')
  siteId: string;

  /** The site's own id of the person. */
  @Column('text')
  subject: string;

  /** The person's first visitor, in whose name all of them take part in experiments. */
  @Column('uuid')
  unitId: string;

  /** What the site signed last. */
  @Column('jsonb', { default: () => `'{}'` })
  attributes: Attributes;

  @Column('timestamptz', { default: () => 'now()' })
  joinedAt: Date;
}
