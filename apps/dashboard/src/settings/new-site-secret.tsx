import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { NotSaved } from '../parts/failure.tsx';
import { useCreateSiteSecret } from './data.ts';
import { ShownOnce } from './shown-once.tsx';
import { words } from './strings.ts';
import css from './settings.module.css';

const text = words.identity;

/** Makes a secret, whose text is shown a single time; only a button closes that. */
export function NewSiteSecret({ siteId, full }: { siteId: string; full: boolean }): ReactNode {
  const create = useCreateSiteSecret();
  return (
    <>
      <div className={css.buttons}>
        <Button variant="default" loading={create.isPending} disabled={full} onClick={() => create.mutate({ id: siteId })}>{text.create}</Button>
        {full && <span className={css.soft}>{text.full}</span>}
      </div>
      <NotSaved error={create.error} />
      <Modal opened={create.data !== undefined} onClose={() => create.reset()} title={text.secretTitle} closeOnClickOutside={false} closeOnEscape={false} withCloseButton={false}>
        {create.data && <ShownOnce text={text.secretText} secret={create.data.secret} copy={text.copySecret} done={text.done} onDone={() => create.reset()} />}
      </Modal>
    </>
  );
}
