import { Button, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Proof, ProofRule, Results } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count, instant, percent } from '../../format.ts';
import { NotSaved } from '../../parts/failure.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { useMay, useSession } from '../../session.tsx';
import { useProofProgress, useProve } from '../data.ts';
import { WorkedOut } from '../worked-out/worked-out.tsx';
import { words } from './strings.ts';
import css from '../experiments.module.css';

/** The rules tried on the experiment's own visitors, ours beside those that many pages invite to. */
export function ProofPanel({ results: { experiment, proof } }: { results: Results }): ReactNode {
  const prove = useProve();
  const may = useMay('experiments:read');
  return (
    <Section title={words.title}>
      <p className={css.prose}>{words.about}</p>
      {proof && <ProofTable proof={proof} />}
      <WorkedOut panel="proof" />
      <NotSaved error={prove.error} />
      {may && (
        <div className={css.buttons}>
          <Button variant="default" loading={prove.isPending} onClick={() => prove.mutate({ id: experiment.id })}>{proof ? words.again : words.prove}</Button>
          <span className={css.sum} role="status">{prove.isPending ? words.busy : ''}</span>
        </div>
      )}
      {prove.isPending && <Dealing id={experiment.id} />}
    </Section>
  );
}

/** How far it is; nothing is known of a dealing that another server does. */
function Dealing({ id }: { id: string }): ReactNode {
  const running = useProofProgress(id, true).data?.running;
  const [done, of] = [running?.done ?? 0, running?.of ?? 1];
  return <Progress mt="sm" value={(100 * done) / of} aria-label={words.dealt(count(done), count(of))} />;
}

const rules: readonly ProofRule[] = ['sequence', 'oneLook', 'everyLook', 'harm'];

function ProofTable({ proof }: { proof: Proof }): ReactNode {
  const { workspace } = useSession();
  const alpha = percent(proof.alpha);
  const promised: Record<ProofRule, string> = { sequence: words.atMost(alpha), oneLook: words.oneOf(alpha), everyLook: words.nothing, harm: words.atMost(alpha) };
  const tried = rules.filter((rule) => proof[rule] !== undefined);
  const truth = (rule: ProofRule): string => {
    const interval = proof.intervals?.[rule];
    return interval ? words.between(percent(interval.low), percent(interval.high)) : '';
  };
  return (
    <>
      <DataTable
        caption={words.title} rows={tried} keyOf={(rule) => rule}
        columns={[
          { head: words.rule, cell: (rule: ProofRule) => words.rules[rule](proof.alpha) },
          { head: words.alarms, numeric: true, cell: (rule: ProofRule) => words.share(count(proof[rule] ?? 0), count(proof.permutations), percent((proof[rule] ?? 0) / proof.permutations)) },
          ...(proof.intervals ? [{ head: words.truth, numeric: true, cell: truth }] : []),
          { head: words.promised, numeric: true, cell: (rule: ProofRule) => promised[rule] },
        ]}
      />
      <p className={css.note}>{words.rests(whoOf(proof), instant(proof.at, workspace.timeZone), String(proof.seed))}</p>
    </>
  );
}

const whoOf = ({ units, unitsInAll = units }: Proof): string => (unitsInAll > units ? words.sample(count(units), count(unitsInAll)) : words.all(count(units)));
