import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { OptimizerCandidate, OptimizerRun, PromptPack } from '#contracts';
import { NotSaved } from '../../parts/failure.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { DiffView } from '../../versions/diff-view.tsx';
import { differencesOf, type VersionFacts } from '../../versions/differences.ts';
import css from '../backends.module.css';
import { standardThresholds } from '../version-draft.ts';
import { useSave } from './data.ts';
import { words } from './strings.ts';
import own from './optimizer.module.css';

const text = words.change;

/** The model is the same on both sides. */
const factsOf = (pack: PromptPack): VersionFacts => ({ model: '', pack, target: null, thresholds: pack.thresholds ?? standardThresholds, routes: null });

interface Props {
  run: OptimizerRun;
  start: OptimizerCandidate;
  candidate: OptimizerCandidate;
  may: boolean;
}

/** What a candidate changes, and the way to keep it as a version. */
export function CandidateChange({ run, start, candidate, may }: Props): ReactNode {
  const save = useSave();
  const saved = run.saved.find((one) => one.candidate === candidate.number)?.version;
  const nameOf = ({ backendName, number }: { backendName: string; number: number }): string => words.version(backendName, number);
  const keep = () => save.mutate({ id: run.id, candidate: candidate.number }, { onSuccess: ({ version }) => notifications.show({ message: text.saved(nameOf(version)) }) });
  return (
    <Section title={text.title(words.table.name(candidate.number))}>
      <DiffView differences={differencesOf(factsOf(start.promptPack), factsOf(candidate.promptPack))} nothing={text.nothing} />
      <NotSaved error={save.error} title={text.notSaved} />
      <p className={`${css.note} ${css.below}`}>{text.gate}</p>
      <div className={own.after}>
        {saved === undefined && may && <Button loading={save.isPending} onClick={keep}>{text.save}</Button>}
        {saved && (
          <>
            <p role="status">{text.saved(nameOf(saved))}</p>
            <Link to={`/backends/${saved.backendId}/versions/${saved.number}`}>{text.open}</Link>
            {may && <Button component={Link} to={`/backends/evaluations/new?candidate=${saved.id}`}>{text.toGate}</Button>}
          </>
        )}
      </div>
    </Section>
  );
}
