import type { EvaluationCase, EvaluationCaseKind, EvaluationOrigin, Expectation } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A question with what is expected of its answer. */
@Entity('evaluation_case')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'evaluation_case_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('evaluation_set', ['workspaceId', 'setId'], ['workspaceId', 'id'], { name: 'evaluation_case_set_fk', onDelete: 'CASCADE' })
@Unique('evaluation_case_number_key', ['workspaceId', 'setId', 'number'])
@Check('evaluation_case_kind_check', `kind in ('facts', 'abstain', 'tool', 'adversarial')`)
export class EvaluationCaseRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_case_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_case_pk' })
  id: string;

  @Column('uuid')
  setId: string;

  /** Its place in the set, from 1. */
  @Column('integer')
  number: number;

  @Column('text')
  kind: EvaluationCaseKind;

  @Column('text')
  question: string;

  @Column('jsonb', { default: () => `'[]'` })
  history: EvaluationCase['history'];

  @Column('jsonb')
  expect: Expectation;

  @Column('text', { nullable: true })
  reference: string | null;

  @Column('text')
  origin: EvaluationOrigin;

  /** The visitor's message that it was made of. */
  @Column('uuid', { nullable: true })
  sourceMessageId: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
