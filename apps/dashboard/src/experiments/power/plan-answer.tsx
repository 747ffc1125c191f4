import { Button, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ExperimentPlan, PlannedDesign } from '#contracts';
import { count } from '../../format.ts';
import { useMay } from '../../session.tsx';
import { tellAlpha } from '../decision/margins.ts';
import { target, MOST_PLANNED } from './target.ts';
import type { Question } from './question.ts';
import { words } from './strings.ts';
import form from '../experiments.module.css';
import css from './power.module.css';

const text = words.answer;
const WEEK_DAYS = 7;

interface Props {
  question: Question;
  siteId: string;
  plan: ExperimentPlan;
  onLooks: (looks: string) => void;
}

/** One line to be read out, what it rests on, and the step that follows from it. */
export function PlanAnswer({ question, siteId, plan, onLooks }: Props): ReactNode {
  const { looks, from, alpha } = question;
  const design = looks === 'any' ? plan.sequential : plan.hybrid;
  return (
    <section className={form.hero} aria-label={text.title}>
      <p className={form.verdict} aria-live="polite">{design.sentence}</p>
      <p className={form.note}>{design.shows}</p>
      <div className={css.looks}>
        <SegmentedControl aria-label={text.looks} value={looks} onChange={onLooks} data={[{ value: 'any', label: text.any }, { value: 'end', label: text.end }]} />
        <p className={form.sum}>{(looks === 'any' ? text.anyNote : text.endNote)(tellAlpha(alpha))}</p>
      </div>
      <p className={form.note}>{text.price(plan.sequentialPerFixed.toFixed(1), plan.hybridPerFixed.toFixed(1))}</p>
      <Cautions design={design} />
      {useMay('experiments:write') && (
        <div className={form.buttons}>
          <Use to={target(question, siteId, design.units)} possible={design.units <= MOST_PLANNED} verb={from ? text.useBack : text.use} />
          <span className={form.sum}>{text.waits(count(design.units))}</span>
        </div>
      )}
    </section>
  );
}

function Cautions({ design: { days, units } }: { design: PlannedDesign }): ReactNode {
  const cautions = [days === null && text.nobody, days !== null && days < WEEK_DAYS && text.week, units > MOST_PLANNED && text.tooMany].filter((one) => one !== false);
  return cautions.map((one) => <p key={one} className={form.note}>{one}</p>);
}

const Use = ({ to, possible, verb }: { to: string; possible: boolean; verb: string }): ReactNode =>
  (possible ? <Button component={Link} to={to}>{verb}</Button> : <Button disabled>{verb}</Button>);
