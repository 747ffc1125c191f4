import type { Role } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A key of a program; the secret itself is known to its holder alone. */
@Entity('api_key')
@Check('api_key_role_check', `role in ('owner', 'admin', 'analyst', 'agent')`)
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'api_key_workspace_fk', onDelete: 'CASCADE' })
export class ApiKeyRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_key_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'api_key_pk' })
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  role: Role;

  @Column('text')
  lastFour: string;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;
}
