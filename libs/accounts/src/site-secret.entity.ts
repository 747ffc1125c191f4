import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a site signs the identity of its visitors with. */
@Entity('site_secret')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'site_secret_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('site', ['workspaceId', 'siteId'], ['workspaceId', 'id'], { name: 'site_secret_site_fk', onDelete: 'CASCADE' })
@Index('site_secret_site_index', ['workspaceId', 'siteId'])
export class SiteSecretRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'site_secret_pk' })
  workspaceId: string;

  /** The `kid` of the tokens that it signs. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'site_secret_pk' })
  id: string;

  @Column('uuid')
  siteId: string;

  /** See `seal`: to check a signature the secret itself is needed. */
  @Column('bytea')
  sealed: Buffer;

  @Column('text')
  lastFour: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;
}
