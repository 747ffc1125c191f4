import type { Role } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A person's place in one workspace. */
@Entity('member')
@Check('member_role_check', `role in ('owner', 'admin', 'analyst', 'agent')`)
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'member_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('person', ['personId'], ['id'], { name: 'member_person_fk' })
@Unique('member_person_key', ['workspaceId', 'personId'])
export class MemberRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'member_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'member_pk' })
  id: string;

  @Column('uuid')
  personId: string;

  @Column('text')
  role: Role;

  /** Ready to take conversations over. */
  @Column('boolean', { default: false })
  available: boolean;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  lastSeenAt: Date | null;
}
