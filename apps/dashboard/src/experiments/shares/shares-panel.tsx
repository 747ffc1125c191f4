import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ExperimentShare } from '#contracts';
import { DataTable } from '../../charts/data-table.tsx';
import { count, instant } from '../../format.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { RowsSkeleton } from '../../parts/skeletons.tsx';
import { useMay, useSession } from '../../session.tsx';
import { partWords } from '../../strings.ts';
import { NewShare } from './new-share.tsx';
import { words } from './strings.ts';
import { useShares, useWithdrawShare } from './use-shares.ts';
import page from '../experiments.module.css';

const text = words.columns;

/** Who may read the results by a link: who made it, until when it works and how often it was opened. */
export function SharesPanel({ id }: { id: string }): ReactNode {
  const reading = useShares(id);
  const may = useMay('experiments:write');
  const withdraw = useWithdrawShare();
  const [leaving, setLeaving] = useState<ExperimentShare | null>(null);
  const close = () => {
    setLeaving(null);
    withdraw.reset();
  };
  const done = () => {
    close();
    notifications.show({ message: words.withdrawn });
  };
  return (
    <Section title={words.title} actions={may && <NewShare experimentId={id} />}>
      <p className={page.prose}>{words.about}</p>
      <Loaded reading={reading} skeleton={<RowsSkeleton rows={2} />}>
        {({ items }) => (items.length === 0 ? <p className={page.sum}>{words.empty}</p> : <Table shares={items} {...(may ? { onWithdraw: setLeaving } : {})} />)}
      </Loaded>
      {leaving && (
        <Confirm
          opened danger onClose={close} verb={words.withdrawVerb} consequence={words.consequence} busy={withdraw.isPending} error={withdraw.error}
          onConfirm={() => withdraw.mutate({ id, shareId: leaving.id }, { onSuccess: done })}
        />
      )}
    </Section>
  );
}

function Table({ shares, onWithdraw }: { shares: readonly ExperimentShare[]; onWithdraw?: (share: ExperimentShare) => void }): ReactNode {
  const { timeZone } = useSession().workspace;
  const opened = ({ opens, lastOpenedAt }: ExperimentShare): ReactNode =>
    lastOpenedAt === null ? words.never : <>{words.opened(opens, count(opens))}<span className={page.small}>{words.last(instant(lastOpenedAt, timeZone))}</span></>;
  const withdrawing = (share: ExperimentShare): ReactNode => share.state === 'open' && (
    <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onWithdraw?.(share)} aria-label={words.withdrawNamed(share.note)}>{words.withdraw}</Button>
  );
  return (
    <DataTable
      caption={words.title} rows={shares} keyOf={({ id }) => id}
      columns={[
        { head: text.note, cell: ({ note }) => <span className={page.wrapped} dir="auto">{note || <span className={page.small}>{words.noNote}</span>}</span> },
        { head: text.state, cell: ({ state }) => words.states[state] },
        { head: text.until, cell: ({ expiresAt }) => instant(expiresAt, timeZone) },
        { head: text.opened, cell: opened },
        { head: text.by, cell: ({ createdBy, createdAt }) => <>{createdBy}<span className={page.small}>{instant(createdAt, timeZone)}</span></> },
        ...(onWithdraw ? [{ head: <span className="visually-hidden">{partWords.actions}</span>, cell: withdrawing }] : []),
      ]}
    />
  );
}
