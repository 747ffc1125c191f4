import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Experiment } from '#contracts';
import { offerUndo } from '../parts/offer-undo.tsx';
import { useArchive, useDuplicate, useRestore } from './data.ts';
import { words } from './strings.ts';

const text = words.more;

/** What can be done with an experiment besides moving it on; nothing of it is for good. */
export function MoreSteps({ experiment: { id, state, archivedAt } }: { experiment: Experiment }): ReactNode {
  const [archive, restore, duplicate] = [useArchive(), useRestore(), useDuplicate()];
  const go = useNavigate();
  const failed = (error: Error): unknown => notifications.show({ color: 'red', title: words.steps.failed, message: error.message });
  const atRest = state === 'draft' || state === 'stopped';
  return (
    <>
      <Button variant="default" loading={duplicate.isPending} onClick={() => duplicate.mutate({ id }, { onSuccess: (copy) => void go(`/experiments/${copy.id}/edit`), onError: failed })}>{text.duplicate}</Button>
      {atRest && archivedAt === null && (
        <Button variant="default" loading={archive.isPending} onClick={() => archive.mutate({ id }, { onSuccess: () => offerUndo(text.archived, () => restore.mutateAsync({ id })), onError: failed })}>{text.archive}</Button>
      )}
      {archivedAt !== null && <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate({ id }, { onError: failed })}>{text.restore}</Button>}
    </>
  );
}
