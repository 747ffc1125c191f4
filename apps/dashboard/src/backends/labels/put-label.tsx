import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { BackendVersion } from '#contracts';
import { useVersions } from '../data.ts';
import { LabelForm } from './label-form.tsx';
import { words } from './strings.ts';
import { useLabels } from './use-labels.ts';

/** Puts a label on this version. */
export function PutLabel({ version: { id, backendId, number } }: { version: BackendVersion }): ReactNode {
  const known = useLabels(backendId).data;
  const versions = useVersions(backendId).data?.items ?? [];
  const [putting, setPutting] = useState(false);
  return (
    <>
      <Button variant="default" disabled={!known} onClick={() => setPutting(true)}>{words.putOn(number)}</Button>
      {putting && known && <LabelForm backendId={backendId} versions={versions} known={known} versionId={id} onClose={() => setPutting(false)} />}
    </>
  );
}
