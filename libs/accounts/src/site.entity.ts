import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { SiteLimitColumns } from './site-limits.entity.ts';

/** A web site that shows the chat. */
@Entity('site')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'site_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('backend_version', ['workspaceId', 'defaultBackendVersionId'], ['workspaceId', 'id'], { name: 'site_default_backend_version_fk' })
@Unique('site_public_key_key', ['publicKey'])
@Check('site_limits_check', 'messages_per_minute > 0 and messages_at_once > 0 and conversations_per_day > 0 and messages_per_address > 0 and longest_message > 0')
export class SiteRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'site_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'site_pk' })
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  publicKey: string;

  /** Empty: this machine only. */
  @Column('text', { array: true, default: () => `'{}'` })
  allowedOrigins: string[];

  @Column('uuid', { nullable: true })
  defaultBackendVersionId: string | null;

  @Column('text')
  greeting: string;

  @Column('text', { default: '#3b5bdb' })
  accentColour: string;

  @Column(() => SiteLimitColumns, { prefix: false })
  limits: SiteLimitColumns;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
