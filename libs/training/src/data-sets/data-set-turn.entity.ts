import type { DataSetMark, DataSetPart, DataSetWhy } from '#contracts';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const ids = { array: true } as const;

/** A turn of a data set, by the ids of its messages: their words stay where they are, and go when a visitor deletes them. */
@Entity('data_set_turn')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'data_set_turn_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('data_set', ['workspaceId', 'dataSetId'], ['workspaceId', 'id'], { name: 'data_set_turn_data_set_fk', onDelete: 'CASCADE' })
@ForeignKey('conversation', ['workspaceId', 'conversationId'], ['workspaceId', 'id'], { name: 'data_set_turn_conversation_fk', onDelete: 'CASCADE' })
@Index('data_set_turn_conversation_index', ['workspaceId', 'conversationId'])
@Check('data_set_turn_part_check', `part in ('train', 'validation', 'test')`)
export class DataSetTurnRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'data_set_turn_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'data_set_turn_pk' })
  dataSetId: string;

  /** Its place in the data set, from 1. */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'data_set_turn_pk' })
  number: number;

  @Column('text')
  part: DataSetPart;

  @Column('uuid')
  conversationId: string;

  @Column('uuid', ids)
  contextIds: string[];

  @Column('uuid', ids)
  questionIds: string[];

  @Column('uuid', ids)
  answerIds: string[];

  @Column('uuid', ids)
  rejectedIds: string[];

  /** Of a pair of drafts, whose texts stand with the choice. */
  @Column('uuid', { nullable: true })
  duelId: string | null;

  @Column('boolean', { nullable: true })
  liked: boolean | null;

  @Column('text')
  why: DataSetWhy;

  @Column('double precision')
  weight: number;

  @Column('text', { array: true })
  marks: DataSetMark[];

  @Column('text', { nullable: true })
  intent: string | null;

  @Column('timestamptz')
  askedAt: Date;
}
