import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { BrowserFamily } from './browser-family.ts';

/** Somebody's browser on one site; nameless. */
@Entity('visitor')
@Check('visitor_browser_check', `browser in ('chrome', 'safari', 'firefox', 'edge', 'other', 'automated')`)
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'visitor_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('site', ['workspaceId', 'siteId'], ['workspaceId', 'id'], { name: 'visitor_site_fk' })
export class VisitorRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'visitor_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'visitor_pk' })
  id: string;

  @Column('uuid')
  siteId: string;

  /** What it said when it first came, and no more than that; null for programs with a key, and for those of before. */
  @Column('text', { nullable: true })
  browser: BrowserFamily | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
