import type { EvaluationAnswer, EvaluationFault, EvaluationSide } from '#contracts';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** One version's answer to one case. */
@Entity('evaluation_answer')
@ForeignKey('workspace', ['workspaceId'], ['id'], { name: 'evaluation_answer_workspace_fk', onDelete: 'CASCADE' })
@ForeignKey('evaluation', ['workspaceId', 'evaluationId'], ['workspaceId', 'id'], { name: 'evaluation_answer_evaluation_fk', onDelete: 'CASCADE' })
@ForeignKey('evaluation_case', ['workspaceId', 'caseId'], ['workspaceId', 'id'], { name: 'evaluation_answer_case_fk', onDelete: 'CASCADE' })
@Check('evaluation_answer_side_check', `side in ('candidate', 'baseline')`)
export class EvaluationAnswerRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_answer_pk' })
  workspaceId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_answer_pk' })
  evaluationId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evaluation_answer_pk' })
  caseId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'evaluation_answer_pk' })
  side: EvaluationSide;

  @Column('jsonb')
  answer: Omit<EvaluationAnswer, 'caseId' | 'side' | 'faults'>;

  @Column('jsonb')
  faults: EvaluationFault[];

  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
