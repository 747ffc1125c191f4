import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { Empty } from '../parts/empty.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Section } from '../parts/page-frame.tsx';
import { CardSkeleton } from '../parts/skeletons.tsx';
import { RetiringNotice } from '../retiring/retiring-notice.tsx';
import { useMay } from '../session.tsx';
import { BackendsFrame } from './backends-frame.tsx';
import { BuiltInEngine } from './built-in-engine.tsx';
import { useModels } from './data.ts';
import { GgufProcesses } from './gguf/gguf-processes.tsx';
import { ModelsHealth } from './health/models-health.tsx';
import { ModelDrawer } from './model-drawer.tsx';
import { ModelTable } from './model-table.tsx';
import { words } from './strings.ts';

const text = words.models;
const NEW = 'new';

/** The built-in engine and the language models; the one in the address is open beside them. */
export function Models(): ReactNode {
  const { id } = useParams();
  const go = useNavigate();
  const reading = useModels();
  const may = useMay('models:write');
  const open = (which: string) => void go(`/backends/models${which && `/${which}`}`);
  const add = may && <Button onClick={() => open(NEW)}>{text.add}</Button>;
  return (
    <BackendsFrame>
      <Loaded reading={reading} skeleton={<><CardSkeleton height={150} /><CardSkeleton height={260} /></>}>
        {({ items, embedded }) => (
          <>
            <RetiringNotice />
            <BuiltInEngine engine={embedded} />
            {items.length === 0 ? <Empty title={text.emptyTitle} text={text.empty}>{add}</Empty> : (
              <Section title={text.language} actions={add}><ModelTable models={items} open={open} mayWrite={may} /></Section>
            )}
            {items.some(({ gguf }) => gguf) && <GgufProcesses />}
            {items.length > 0 && <ModelsHealth models={items} />}
            {id && <ModelDrawer key={id} isNew={id === NEW} model={items.find((one) => one.id === id)} readOnly={!may} onClose={() => open('')} />}
          </>
        )}
      </Loaded>
    </BackendsFrame>
  );
}
