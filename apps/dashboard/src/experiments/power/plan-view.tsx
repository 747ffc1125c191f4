import type { ReactNode } from 'react';
import type { Baselines } from '#contracts';
import { Late } from '../../parts/late.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { AssumptionFields } from './assumption-fields.tsx';
import { assumptionsOf } from './assumptions.ts';
import { DifferenceChart } from './difference-chart.tsx';
import { PlanAnswer } from './plan-answer.tsx';
import { PlanSteps } from './plan-steps.tsx';
import { QuestionFields } from './question-fields.tsx';
import { wishOf, type Question } from './question.ts';
import { usePlan } from './use-plan.ts';
import form from '../experiments.module.css';
import css from './power.module.css';

interface Props {
  question: Question;
  siteId: string;
  baselines: Baselines | undefined;
  onChange: (changes: Readonly<Record<string, string | number | null>>) => void;
}

/** The question, what is known, and the answer of the server. */
export function PlanView({ question, siteId, baselines, onChange }: Props): ReactNode {
  const { measure, power } = question;
  const assumptions = assumptionsOf(measure, baselines, question.typed);
  const wish = wishOf(question, assumptions, baselines);
  const { data: plan, error } = usePlan(wish);
  return (
    <>
      {error && <p className={form.alarm} role="alert">{error.message}</p>}
      {plan && <PlanAnswer question={question} siteId={siteId} plan={plan} onLooks={(looks) => onChange({ looks })} />}
      {!plan && !error && <Late><CardSkeleton height={140} /></Late>}
      <div className={css.sides}>
        <QuestionFields question={question} difference={wish.difference} onChange={onChange} />
        <AssumptionFields measure={measure} baselines={baselines} assumptions={assumptions} onChange={onChange} />
      </div>
      {plan && <DifferenceChart measure={measure} power={power} difference={wish.difference} curve={plan.curve} />}
      {plan && <PlanSteps measure={measure} plan={plan} />}
    </>
  );
}
