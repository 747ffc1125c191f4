import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * Which variant a unit got. Written once, with the unit's first message, and never changed; what was known of the unit
 * before is added when its first message was read.
 */
@Entity('assignment')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'assignment_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('experiment', ['workspaceId', 'experimentId'], ['workspaceId', 'id'], { name: 'assignment_experiment_fk', onDelete: 'CASCADE' })
@ForeignKey('variant', ['workspaceId', 'variantId'], ['workspaceId', 'id'], { name: 'assignment_variant_fk' })
@Index('assignment_unread_index', ['assignedAt'], { where: 'read_at is null' })
export class AssignmentRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'assignment_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'assignment_pk' })
  experimentId: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'assignment_pk' })
  phase: number;

  /** Of the weights that it was drawn with. */
  @Column('integer')
  epoch: number;

  /** The visitor's or the conversation's id. */
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'assignment_pk' })
  unitId: string;

  @Column('uuid')
  variantId: string;

  @Column('timestamptz', { default: () => 'now()' })
  assignedAt: Date;

  @Column('timestamptz', { nullable: true })
  firstAnsweredAt: Date | null;

  /** What the first message is about: key of an intent, or `oos`; null where that is not known. */
  @Column('text', { nullable: true })
  topic: string | null;

  /** Of the first message, as in ISO 639-1; null where nothing tells. */
  @Column('text', { nullable: true })
  language: string | null;

  /** Null: the first message is still to be read. */
  @Column('timestamptz', { nullable: true })
  readAt: Date | null;

  /** How many ratings the visitor had given before, outside this phase, and their sum. */
  @Column('integer', { nullable: true })
  earlierRatings: number | null;

  @Column('integer', { nullable: true })
  earlierRatingSum: number | null;

  @Column('integer', { default: 0 })
  readAttempts: number;

  /** A server is reading the first message, and has so long for it. */
  @Column('timestamptz', { nullable: true })
  readingUntil: Date | null;
}
