import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { Link, useNavigate } from 'react-router';
import { listBackends, listVersions, restoreVersion } from '#contracts';
import type { BackendVersion } from '#contracts';
import { useChange } from '../api.ts';
import { PutLabel } from '../backends/labels/put-label.tsx';
import { useMay } from '../session.tsx';
import { words } from './strings.ts';

const text = words.page;

/** Try it, build on it, or make it the newest again. */
export function VersionActions({ version, newest }: { version: BackendVersion; newest: number }): ReactNode {
  const { id, backendId, number, state } = version;
  const [mayWrite, mayTry] = [useMay('models:write'), useMay('preview:use')];
  const restore = useChange(restoreVersion, listVersions, listBackends);
  const go = useNavigate();
  const makeNewest = () => restore.mutate({ id }, {
    onSuccess: (restored) => {
      notifications.show({ message: text.restored(restored.number, number) });
      void go(`/backends/${backendId}/versions/${restored.number}`);
    },
    onError: ({ message }) => notifications.show({ color: 'red', title: text.notRestored, message }),
  });
  return (
    <>
      {mayWrite && number < newest && <Button variant="default" loading={restore.isPending} onClick={makeNewest}>{text.restore(number)}</Button>}
      {mayWrite && <PutLabel version={version} />}
      {mayTry && state === 'ready' && <Button component={Link} to={`/try-it?version=${id}`} variant="default">{text.tryIt}</Button>}
      {mayWrite && <Button component={Link} to={`/backends/${backendId}/new?from=${number}`}>{text.build}</Button>}
    </>
  );
}
