import { Button, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Tool } from '#contracts';
import { DataTable, type Column } from '../../charts/data-table.tsx';
import { count } from '../../format.ts';
import { Empty } from '../../parts/empty.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { Section } from '../../parts/page-frame.tsx';
import { CardSkeleton } from '../../parts/skeletons.tsx';
import { useMay } from '../../session.tsx';
import backends from '../backends.module.css';
import { BackendsFrame } from '../backends-frame.tsx';
import { useTools } from './data.ts';
import { words } from './strings.ts';
import { ToolDrawer } from './tool-drawer.tsx';

const text = words.list;
const NEW = 'new';

/** By which versions in use it is named. */
function Users({ usedBy }: { usedBy: Tool['usedBy'] }): ReactNode {
  if (usedBy.length === 0) return <span className={backends.soft}>{text.unused}</span>;
  return (
    <span className={backends.lines}>
      {usedBy.map(({ backendId, backendName, number }) => <Link key={`${backendId} ${number}`} className={`${backends.link} ${backends.clip} ${backends.short}`} title={backendName} to={`/backends/${backendId}`}>{text.version(backendName, count(number))}</Link>)}
    </span>
  );
}

/** Whose server it is, and what is called there. */
const placeOf = (url: string): [string, string] => {
  const { host = url, path = '' } = /^https?:\/\/(?<host>[^/?]+)(?<path>.*)$/i.exec(url)?.groups ?? {};
  return [host, path];
};

const columnsWith = (open: (id: string) => void): Column<Tool>[] => [
  { head: text.columns.name, cell: ({ id, name, description, enabled }) => (
    <span className={backends.lines}>
      <UnstyledButton className={`${backends.link} ${backends.clip}`} title={name} onClick={() => open(id)}>{name}</UnstyledButton>
      <small className={backends.clip} title={description}>{description}</small>
      {!enabled && <small className={backends.state} data-on="look">{text.off}</small>}
    </span>
  ) },
  { head: text.columns.calls, cell: ({ method, url }) => {
    const [host, path] = placeOf(url);
    return (
      <span className={backends.lines} title={`${method} ${url}`}>
        <span className={`${backends.clip} ${backends.short}`}>{method} {host}</span>
        <small className={`${backends.clip} ${backends.short}`}>{path}</small>
      </span>
    );
  } },
  { head: text.columns.who, cell: ({ sideEffects, needsIdentity }) => (
    <span className={backends.lines}><span>{sideEffects || needsIdentity ? text.signedIn : text.everybody}</span><small>{sideEffects ? text.acts : text.looks}</small></span>
  ) },
  { head: text.columns.used, cell: ({ usedBy }) => <Users usedBy={usedBy} /> },
];

/** The tools that language models may use; the one in the address is open beside them. */
export function ToolsPage(): ReactNode {
  const { id } = useParams();
  const go = useNavigate();
  const reading = useTools();
  const may = useMay('models:write');
  const open = (which: string) => void go(`/backends/tools${which && `/${which}`}`);
  const add = may && <Button onClick={() => open(NEW)}>{text.add}</Button>;
  return (
    <BackendsFrame>
      <Loaded reading={reading} skeleton={<CardSkeleton height={260} />}>
        {({ items }) => (
          <>
            {items.length === 0 ? <Empty title={text.emptyTitle} text={text.empty}>{add}</Empty> : (
              <Section title={text.title} actions={add}>
                <p className={backends.note}>{text.what}</p>
                <DataTable caption={text.caption} rows={items} keyOf={(one) => one.id} columns={columnsWith(open)} />
              </Section>
            )}
            {id && <ToolDrawer key={id} isNew={id === NEW} tool={items.find((one) => one.id === id)} readOnly={!may} onClose={() => open('')} onCreated={open} />}
          </>
        )}
      </Loaded>
    </BackendsFrame>
  );
}
