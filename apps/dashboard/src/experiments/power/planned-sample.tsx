import { Button, NumberInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useSession } from '../../session.tsx';
import { PlannedMeasure } from '#contracts';
import type { Draft } from '../draft.ts';
import { keepDraft } from '../kept-draft.ts';
import { WHOLE } from '../weights.ts';
import { words } from './strings.ts';
import css from '../experiments.module.css';

const text = words.compact;

interface Props {
  draft: Draft;
  problem: string | undefined;
  onPlan: (ratings: number) => void;
}

/** The planned sample of a draft, and the way to the page that works it out; the draft waits meanwhile. */
export function PlannedSample({ draft, problem, onPlan }: Props): ReactNode {
  const { id = 'new' } = useParams();
  const { workspace } = useSession();
  const go = useNavigate();
  const open = () => {
    keepDraft(workspace.id, id, draft);
    void go(`/experiments/plan?${queryOf(draft, id)}`);
  };
  return (
    <div className={css.form}>
      <NumberInput
        label={text.planned} description={text.plannedHint} min={10} max={10_000_000} step={50} thousandSeparator="," maw={280} error={problem}
        value={draft.plannedRatings} onChange={(value) => onPlan(Math.round(Number(value) || 0))}
      />
      <div>
        <p className={css.prose}>{text.hint}</p>
        <Button variant="default" onClick={open}>{text.open}</Button>
      </div>
    </div>
  );
}

function queryOf({ siteId, traffic, variants, slice, coverage, decision: { primary, design, alpha } }: Draft, from: string): string {
  const participation = ((slice.to - slice.from) / WHOLE) * (coverage / WHOLE);
  const query = new URLSearchParams({ from, traffic, variants: String(variants.length) });
  if (siteId) query.set('siteId', siteId);
  if (PlannedMeasure.safeParse(primary).success) query.set('measure', primary);
  if (design === 'hybrid') query.set('looks', 'end');
  if (alpha !== undefined) query.set('alpha', String(alpha));
  if (participation > 0) query.set('participation', String(Number(participation.toPrecision(6))));
  return query.toString();
}
