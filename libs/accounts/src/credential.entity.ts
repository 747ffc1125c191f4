import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export type CredentialKind = 'session' | 'api_key' | 'visitor' | 'site' | 'setup' | 'invite' | 'share';

/** Which token belongs to whom: looked up before a workspace is known, so it holds hashes and ids only. */
@Entity('credential')
@Check('credential_kind_check', `kind in ('session', 'api_key', 'visitor', 'site', 'setup', 'invite', 'share')`)
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'credential_workspace_fk', onDelete: 'CASCADE' })
@Index('credential_subject_index', ['kind', 'subjectId'])
export class Credential {
  /** SHA-256 of the token. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'credential_pk' })
  tokenHash: Buffer;

  @Column('text')
  kind: CredentialKind;

  @Column('uuid', { nullable: true })
  workspaceId: string | null;

  /** The member of a session or invitation, the API key, the visitor, the site or the shared link. */
  @Column('uuid', { nullable: true })
  subjectId: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;

  @Column('timestamptz', { nullable: true })
  expiresAt: Date | null;
}
