import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** Something that visitors want, with the approved answer to it. */
@Entity('intent')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'intent_workspace_fk', onDelete: 'CASCADE' })
@Unique('intent_key_key', ['workspaceId', 'key'])
export class IntentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'intent_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'intent_pk' })
  id: string;

  @Column('text')
  key: string;

  @Column('text')
  label: string;

  @Column('text', { nullable: true })
  answer: string | null;

  /** When the words of the approved answer last changed, kept by a trigger; null without one, and where nobody changed it since an earlier release. */
  @Column('timestamptz', { nullable: true })
  answeredAt: Date | null;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;
}
