import type { EvaluationComparison, EvaluationSide } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A comparison of the two answers to a case: by a model in both orders, or by a person who saw one order. */
@Entity('evaluation_comparison')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'evaluation_comparison_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('evaluation', ['workspaceId', 'evaluationId'], ['workspaceId', 'id'], { name: 'evaluation_comparison_evaluation_fk', onDelete: 'CASCADE' })
@ForeignKey('evaluation_case', ['workspaceId', 'caseId'], ['workspaceId', 'id'], { name: 'evaluation_comparison_case_fk', onDelete: 'CASCADE' })
@Unique('evaluation_comparison_key', ['workspaceId', 'evaluationId', 'caseId', 'rater'])
@Check('evaluation_comparison_by_check', `by in ('model', 'person')`)
@Check('evaluation_comparison_result_check', `result in ('candidate', 'baseline', 'tie', 'both_bad')`)
@Check('evaluation_comparison_left_check', `left_side in ('candidate', 'baseline')`)
@Check('evaluation_comparison_rater_check', `(by = 'person') = (rater is not null)`)
export class EvaluationComparisonRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_comparison_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_comparison_pk' })
  id: string;

  @Column('uuid')
  evaluationId: string;

  @Column('uuid')
  caseId: string;

  @Column('text')
  by: EvaluationComparison['by'];

  /** Member or API key; null for a model. */
  @Column('uuid', { nullable: true })
  rater: string | null;

  @Column('text')
  result: EvaluationComparison['result'];

  /** Which answer stood left; null where both orders were shown. */
  @Column('text', { nullable: true })
  leftSide: EvaluationSide | null;

  @Column('text', { nullable: true })
  reason: string | null;

  /** In characters. */
  @Column('integer')
  candidateLength: number;

  @Column('integer')
  baselineLength: number;

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
